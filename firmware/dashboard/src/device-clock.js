// When, by this browser's clock, something was that the device tells in its uptime.

const clockToleranceMs = 2000;

export class DeviceClock {
  // What is added to uptime; null before the first message.
  offsetMs = null;

  // The message that took least time on its way is nearest to the truth; one that is far from that tells of a clock that was set or a
  // device that has started anew.
  add(uptimeMs, nowMs) {
    const offsetMs = nowMs - uptimeMs;
    if (this.offsetMs === null || offsetMs < this.offsetMs || offsetMs > this.offsetMs + clockToleranceMs) {
      this.offsetMs = offsetMs;
    }
  }
}
