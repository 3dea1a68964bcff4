// What arrived, as one ring of times and one of values per reading. NaN stands for a value that is missing.

const historyCapacity = 1500;

export class History {
  #ids;
  #times = new Float64Array(historyCapacity);
  #values = new Map();
  #start = 0;
  #count = 0;
  #endsInGap = false;

  constructor(ids) {
    this.#ids = ids;
    for (const id of ids) {
      this.#values.set(id, new Float64Array(historyCapacity));
    }
  }

  // Adds one sample; sample has a number or null for each reading.
  add(time, sample) {
    this.#endsInGap = false;
    if (this.#count > 0 && time < this.lastTime - 1000) {
      // The clock was set back; lines cannot run backwards, so they begin anew.
      this.#count = 0;
    }
    time = Math.max(time, this.lastTime ?? time);
    const at = (this.#start + this.#count) % historyCapacity;
    this.#times[at] = time;
    for (const id of this.#ids) {
      const value = sample[id];
      this.#values.get(id)[at] = typeof value === "number" ? value : NaN;
    }
    if (this.#count < historyCapacity) {
      this.#count += 1;
    } else {
      this.#start = (this.#start + 1) % historyCapacity;
    }
  }

  // Breaks the lines: nothing is known between the last sample and the next.
  addGap() {
    if (this.#count > 0 && !this.#endsInGap) {
      this.add(this.lastTime + 1, {});
      this.#endsInGap = true;
    }
  }

  get firstTime() {
    return this.#count > 0 ? this.#timeAt(0) : null;
  }

  get lastTime() {
    return this.#count > 0 ? this.#timeAt(this.#count - 1) : null;
  }

  // The samples of one reading since a time, null where a value is missing, with the one before it, so that the line
  // enters from the edge.
  since(time, id) {
    let first = this.#count;
    while (first > 0 && this.#timeAt(first - 1) >= time) {
      first -= 1;
    }
    first = Math.max(0, first - 1);
    const ring = this.#values.get(id);
    const times = [];
    const values = [];
    for (let i = first; i < this.#count; i += 1) {
      const value = ring[(this.#start + i) % historyCapacity];
      times.push(this.#timeAt(i));
      values.push(Number.isNaN(value) ? null : value);
    }
    return { times, values };
  }

  #timeAt(index) {
    return this.#times[(this.#start + index) % historyCapacity];
  }
}
