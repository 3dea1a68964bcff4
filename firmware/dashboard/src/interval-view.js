import { element, setText } from "./dom.js";
import { formatInterval } from "./format.js";
import { PendingChange } from "./pending.js";

const intervalChoices = [100, 200, 500, 1000, 2000, 5000, 10000, 30000, 60000];

// The choice of the sampling interval. It shows what telemetry says, whoever set it.
export class IntervalView {
  #select;
  #problem;
  #choices = [];
  #intervalMs = null;
  #isOpen = false;
  #refusal = "";
  #send;
  #wanted = null;
  #change = new PendingChange(() => this.#render());

  // send(ms) returns a promise of the device's answer.
  constructor(select, problem, send) {
    this.#select = select;
    this.#problem = problem;
    this.#send = send;
    select.addEventListener("change", () => this.#choose(Number(select.value)));
    this.#render();
  }

  // With the arrow keys a user passes several choices before the first is answered: the last one counts.
  async #choose(ms) {
    const isBusy = this.#wanted !== null;
    this.#wanted = ms;
    while (!isBusy && this.#wanted !== null) {
      const next = this.#wanted;
      await this.#change.follow(next, () => this.#send(next));
      if (this.#wanted === next) {
        this.#wanted = null;
      }
    }
    this.#render();
  }

  setRange(minMs, maxMs) {
    this.#choices = intervalChoices.filter((ms) => ms >= minMs && ms <= maxMs);
    this.#render();
  }

  show(intervalMs) {
    this.#intervalMs = Number.isFinite(intervalMs) ? intervalMs : null;
    this.#change.telemetry(this.#intervalMs);
    this.#render();
  }

  setOpen(isOpen) {
    this.#isOpen = isOpen;
    if (!isOpen) {
      this.#change.lost();
    }
    this.#render();
  }

  // Why it cannot be changed; "" when it can.
  setRefusal(refusal) {
    if (refusal !== this.#refusal) {
      this.#refusal = refusal;
      this.#render();
    }
  }

  #render() {
    const isPending = this.#change.isPending || this.#wanted !== null;
    this.#select.disabled = !this.#isOpen || this.#refusal !== "" || this.#intervalMs === null;
    this.#select.setAttribute("aria-busy", String(isPending));
    setText(this.#problem, this.#change.problem);
    if (isPending) {
      return;
    }

    // Another program may have set an interval that is no choice of ours; then it is one.
    const choices = [...this.#choices];
    if (this.#intervalMs !== null && !choices.includes(this.#intervalMs)) {
      choices.push(this.#intervalMs);
      choices.sort((a, b) => a - b);
    }
    const wanted = choices.join();
    if (this.#select.dataset.choices !== wanted) {
      this.#select.dataset.choices = wanted;
      this.#select.replaceChildren(...choices.map((ms) => {
        const option = element("option", "", formatInterval(ms));
        option.value = String(ms);
        return option;
      }));
    }
    const shown = this.#intervalMs === null ? "" : String(this.#intervalMs);
    if (this.#select.value !== shown) {
      this.#select.value = shown;
    }
  }
}
