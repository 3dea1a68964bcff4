import { PendingChange } from "./pending.js";

// What every control of the device has: what telemetry says of it, whether it may be used, and what became of the last change. Those who
// derive from it draw it, in render().
export class Control {
  #isOpen = false;
  #refusal = "";
  #send;
  #wanted = null;
  #change = new PendingChange(() => this.render());
  #value = null;

  // send(value) returns a promise of the device's answer.
  constructor(send) {
    this.#send = send;
  }

  // What telemetry says; null while that is not known.
  get value() {
    return this.#value;
  }

  get canChange() {
    return this.#isOpen && this.#refusal === "" && this.#value !== null;
  }

  get isPending() {
    return this.#change.isPending || this.#wanted !== null;
  }

  // Why the last change was not made; "" when it was.
  get problem() {
    return this.#change.problem;
  }

  show(value) {
    this.#value = value;
    this.#change.telemetry(value);
    this.render();
  }

  setOpen(isOpen) {
    this.#isOpen = isOpen;
    if (!isOpen) {
      this.#change.lost();
    }
    this.render();
  }

  // Why it cannot be changed; "" when it can. What is said of it stands below all controls.
  setRefusal(refusal) {
    if (refusal !== this.#refusal) {
      this.#refusal = refusal;
      this.render();
    }
  }

  // A user passes several values before the first is answered, with a slider or the arrow keys: the last one counts.
  async choose(value) {
    if (this.canChange) {
      const isBusy = this.#wanted !== null;
      this.#wanted = value;
      while (!isBusy && this.#wanted !== null) {
        const next = this.#wanted;
        await this.#change.follow(next, () => this.#send(next));
        if (this.#wanted === next) {
          this.#wanted = null;
        }
      }
    }
    this.render();
  }
}
