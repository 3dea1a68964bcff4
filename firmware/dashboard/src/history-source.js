import { readHistoryBlocks, readHistoryValue } from "./history-blocks.js";
import { t } from "./words.js";

// All that is known of the readings' past: what the device kept, asked for with load, and what arrived since. Times are the device's
// uptime in ms.
//
// No time is shown twice and none is lost: a point of the device's history gives way to the samples that arrived where there is one for
// each step of its finest tier and none was missed; otherwise it stands and the samples in its time do not show.

const gapEntry = -1;

// A body read up to a limit, so that a wrong address does not fill memory.
async function readBody(response, maxBytes) {
  const reader = response.body.getReader();
  const parts = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > maxBytes) {
      await reader.cancel();
      throw new Error(`a history above ${maxBytes} bytes`);
    }
    parts.push(part.value);
  }
  const body = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    body.set(part, at);
    at += part.length;
  }
  return body.buffer;
}

export class HistorySource {
  #readings;
  #url;
  #fetch;
  #maxBytes;
  #limitMs;
  #capacity;

  // What arrived: a ring. A break says that samples before this one may be missing.
  #times;
  #breaks;
  #values;
  #start = 0;
  #count = 0;
  #lastSeq = undefined;
  #isBroken = true;
  #hasHole = true;

  // What the device had: blocks, and for each point of them its start, its step and where it lies.
  #blocks = [];
  #endMs = 0;
  #finestMs = 1000;
  #loading = null;
  #epoch = 0;

  // What shows, oldest first: a time for each, and a gap, a sample (its place in the ring) or a point (behind all places of the ring).
  #entryTimes = [];
  #entries = [];
  #points = [];
  #isStale = false;

  // How much the device overwrote before it could send it, in ms; of the last load.
  skippedMs = 0;
  // How often the device's history was loaded.
  loads = 0;
  // How often the device has started anew; all that was known is of no use then.
  restarts = 0;

  // readings: { id, decimals } in the order of GET /api/device. options: url, fetch, capacity (samples kept of those that arrive),
  // maxBytes (of an answer), limitMs (for an answer).
  constructor(readings, options = {}) {
    this.#readings = readings.map((reading) => ({ id: reading.id, divisor: 10 ** reading.decimals }));
    this.#url = options.url ?? "api/history";
    this.#fetch = options.fetch ?? ((url, init) => fetch(url, init));
    this.#capacity = options.capacity ?? 7200;
    this.#maxBytes = options.maxBytes ?? 1 << 20;
    this.#limitMs = options.limitMs ?? 60000;
    this.#times = new Float64Array(this.#capacity);
    this.#breaks = new Uint8Array(this.#capacity);
    this.#values = this.#readings.map(() => new Float64Array(this.#capacity));
  }

  // Whether there is a hole that load could fill: nothing was loaded yet, samples were missed, or more arrived than are kept.
  get wantsLoad() {
    const isOutgrown = this.#count === this.#capacity && this.#times[this.#start] >= this.#endMs + this.#finestMs;
    return this.#hasHole || isOutgrown;
  }

  get firstTime() {
    this.#merge();
    return this.#entryTimes[0] ?? null;
  }

  get lastTime() {
    const live = this.#count > 0 ? this.#times[this.#slot(this.#count - 1)] : null;
    return live ?? (this.#endMs > 0 ? this.#endMs : null);
  }

  // Takes a telemetry message.
  add(message) {
    const last = this.#count > 0 ? this.#times[this.#slot(this.#count - 1)] : -Infinity;
    if (message.uptimeMs < last) {
      this.#restart();
    } else if (message.seq !== undefined && message.seq === this.#lastSeq) {
      // A new subscriber gets the last message again.
      return;
    }
    const isNext = message.seq === undefined || message.seq === (this.#lastSeq + 1) % 2 ** 32;
    const isBreak = this.#isBroken || !isNext;
    this.#hasHole ||= isBreak && this.#count > 0;
    this.#isBroken = false;
    this.#lastSeq = message.seq;
    if (this.#count === this.#capacity) {
      this.#start = this.#slot(1);
      this.#count -= 1;
    }
    const at = this.#slot(this.#count);
    this.#count += 1;
    this.#times[at] = message.uptimeMs;
    this.#breaks[at] = isBreak ? 1 : 0;
    this.#readings.forEach((reading, i) => {
      const value = message[reading.id];
      this.#values[i][at] = typeof value === "number" ? value : NaN;
    });
    this.#isStale = true;
  }

  // The connection was lost: what comes next does not follow on what was last.
  addGap() {
    this.#isBroken = true;
  }

  // Asks the device; rejects when it does not answer with a history. One question at a time.
  load() {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  // One reading from a time to another, with the entry before, so that a line enters from the edge: times, and for each the least, the
  // greatest and the mean, all the same for a single sample, and null where nothing is known or the reading was absent.
  view(id, fromMs = -Infinity, toMs = Infinity) {
    this.#merge();
    const reading = this.#readings.findIndex((item) => item.id === id);
    const result = { times: [], least: [], greatest: [], mean: [] };
    let first = 0;
    let end = this.#entries.length;
    while (first < end) {
      const middle = (first + end) >> 1;
      if (this.#entryTimes[middle] < fromMs) {
        first = middle + 1;
      } else {
        end = middle;
      }
    }
    for (let i = Math.max(0, first - 1); i < this.#entries.length && this.#entryTimes[i] <= toMs; i += 1) {
      const [least, greatest, mean] = this.#numbers(this.#entries[i], reading).map((value) => (Number.isNaN(value) ? null : value));
      result.times.push(this.#entryTimes[i]);
      result.least.push(least);
      result.greatest.push(greatest);
      result.mean.push(mean);
    }
    return result;
  }

  #slot(index) {
    return (this.#start + index) % this.#capacity;
  }

  #restart() {
    this.restarts += 1;
    this.#epoch += 1;
    this.#count = 0;
    this.#lastSeq = undefined;
    this.#isBroken = true;
    this.#hasHole = true;
    this.#take([]);
  }

  async #load() {
    const epoch = this.#epoch;
    const askedAt = this.lastTime ?? 0;
    // What is missed from now on is not in the answer for certain.
    const hadHole = this.#hasHole;
    this.#hasHole = false;
    try {
      const response = await this.#fetch(this.#url, { cache: "no-store", signal: AbortSignal.timeout(this.#limitMs) });
      if (!response.ok) {
        throw new Error(`status ${response.status}`);
      }
      const blocks = readHistoryBlocks(await readBody(response, this.#maxBytes), this.#readings.length);
      const last = blocks.at(-1);
      const endMs = last?.endMs ?? 0;
      if (epoch !== this.#epoch || (last !== undefined && endMs < askedAt)) {
        // It tells of another run of the device than the samples do; those of the new one sort that out.
        throw new Error(t("historyRestarted"));
      }
      this.skippedMs = blocks.reduce((sum, block) => sum + block.skippedMs, 0);
      this.loads += 1;
      this.#take(blocks);
    } catch (error) {
      this.#hasHole ||= hadHole;
      throw error;
    }
  }

  #take(blocks) {
    const last = blocks.at(-1);
    this.#blocks = blocks;
    this.#finestMs = last?.stepMs ?? 1000;
    this.#endMs = last?.endMs ?? 0;
    this.#points = blocks.flatMap((block) => Array.from({ length: block.count }, (_, index) => ({ block, index })));
    this.#isStale = true;
  }

  #numbers(entry, reading) {
    if (entry === gapEntry || reading < 0) {
      return [NaN, NaN, NaN];
    }
    if (entry < this.#capacity) {
      const value = this.#values[reading][entry];
      return [value, value, value];
    }
    const { block, index } = this.#points[entry - this.#capacity];
    const { divisor } = this.#readings[reading];
    const numbers = [0, 1, 2].slice(0, block.width).map((which) => readHistoryValue(block, index, this.#readings.length, reading, which, divisor));
    return block.width === 1 ? [numbers[0], numbers[0], numbers[0]] : numbers;
  }

  // Goes through points and samples side by side, once for all that arrived since the last view.
  #merge() {
    if (!this.#isStale) {
      return;
    }
    this.#isStale = false;
    this.#entryTimes = [];
    this.#entries = [];
    let knownMs = null;
    let next = 0;
    const show = (timeMs, entry, startMs, endMs, isBreak) => {
      if (knownMs !== null && isBreak && startMs - knownMs > this.#finestMs) {
        this.#entryTimes.push((knownMs + startMs) / 2);
        this.#entries.push(gapEntry);
      }
      this.#entryTimes.push(timeMs);
      this.#entries.push(entry);
      knownMs = endMs;
    };
    const showSamples = (end) => {
      for (; next < end; next += 1) {
        const at = this.#slot(next);
        show(this.#times[at], at, this.#times[at], this.#times[at], this.#breaks[at] === 1);
      }
    };
    const samplesBefore = (first, timeMs) => {
      let end = first;
      while (end < this.#count && this.#times[this.#slot(end)] < timeMs) {
        end += 1;
      }
      return end;
    };
    this.#points.forEach(({ block, index }, i) => {
      const startMs = block.startMs + index * block.stepMs;
      const endMs = Math.min(startMs + block.stepMs, block.endMs);
      showSamples(samplesBefore(next, startMs));
      const end = samplesBefore(next, endMs);
      if (this.#isCovered(next, end, block, endMs - startMs)) {
        showSamples(end);
      } else {
        show((startMs + endMs) / 2, this.#capacity + i, startMs, endMs, true);
        next = end;
      }
    });
    showSamples(this.#count);
  }

  // Whether samples stand for a point: one in each step of the finest tier, and for least, greatest and mean all of them.
  #isCovered(first, end, block, spanMs) {
    let steps = 0;
    let lastStep = -1;
    for (let i = first; i < end; i += 1) {
      const at = this.#slot(i);
      const step = Math.floor(this.#times[at] / this.#finestMs);
      steps += step !== lastStep ? 1 : 0;
      lastStep = step;
      if (block.width > 1 && this.#breaks[at] === 1) {
        return false;
      }
    }
    if (block.width > 1 && end < this.#count && this.#breaks[this.#slot(end)] === 1) {
      return false;
    }
    return steps * this.#finestMs >= spanMs;
  }
}
