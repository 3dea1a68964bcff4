// Which time a large chart shows, in uptime: the newest, and follows it, or a time that stands still.

const minuteMs = 60000;
const leastSpanMs = 5000;
const mostSpanMs = 1440 * minuteMs;

export const windowSpans = [1, 5, 15, 60, 360, 1440].map((minutes) => minutes * minuteMs);

export class ChartWindow {
  #firstMs = 0;
  #lastMs = 0;
  // The right edge while it stands still.
  #toMs = null;

  spanMs = 5 * minuteMs;

  get isPaused() {
    return this.#toMs !== null;
  }

  get toMs() {
    return this.#toMs ?? this.#lastMs;
  }

  get fromMs() {
    return this.toMs - this.spanMs;
  }

  // From when to when something is known. When that goes back the device has started anew, and what stood still is gone.
  know(firstMs, lastMs) {
    if (lastMs < this.#lastMs) {
      this.#toMs = null;
    }
    this.#firstMs = firstMs;
    this.#lastMs = lastMs;
  }

  pause() {
    this.#toMs = this.toMs;
  }

  resume() {
    this.#toMs = null;
  }

  // A span of choice, with the right edge where it is.
  setSpan(spanMs) {
    this.spanMs = Math.min(mostSpanMs, Math.max(leastSpanMs, spanMs));
    this.#bound();
  }

  // A factor above 1 shows more. What is at a time stays where it is; the newest, if no time is given, and then it goes on following.
  zoom(factor, atMs = this.toMs) {
    const share = (this.toMs - atMs) / this.spanMs;
    const span = this.spanMs;
    this.setSpan(span * factor);
    if (share > 0) {
      this.#toMs = atMs + share * this.spanMs;
      this.#bound();
    }
  }

  // Later by so much, earlier when negative.
  pan(ms) {
    this.#toMs = this.toMs + ms;
    this.#bound();
  }

  // Nothing is known beyond the edges, so nobody gets lost there.
  #bound() {
    if (this.#toMs !== null) {
      this.#toMs = Math.min(this.#lastMs, Math.max(this.#toMs, Math.min(this.#lastMs, this.#firstMs + this.spanMs)));
    }
  }
}
