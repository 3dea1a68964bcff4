import { Control } from "./control.js";
import { element, setText } from "./dom.js";
import { formatInterval } from "./format.js";

const intervalChoices = [100, 200, 500, 1000, 2000, 5000, 10000, 30000, 60000];

// The choice of the sampling interval. It shows what telemetry says, whoever set it.
export class IntervalView extends Control {
  #select;
  #problem;
  #choices = [];

  // send(ms) returns a promise of the device's answer.
  constructor(select, problem, send) {
    super(send);
    this.#select = select;
    this.#problem = problem;
    select.addEventListener("change", () => this.choose(Number(select.value)));
    this.render();
  }

  setRange(minMs, maxMs) {
    this.#choices = intervalChoices.filter((ms) => ms >= minMs && ms <= maxMs);
    this.render();
  }

  show(intervalMs) {
    super.show(Number.isFinite(intervalMs) ? intervalMs : null);
  }

  render() {
    const isPending = this.isPending;
    this.#select.disabled = !this.canChange;
    this.#select.setAttribute("aria-busy", String(isPending));
    setText(this.#problem, this.problem);
    if (isPending) {
      return;
    }

    // Another program may have set an interval that is no choice of ours; then it is one.
    const choices = [...this.#choices];
    if (this.value !== null && !choices.includes(this.value)) {
      choices.push(this.value);
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
    const shown = this.value === null ? "" : String(this.value);
    if (this.#select.value !== shown) {
      this.#select.value = shown;
    }
  }
}
