import { element, setText } from "./dom.js";
import { SettingsForm } from "./settings-model.js";
import { t } from "./words.js";

// The settings as the device defines them, each with what became of its change.
export class SettingsView {
  #rows = new Map();
  #box = document.getElementById("settings-rows");
  #state = document.getElementById("settings-state");
  #save = document.getElementById("settings-save");
  #undo = document.getElementById("settings-undo");
  #form = new SettingsForm(() => this.render());
  #send;
  #stored;
  #refusal = "";
  #shape = "";

  // send(name, value) returns a promise of the device's answer; stored(settings) hears what was stored.
  constructor(send, stored) {
    this.#send = send;
    this.#stored = stored;
    document.getElementById("settings-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#undo.addEventListener("click", () => {
      this.#form.undo();
      this.say("");
    });
  }

  get isSaving() {
    return this.#form.isSaving;
  }

  // Announced, beside the form.
  say(text) {
    setText(this.#state, text);
  }

  setRefusal(refusal) {
    if (refusal !== this.#refusal) {
      this.#refusal = refusal;
      this.render();
    }
  }

  show(settings) {
    // The fields are built anew only when the definitions differ: nobody loses the focus to an answer.
    const shape = JSON.stringify(settings.map((setting) => ({ ...setting, value: null, isSet: null })));
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.#rows.clear();
      this.#box.replaceChildren();
      settings.filter((setting) => setting.kind !== "secret").forEach((setting) => this.#build(setting));
    }
    for (const setting of settings) {
      if (setting.kind === "secret") {
        this.#showSecret(setting);
      }
    }
    this.#form.load(settings);
  }

  #build(setting) {
    const row = element("div", "setting");
    row.dataset.setting = setting.name;
    const id = `setting-${setting.name}`;
    const label = element("label", "", setting.title);
    label.htmlFor = id;
    const field = this.#field(setting);
    field.id = id;
    const hint = element("p", "hint", [setting.hint, setting.needsRestart ? t("afterRestart") : ""].filter(Boolean).join("; "));
    hint.id = `${id}-hint`;
    const phase = element("span", "phase");
    phase.id = `${id}-phase`;
    const problem = element("p", "problem");
    problem.id = `${id}-problem`;
    problem.setAttribute("role", "alert");
    field.setAttribute("aria-describedby", `${hint.id} ${phase.id} ${problem.id}`);
    row.append(label, field, phase, hint, problem);
    this.#box.append(row);
    this.#rows.set(setting.name, { row, field, phase, problem });
  }

  #field(setting) {
    if (setting.kind === "choice") {
      const select = element("select");
      for (const choice of setting.choices) {
        const option = element("option", "", choice.title);
        option.value = choice.value;
        select.append(option);
      }
      select.addEventListener("change", () => this.#form.edit(setting.name, select.value));
      return select;
    }
    const input = element("input");
    if (setting.kind === "flag") {
      input.type = "checkbox";
      input.addEventListener("change", () => this.#form.edit(setting.name, input.checked));
      return input;
    }
    // Not type=number: that hides what it does not understand, and the device says best what is wrong with it.
    input.type = "text";
    input.autocomplete = "off";
    input.spellcheck = false;
    input.setAttribute("autocapitalize", "off");
    input.inputMode = setting.kind === "integer" ? "numeric" : setting.kind === "address" ? "decimal" : "text";
    input.addEventListener("input", () => this.#form.edit(setting.name, input.value));
    return input;
  }

  #showSecret(setting) {
    let row = this.#box.querySelector(`[data-secret="${setting.name}"]`);
    if (!row) {
      row = element("p", "setting secret");
      row.dataset.secret = setting.name;
      const link = element("a");
      link.href = "#access";
      row.append(element("span", "title", setting.title), element("span", "phase"), link);
      this.#box.append(row);
    }
    setText(row.querySelector("a"), t(setting.isSet ? "changeIt" : "setIt"));
    setText(row.querySelector(".phase"), t(setting.isSet ? "secretSet" : "secretNotSet"));
  }

  async #submit() {
    if (this.#refusal !== "" || this.#form.isSaving || this.#form.changes.length === 0) {
      return;
    }
    this.say(t("saving"));
    const stored = await this.#form.save(this.#send);
    const left = this.#form.changes.length;
    this.say([stored.length ? t("savedCount", stored.length) : "", left ? t("notSavedCount", left) : ""].filter(Boolean).join(" "));
    if (left) {
      this.#rows.get(this.#form.changes[0]).field.focus();
    }
    this.#stored(stored);
  }

  render() {
    for (const [name, { row, field, phase, problem }] of this.#rows) {
      const outcome = this.#form.outcome(name);
      const draft = this.#form.draft(name);
      if (field.type === "checkbox") {
        field.checked = draft === true;
      } else if (field.value !== draft && draft !== undefined) {
        field.value = draft;
      }
      // Read-only rather than disabled where that exists: what is set can still be read, selected and reached.
      const isLocked = this.#refusal !== "" || outcome.phase === "pending";
      if (field.type === "text") {
        field.readOnly = isLocked;
      } else {
        field.disabled = isLocked;
      }
      row.dataset.phase = outcome.phase;
      row.hidden = this.#form.isHidden(name);
      field.setAttribute("aria-invalid", String(outcome.phase === "refused"));
      setText(phase, t(`phase_${outcome.phase}`));
      setText(problem, outcome.problem);
    }
    const cannot = this.#refusal !== "" || this.#form.isSaving || this.#form.changes.length === 0;
    this.#save.setAttribute("aria-disabled", String(cannot));
    this.#undo.hidden = this.#form.changes.length === 0 || this.#form.isSaving;
  }
}
