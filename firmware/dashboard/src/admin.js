import { Access } from "./access.js";
import { AccessView } from "./access-view.js";
import { fetchJson } from "./device.js";
import { setText } from "./dom.js";
import { readHealth } from "./health-model.js";
import { HealthView } from "./health-view.js";
import { Poller } from "./poller.js";
import { Session } from "./session.js";
import { readSettings } from "./settings-model.js";
import { SettingsView } from "./settings-view.js";
import { NewsView, ViewsView, confirmed } from "./views-view.js";
import { t, told } from "./words.js";

const healthPeriodMs = 10000;
const settingsPeriodMs = 3000;

// Everything but the readings and switches: who may change what, settings, health, restarts.
export class Admin {
  #connection;
  #changed;
  #session;
  #access;
  #accessView;
  #settingsView;
  #healthView = new HealthView();
  #news = new NewsView();
  #views = new ViewsView((view) => this.#viewChanged(view));
  #health;
  #settings;
  #asked = 0;
  #refusal = null;
  #viewed;

  // changed(): whether controls may be used may have changed; viewed(name): another view is seen.
  constructor(connection, changed, viewed) {
    const now = () => performance.now();
    this.#connection = connection;
    this.#changed = changed;
    this.#viewed = viewed;
    this.#session = new Session(connection, now, () => this.#render());
    this.#access = new Access(this.#session, now);
    this.#accessView = new AccessView(this.#session, this.#access, () => this.#refresh());
    this.#settingsView = new SettingsView((name, value) => this.command("setting", { name, value }), (stored) => this.#stored(stored));
    this.#health = new Poller(async () => readHealth(await fetchJson("api/health")), healthPeriodMs, (health, error) =>
      this.#healthView.show(health, error ? error.message : "", now()));
    // For who has pressed the button and waits here for that to be noticed.
    this.#settings = new Poller(() => this.#refresh(), settingsPeriodMs, () => {});
    document.getElementById("restart").addEventListener("click", () => this.#restart());
    document.getElementById("factory-reset").addEventListener("click", () => this.#factoryReset());
    connection.on("restart", () => this.#restarted());
  }

  start() {
    document.addEventListener("visibilitychange", () => this.#poll());
    this.#views.start();
    this.#render();
  }

  // Why outputs and the interval cannot be changed; "" when they can.
  get controlRefusal() {
    return this.#access.controlRefusal;
  }

  // As the connection's, but takes note when the device says that nobody is signed in.
  async command(name, fields) {
    try {
      return await this.#connection.command(name, fields);
    } catch (error) {
      if (error.code === "refused" && /^(sign in first|no admin password)/.test(error.message)) {
        this.#session.ended();
        this.#refresh();
      }
      throw error;
    }
  }

  stateChanged(state) {
    const isOpen = state === "open";
    if (isOpen !== this.#access.isOpen) {
      this.#access.isOpen = isOpen;
      if (isOpen) {
        this.#session.opened();
        this.#refresh();
      } else {
        this.#session.lost();
      }
    }
    this.#render();
  }

  // What changes by the mere passing of time.
  tick() {
    this.#accessView.render();
    this.#healthView.tick(performance.now());
  }

  #viewChanged(view) {
    this.#viewed(view);
    this.#poll();
    if (view === "settings" && this.#access.isOpen) {
      this.#refresh();
    }
  }

  #poll() {
    const isSeen = !document.hidden && this.#connection.state === "open";
    this.#health.setActive(isSeen && this.#views.current === "health");
    this.#settings.setActive(isSeen && this.#views.current === "access" && !this.#session.isSignedIn && !this.#session.isBusy);
  }

  // Asks for the settings. The last answer counts, not the one that was asked for first.
  async #refresh() {
    this.#asked += 1;
    const number = this.#asked;
    try {
      const info = readSettings(await fetchJson("api/settings"));
      if (number === this.#asked && !this.#settingsView.isSaving) {
        if (!this.#access.isKnown) {
          this.#settingsView.say("");
        }
        this.#access.learn(info);
        this.#settingsView.show(info.settings);
        this.#render();
      }
    } catch (error) {
      if (number === this.#asked && !this.#access.isKnown) {
        this.#settingsView.say(t("notTold", told(error.message)));
      }
    }
  }

  #stored(stored) {
    const waiting = stored.filter((setting) => setting.needsRestart).map((setting) => setting.title);
    if (waiting.length > 0) {
      this.#news.show(t("storedForRestart", waiting.join(", ")));
    }
    this.#refresh();
  }

  async #restart() {
    if (this.#access.changeRefusal !== "") {
      this.#refuse();
    } else if (await confirmed(t("restartTitle"), t("restartText"), t("restartYes"))) {
      await this.#ask("restart", t("restarting"));
    }
  }

  async #factoryReset() {
    if (this.#access.changeRefusal !== "") {
      this.#refuse();
    } else if (await confirmed(t("resetTitle"), t("resetText"), t("resetYes"))) {
      await this.#ask("factoryReset", t("resetting"));
    }
  }

  #refuse() {
    setText(document.getElementById("device-problem"), this.#access.changeRefusal);
  }

  async #ask(name, news) {
    setText(document.getElementById("device-problem"), "");
    try {
      await this.command(name);
      this.#news.show(news);
    } catch (error) {
      setText(document.getElementById("device-problem"), t("notDone", told(error.message)));
    }
  }

  // It is back: says why it was away, as far as the device knows.
  async #restarted() {
    let reason = "";
    try {
      const { restarts } = readHealth(await fetchJson("api/health"));
      reason = restarts.length ? ` ${t("reason", restarts[0].reason)}` : "";
    } catch {
      // That it restarted is known anyway.
    }
    this.#news.show(`${t("restarted")}${reason}`);
  }

  // The device does not describe itself any more: after a factory reset its setup page is in the dashboard's place, to which
  // whatever else is asked for leads.
  async lookForSetup() {
    if (await fetchJson("api/portal").then(() => true, () => false)) {
      location.reload();
    }
  }

  #render() {
    const refusal = this.#access.changeRefusal;
    this.#poll();
    this.#accessView.render();
    if (refusal !== this.#refusal) {
      this.#refusal = refusal;
      this.#settingsView.setRefusal(refusal);
      document.getElementById("settings-why").hidden = refusal === "";
      setText(document.getElementById("settings-refusal"), refusal);
      setText(document.getElementById("device-problem"), "");
      for (const id of ["restart", "factory-reset"]) {
        document.getElementById(id).setAttribute("aria-disabled", String(refusal !== ""));
      }
    }
    this.#changed();
  }
}
