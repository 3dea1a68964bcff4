import { Control } from "./control.js";
import { element, setText } from "./dom.js";
import { t } from "./words.js";

// One switch. It shows what telemetry says; in between, that a change is pending.
export class OutputView extends Control {
  #root;
  #button;
  #word;
  #problem;

  // send(on) returns a promise of the device's answer.
  constructor(output, parent, send) {
    super(send);
    this.#root = element("div", "output");
    this.#root.dataset.output = output.id;
    const name = element("span", "name", output.name);
    name.id = `output-${output.id}`;
    this.#button = element("button", "switch");
    this.#button.type = "button";
    this.#button.setAttribute("role", "switch");
    this.#button.setAttribute("aria-labelledby", name.id);
    this.#button.append(element("span", "knob"));
    this.#word = element("span", "word");
    this.#problem = element("p", "problem");
    this.#problem.setAttribute("role", "alert");
    this.#problem.id = `${name.id}-problem`;
    this.#button.setAttribute("aria-describedby", `${this.#problem.id} read-only`);
    this.#root.append(name, this.#button, this.#word, this.#problem);
    parent.append(this.#root);

    this.#button.addEventListener("click", () => {
      if (!this.isPending) {
        this.choose(!this.value);
      }
    });
    this.render();
  }

  destroy() {
    this.#root.remove();
  }

  show(isOn) {
    super.show(typeof isOn === "boolean" ? isOn : null);
  }

  render() {
    const isPending = this.isPending;
    this.#button.setAttribute("aria-checked", String(this.value === true));
    this.#button.setAttribute("aria-busy", String(isPending));
    // Not `disabled`: that would take the keyboard's focus away whenever the connection blinks.
    this.#button.setAttribute("aria-disabled", String(!this.canChange));
    this.#root.dataset.pending = String(isPending);
    setText(this.#word, isPending ? "…" : t(this.value === null ? "unknown" : this.value ? "on" : "off"));
    setText(this.#problem, this.problem);
  }
}
