import { Control } from "./control.js";
import { element, setText } from "./dom.js";
import { t, told } from "./words.js";

// An output that is more than on or off: a slider for a number within bounds, a list for choices. It shows what telemetry says; what was
// asked for shows as pending until that says the same.
export class LevelView extends Control {
  #output;
  #root;
  #field;
  #word;
  #problem;
  #isHeld = false;

  // send(value) returns a promise of the device's answer.
  constructor(output, parent, send) {
    super(send);
    this.#output = output;
    this.#root = element("div", "output level");
    this.#root.dataset.output = output.id;
    const id = `output-${output.id}`;
    const label = element("label", "name", output.name);
    label.htmlFor = id;
    this.#field = output.choices ? this.#makeList() : this.#makeSlider();
    this.#field.id = id;
    this.#word = element("span", "word");
    this.#problem = element("p", "problem");
    this.#problem.setAttribute("role", "alert");
    this.#problem.id = `${id}-problem`;
    this.#field.setAttribute("aria-describedby", `${this.#problem.id} read-only`);
    this.#root.append(label, this.#field, this.#word, this.#problem);
    parent.append(this.#root);
    this.render();
  }

  destroy() {
    this.#root.remove();
  }

  show(value) {
    super.show(typeof value === (this.#output.choices ? "string" : "number") ? value : null);
  }

  #makeList() {
    const select = element("select");
    select.append(...this.#output.choices.map((choice) => {
      const option = element("option", "", told(choice));
      option.value = choice;
      return option;
    }));
    select.addEventListener("change", () => this.choose(select.value));
    return select;
  }

  #makeSlider() {
    const input = element("input");
    input.type = "range";
    input.min = String(this.#output.min);
    input.max = String(this.#output.max);
    input.step = "1";
    // While it is moved it is the user's, when it is let go the device decides.
    input.addEventListener("input", () => {
      this.#isHeld = this.canChange;
      this.render();
    });
    input.addEventListener("change", () => {
      this.#isHeld = false;
      this.choose(Number(input.value));
    });
    return input;
  }

  render() {
    const isPending = this.isPending;
    this.#root.dataset.pending = String(isPending);
    this.#field.setAttribute("aria-busy", String(isPending));
    // Not `disabled`: that would take the keyboard's focus away whenever the connection blinks.
    this.#field.setAttribute("aria-disabled", String(!this.canChange));
    if (!this.#isHeld && !isPending && this.value !== null && this.#field.value !== String(this.value)) {
      this.#field.value = String(this.value);
    }
    const unit = this.#output.unit ? ` ${this.#output.unit}` : "";
    if (this.value === null) {
      setText(this.#word, t("unknown"));
    } else if (this.#output.choices) {
      setText(this.#word, isPending ? "…" : "");
    } else {
      const text = `${this.#isHeld || isPending ? this.#field.value : this.value}${unit}`;
      setText(this.#word, isPending ? `${text} …` : text);
      this.#field.setAttribute("aria-valuetext", text);
    }
    setText(this.#problem, this.problem);
  }
}
