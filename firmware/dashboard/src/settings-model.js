import { formatInterval } from "./format.js";

// What GET /api/settings says, made safe to build a form from, and what is typed there as the device wants it.

const settingTitles = {
  name: "Device name",
  network: "Network address",
  address: "Static address",
  mask: "Network mask",
  gateway: "Gateway",
  dns: "DNS server",
  accessPointAfterMs: "Open the setup network after, in ms",
  intervalMs: "Sampling interval at start, in ms",
  streamHz: "Samples a second of the stream",
  openControl: "Switches need no sign-in",
  password: "Admin password",
};
const choiceTitles = { dhcp: "automatic (DHCP)", static: "static" };
// Of no use until the network is static; shown then, and whenever they differ from what is stored.
const staticOnly = ["address", "mask", "gateway", "dns"];
const settingKinds = ["label", "text", "address", "integer", "flag", "choice"];

function settingHint(raw) {
  const bounds = Number.isInteger(raw.min) && Number.isInteger(raw.max) ? `${raw.min} to ${raw.max}` : "";
  if (raw.kind === "integer") {
    return raw.name.endsWith("Ms") && bounds ? `${bounds} (${formatInterval(raw.min)} to ${formatInterval(raw.max)})` : bounds;
  }
  if (raw.kind === "label") {
    return `${bounds} letters, digits, and hyphens between them`;
  }
  return raw.kind === "address" ? "four numbers such as 192.168.1.20, or nothing" : raw.kind === "text" && bounds ? `${bounds} bytes` : "";
}

function readSetting(raw) {
  // A name that is new here is shown as it is, a kind that is new as a text: the device checks everything itself.
  const setting = {
    name: raw.name,
    title: Object.hasOwn(settingTitles, raw.name) ? settingTitles[raw.name] : raw.name,
    kind: raw.kind === "secret" || settingKinds.includes(raw.kind) ? raw.kind : "text",
    hint: settingHint(raw),
    needsRestart: raw.needsRestart === true,
    isSet: raw.isSet === true,
    value: raw.value,
    choices: [],
  };
  if (setting.kind === "choice") {
    setting.choices = (Array.isArray(raw.choices) ? raw.choices : []).map(String)
      .map((value) => ({ value, title: Object.hasOwn(choiceTitles, value) ? choiceTitles[value] : value }));
  }
  if (setting.kind === "flag") {
    setting.value = raw.value === true;
  } else if (setting.kind !== "secret") {
    setting.value = raw.value === undefined || raw.value === null ? "" : String(raw.value);
  }
  return setting;
}

export function readSettings(raw) {
  if (raw === null || typeof raw !== "object" || !Array.isArray(raw.settings)) {
    throw new Error("there are no settings in its answer");
  }
  const settings = raw.settings.filter((item) => item !== null && typeof item === "object" && typeof item.name === "string").map(readSetting);
  return {
    isPasswordSet: raw.passwordSet === true,
    presenceMs: Number.isFinite(raw.presenceMs) ? raw.presenceMs : 0,
    isSetup: raw.setup === true,
    isControlOpen: settings.some((setting) => setting.name === "openControl" && setting.value === true),
    settings,
  };
}

// What the command carries for what was typed. A whole number goes as one; what is none goes as it is, for the device to refuse.
export function settingValue(setting, draft) {
  if (setting.kind === "flag") {
    return draft === true;
  }
  const text = setting.kind === "text" ? draft : draft.trim();
  return setting.kind === "integer" && /^-?\d{1,9}$/.test(text) ? Number(text) : text;
}

// What is typed and not stored yet, and what became of it.
//
// clean --edit--> changed --save--> pending --stored--> saved
//                                      \---refused, not answered---> refused, with the reason; still changed
export class SettingsForm {
  #settings = [];
  #drafts = new Map();
  #outcomes = new Map();
  #changed;

  isSaving = false;

  // changed(): something to be shown has changed.
  constructor(changed) {
    this.#changed = changed;
  }

  // Takes what the device says now. What is being typed stays.
  load(settings) {
    this.#settings = settings.filter((setting) => setting.kind !== "secret");
    for (const [name, draft] of this.#drafts) {
      const setting = this.#find(name);
      if (!setting || setting.value === draft) {
        this.#drafts.delete(name);
      }
    }
    this.#changed();
  }

  // What the field shows.
  draft(name) {
    return this.#drafts.has(name) ? this.#drafts.get(name) : this.#find(name)?.value;
  }

  // { phase: "clean", "changed", "pending", "saved" or "refused", problem }
  outcome(name) {
    return this.#outcomes.get(name) || { phase: this.#drafts.has(name) ? "changed" : "clean", problem: "" };
  }

  // Whether the field need not be seen.
  isHidden(name) {
    return staticOnly.includes(name) && this.draft("network") === "dhcp" && this.outcome(name).phase === "clean";
  }

  get changes() {
    return this.#settings.map((setting) => setting.name).filter((name) => this.#drafts.has(name));
  }

  edit(name, draft) {
    this.#outcomes.delete(name);
    if (this.#find(name).value === draft) {
      this.#drafts.delete(name);
    } else {
      this.#drafts.set(name, draft);
    }
    this.#changed();
  }

  undo() {
    this.#drafts.clear();
    this.#outcomes.clear();
    this.#changed();
  }

  // Sends each change; send(name, value) returns a promise. Some values only fit together (a static network needs its
  // address), so those that were refused are sent again as long as others were taken. Resolves with the settings stored.
  async save(send) {
    const stored = [];
    let left = this.changes;
    this.isSaving = true;
    left.forEach((name) => this.#outcomes.set(name, { phase: "pending", problem: "" }));
    this.#changed();
    for (let before = Infinity; left.length > 0 && left.length < before;) {
      before = left.length;
      const refused = [];
      for (const name of left) {
        const setting = this.#find(name);
        const draft = this.#drafts.get(name);
        try {
          await send(name, settingValue(setting, draft));
          stored.push(setting);
          this.#stored(name, draft);
        } catch (error) {
          refused.push(name);
          // The name that the device puts before it is at the field already.
          const problem = error.message.startsWith(`${name}: `) ? error.message.slice(name.length + 2) : error.message;
          this.#outcomes.set(name, { phase: "refused", problem });
          if (error.code !== "refused") {
            left.forEach((other) => this.#outcomes.get(other)?.phase === "pending"
              && this.#outcomes.set(other, { phase: "refused", problem: `not sent: ${error.message}` }));
            this.isSaving = false;
            this.#changed();
            return stored;
          }
        }
        this.#changed();
      }
      left = refused;
    }
    this.isSaving = false;
    this.#changed();
    return stored;
  }

  #stored(name, draft) {
    const setting = this.#find(name);
    if (setting) {
      setting.value = setting.kind === "flag" || setting.kind === "text" ? draft : String(settingValue(setting, draft));
    }
    // What was typed meanwhile is a new change.
    if (this.#drafts.get(name) === draft) {
      this.#drafts.delete(name);
      this.#outcomes.set(name, { phase: "saved", problem: "" });
    } else {
      this.#outcomes.delete(name);
    }
  }

  #find(name) {
    return this.#settings.find((setting) => setting.name === name);
  }
}
