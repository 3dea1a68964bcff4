// Messages per second over the last ten seconds; for slower ones over the last two messages.

const meterWindowMs = 10000;
const meterMost = 200;

export class RateMeter {
  #times = [];

  clear() {
    this.#times = [];
  }

  add(now) {
    this.#times.push(now);
    while (this.#times.length > 2 && (this.#times[0] < now - meterWindowMs || this.#times.length > meterMost)) {
      this.#times.shift();
    }
  }

  // Per second, or null while fewer than two messages are known. Falls when the next message is overdue.
  perSecond(now) {
    const count = this.#times.length;
    if (count < 2) {
      return null;
    }
    const first = this.#times[0];
    const last = this.#times[count - 1];
    const gap = (last - first) / (count - 1);
    const span = last - first + Math.max(0, now - last - gap);
    return span > 0 ? ((count - 1) * 1000) / span : null;
  }
}
