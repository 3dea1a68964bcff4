import { element, setText } from "./dom.js";
import { PendingChange } from "./pending.js";
import { t } from "./words.js";

// One switch. It shows what telemetry says; in between, that a change is pending.
export class OutputView {
  #root;
  #button;
  #word;
  #problem;
  #isOn = null;
  #isOpen = false;
  #refusal = "";
  #change = new PendingChange(() => this.#render());

  // send(on) returns a promise of the device's answer.
  constructor(output, parent, send) {
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
      if (this.#isOpen && this.#refusal === "" && this.#isOn !== null && !this.#change.isPending) {
        const wanted = !this.#isOn;
        this.#change.follow(wanted, () => send(wanted));
      }
    });
    this.#render();
  }

  destroy() {
    this.#root.remove();
  }

  show(isOn) {
    this.#isOn = typeof isOn === "boolean" ? isOn : null;
    this.#change.telemetry(this.#isOn);
    this.#render();
  }

  setOpen(isOpen) {
    this.#isOpen = isOpen;
    if (!isOpen) {
      this.#change.lost();
    }
    this.#render();
  }

  // Why it cannot be switched; "" when it can. What is said of it stands below all switches.
  setRefusal(refusal) {
    if (refusal !== this.#refusal) {
      this.#refusal = refusal;
      this.#render();
    }
  }

  #render() {
    const isPending = this.#change.isPending;
    this.#button.setAttribute("aria-checked", String(this.#isOn === true));
    this.#button.setAttribute("aria-busy", String(isPending));
    // Not `disabled`: that would take the keyboard's focus away whenever the connection blinks.
    this.#button.setAttribute("aria-disabled", String(!this.#isOpen || this.#refusal !== "" || this.#isOn === null));
    this.#root.dataset.pending = String(isPending);
    setText(this.#word, isPending ? "…" : t(this.#isOn === null ? "unknown" : this.#isOn ? "on" : "off"));
    setText(this.#problem, this.#change.problem);
  }
}
