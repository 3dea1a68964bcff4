// Asks for something again and again while it is wanted, one request at a time: the device has few connections.
export class Poller {
  #load;
  #told;
  #periodMs;
  #after;
  #cancel;
  #timer = null;
  #run = 0;

  isActive = false;

  // load() returns a promise of a value; told(value, error) hears of each.
  constructor(load, periodMs, told, after = (ms, action) => setTimeout(action, ms), cancel = (timer) => clearTimeout(timer)) {
    this.#load = load;
    this.#periodMs = periodMs;
    this.#told = told;
    this.#after = after;
    this.#cancel = cancel;
  }

  // Begins at once, or ends; an answer that is still on its way is not told then.
  setActive(isActive) {
    if (isActive !== this.isActive) {
      this.isActive = isActive;
      this.#run += 1;
      this.#cancel(this.#timer);
      if (isActive) {
        this.#ask(this.#run);
      }
    }
  }

  async #ask(run) {
    let value = null;
    let error = null;
    try {
      value = await this.#load();
    } catch (reason) {
      error = reason;
    }
    if (run === this.#run) {
      this.#timer = this.#after(this.#periodMs, () => this.#ask(run));
      this.#told(value, error);
    }
  }
}
