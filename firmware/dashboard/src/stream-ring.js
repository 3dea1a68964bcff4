// The newest samples of one stream of blocks, in memory that is taken once, and what of them goes into each column of pixels.

const ringCapacity = 65536;

export class StreamRing {
  #values = [];
  #capacity;
  #lastSequence = null;
  #lastUs = 0;
  #endUs = 0;

  // The number of the sample behind the newest one; they are counted from the first that arrived, with those that are missing.
  end = 0;
  // How often samples were missing.
  gaps = 0;
  // How many blocks were missed in them: by their numbers, or by the time that passed where nobody was subscribed and none was numbered.
  missed = 0;
  intervalUs = 0;

  constructor(channels, capacity = ringCapacity) {
    this.#capacity = capacity;
    for (let i = 0; i < channels; i += 1) {
      this.#values.push(new Float64Array(capacity));
    }
  }

  get channels() {
    return this.#values.length;
  }

  // The oldest sample that is kept.
  get first() {
    return Math.max(0, this.end - this.#capacity);
  }

  // Adds a block as nanowire.js reads it. What is missing before it becomes samples without a value.
  add({ sequence, timeUs, intervalUs, count, channels, divisor, samples }) {
    const ahead = this.#lastSequence === null ? 1 : (sequence - this.#lastSequence) >>> 0;
    if (this.#lastSequence !== null && (timeUs < this.#lastUs || ahead >= 2 ** 31)) {
      // The device has started anew.
      this.end = 0;
      this.gaps = 0;
      this.missed = 0;
    } else if (ahead === 0) {
      // A new subscriber gets the last block again.
      return;
    } else if (this.#lastSequence !== null) {
      const byTime = intervalUs > 0 ? Math.round((timeUs - this.#endUs) / intervalUs) : 0;
      // Clocks are not exact: without a block missing only a pause of a whole block is one.
      const missing = ahead !== 1 ? Math.max(1, byTime) : byTime > count ? byTime : 0;
      if (missing > 0) {
        this.gaps += 1;
        this.missed += ahead > 1 ? ahead - 1 : Math.round(byTime / count);
        this.#skip(missing);
      }
    }
    this.#lastSequence = sequence;
    this.#lastUs = timeUs;
    this.#endUs = timeUs + count * intervalUs;
    this.intervalUs = intervalUs;
    for (let channel = 0; channel < this.#values.length; channel += 1) {
      const ring = this.#values[channel];
      let at = this.end % this.#capacity;
      for (let i = channel; i < samples.length; i += channels) {
        ring[at] = samples[i] / divisor;
        at = at + 1 === this.#capacity ? 0 : at + 1;
      }
    }
    this.end += count;
  }

  #skip(count) {
    const shown = Math.min(count, this.#capacity);
    this.end += count;
    for (let n = this.end - shown; n < this.end; n += 1) {
      for (let channel = 0; channel < this.#values.length; channel += 1) {
        this.#values[channel][n % this.#capacity] = NaN;
      }
    }
  }

  // One sample; NaN when it is missing or not kept.
  value(channel, number) {
    return number >= this.first && number < this.end ? this.#values[channel][number % this.#capacity] : NaN;
  }

  // The least and the greatest of each perColumn samples from one on, into arrays with room for so many columns; NaN where there is none.
  columns(channel, from, perColumn, count, least, greatest) {
    const ring = this.#values[channel];
    const { first, end } = this;
    for (let column = 0; column < count; column += 1) {
      let low = Infinity;
      let high = -Infinity;
      const start = Math.max(first, from + column * perColumn);
      const stop = Math.min(end, from + (column + 1) * perColumn);
      let at = start % this.#capacity;
      for (let n = start; n < stop; n += 1) {
        const value = ring[at];
        at = at + 1 === this.#capacity ? 0 : at + 1;
        // Neither is true of NaN.
        if (value < low) {
          low = value;
        }
        if (value > high) {
          high = value;
        }
      }
      least[column] = low <= high ? low : NaN;
      greatest[column] = low <= high ? high : NaN;
    }
  }
}

// Where the right edge is next, in samples: it goes on evenly, a block behind the newest sample, while blocks come one by one. Never back, never
// ahead of what is known; after a stall it jumps.
export function nextEdge(edge, end, blockSize, advance) {
  const target = end - blockSize;
  if (edge === null || edge > end || edge < target - 3 * blockSize) {
    return Math.max(0, target);
  }
  const next = edge + advance + (target + blockSize / 4 - edge) * 0.02;
  return Math.min(end, Math.max(edge, next));
}
