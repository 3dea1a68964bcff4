import { Nanowire } from "../../../js/nanowire.js";
import { Admin } from "./admin.js";
import { ChartView } from "./chart-view.js";
import { DeviceClock } from "./device-clock.js";
import { DevicesView } from "./devices-view.js";
import { fetchDevice } from "./device.js";
import { setText } from "./dom.js";
import { formatLatency, formatRate, formatSpan } from "./format.js";
import { HistorySource } from "./history-source.js";
import { IntervalView } from "./interval-view.js";
import { LevelView } from "./level-view.js";
import { LinkView } from "./link-view.js";
import { RateMeter } from "./meter.js";
import { OutputView } from "./output-view.js";
import { ReadingView } from "./reading-view.js";
import { StatusView } from "./status-view.js";
import { StreamPanel } from "./stream-panel.js";
import { t, told } from "./words.js";

const tickMs = 250;
const describeAgainMs = 5000;
const loadAgainMs = 10000;

// The page: takes what the connection brings to the views, and what the user does to the connection.
export class Dashboard {
  #connection;
  #admin;
  #link;
  #devices;
  #device = null;
  #status;
  #view = "";
  #latencyMs = null;
  #interval;
  #meter = new RateMeter();
  #history = new HistorySource([]);
  #clock = new DeviceClock();
  #loadAt = 0;
  #historyProblem = "";
  #large = null;
  #streams;
  #readings = new Map();
  #outputs = new Map();
  #description = "";
  #describing = false;
  #describeAt = 0;
  #telemetry = null;
  #telemetryAt = null;
  #hasBeenOpen = false;
  #drawIsDue = false;

  constructor() {
    // Beside the page, wherever a proxy has put it; http becomes ws, https wss.
    // A page that is hidden gives the connection back after a while; the device's history has what is missing then.
    this.#connection = new Nanowire(new URL("ws", location.href).href.replace("http", "ws"));
    this.#connection.on("state", ({ state }) => this.#stateChanged(state));
    this.#connection.on("message", (message) => this.#received(message));
    this.#connection.on("latency", (ms) => {
      this.#latencyMs = ms;
      this.#show("latency", formatLatency(ms));
    });
    this.#connection.on("text", (text) => console.warn(t("notJson", text)));
    this.#streams = new StreamPanel(this.#connection, document.getElementById("readings"));
    this.#devices = new DevicesView(() => ({
      name: document.title,
      state: this.#connection.state,
      trouble: "",
      device: this.#device,
      telemetry: this.#telemetry,
      ageMs: this.#telemetryAt === null ? null : performance.now() - this.#telemetryAt,
      latencyMs: this.#latencyMs,
      restarts: this.#connection.restarts,
    }));
    this.#status = new StatusView(() => this.#connection.command("status"));
    this.#link = new LinkView(() => this.#connection.retryNow());
    this.#admin = new Admin(this.#connection, () => this.#showRefusal(), (view) => {
      this.#view = view;
      this.#devices.setActive(view === "devices");
    });
    this.#interval = new IntervalView(
      document.getElementById("interval"),
      document.getElementById("interval-problem"),
      (ms) => this.#admin.command("interval", { ms }),
    );
  }

  start() {
    document.addEventListener("visibilitychange", () => this.#drawSoon());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#redraw());
    this.#admin.start();
    this.#connection.start();
    setInterval(() => this.#tick(), tickMs);
  }

  #show(id, text) {
    setText(document.getElementById(id), text);
  }

  #stateChanged(state) {
    const isOpen = state === "open";
    if (isOpen) {
      this.#hasBeenOpen = true;
      this.#describeAt = 0;
      this.#meter.clear();
    } else {
      this.#latencyMs = null;
      this.#show("latency", formatLatency(null));
      this.#history.addGap();
    }
    this.#interval.setOpen(isOpen);
    for (const view of this.#outputs.values()) {
      view.setOpen(isOpen);
    }
    this.#admin.stateChanged(state);
    this.#tick();
  }

  // What may not be done says so beforehand: who is not connected sees that at the top already.
  #showRefusal() {
    const refusal = this.#connection.state === "open" ? this.#admin.controlRefusal : "";
    document.querySelector("p.read-only").hidden = refusal === "";
    this.#show("read-only", refusal);
    this.#interval.setRefusal(refusal);
    for (const view of this.#outputs.values()) {
      view.setRefusal(refusal);
    }
  }

  // Asks what the device is, after every opening: it may have got another firmware meanwhile.
  async #describe() {
    this.#describing = true;
    this.#describeAt = Infinity;
    try {
      this.#build(await fetchDevice());
      this.#notice("");
    } catch (error) {
      this.#describeAt = performance.now() + describeAgainMs;
      this.#notice(this.#connection.state !== "open" ? "" : t("notDescribed", told(error.message)));
      this.#admin.lookForSetup();
    } finally {
      this.#describing = false;
    }
  }

  #notice(text) {
    const notice = document.getElementById("notice");
    notice.hidden = text === "";
    setText(notice, text);
  }

  // Builds readings and switches from the description, unless it is the one they were built from.
  #build(device) {
    const description = JSON.stringify(device);
    if (description === this.#description) {
      return;
    }
    this.#description = description;
    this.#device = device;
    for (const view of [...this.#readings.values(), ...this.#outputs.values()]) {
      view.destroy();
    }
    this.#readings.clear();
    this.#outputs.clear();
    this.#large?.close();
    this.#large = null;
    this.#history = new HistorySource(device.readings.map(({ id, rawDecimals }) => ({ id, decimals: rawDecimals })));
    this.#loadAt = 0;
    this.#historyProblem = "";
    this.#streams.describe(device.streams);

    document.title = device.name;
    this.#show("name", device.name);
    this.#show("about", [device.kind, device.board, device.firmware && t("firmwareVersion", device.firmware)].filter(Boolean).join(" · "));
    for (const reading of device.readings) {
      this.#readings.set(reading.id, new ReadingView(reading, document.getElementById("readings"), () => this.#enlarge(reading)));
    }
    for (const output of device.outputs) {
      const hasLevels = output.choices !== null || output.min !== null;
      const send = (wanted) => this.#admin.command("set", { output: output.id, [hasLevels ? "value" : "on"]: wanted });
      const view = new (hasLevels ? LevelView : OutputView)(output, document.getElementById("outputs"), send);
      view.setOpen(this.#connection.state === "open");
      view.setRefusal(this.#admin.controlRefusal);
      this.#outputs.set(output.id, view);
    }
    this.#interval.setRange(device.intervalMinMs, device.intervalMaxMs);
    if (this.#telemetry) {
      this.#apply(this.#telemetry);
    }
  }

  #received(message) {
    if (message.type !== "telemetry") {
      return;
    }
    this.#telemetry = message;
    this.#telemetryAt = performance.now();
    this.#meter.add(this.#telemetryAt);
    this.#apply(message);
    this.#tick();
  }

  #apply(message) {
    this.#clock.add(message.uptimeMs, Date.now());
    this.#history.add(message);
    this.#drawSoon();
    // Not later, with the charts: what a switch shows must be right at once, even in a tab that is not painted.
    this.#interval.show(message.intervalMs);
    for (const [id, view] of this.#outputs) {
      view.show(message[id]);
    }
  }

  #enlarge(reading) {
    const source = { history: this.#history, clock: this.#clock, deviceName: document.title };
    const large = new ChartView(reading, source, () => {
      this.#large = this.#large === large ? null : this.#large;
    });
    this.#large = large;
    this.#drawSoon();
    this.#tick();
  }

  // Asks the device for what is missing of its past.
  async #load() {
    this.#loadAt = Infinity;
    const history = this.#history;
    let problem = "";
    try {
      await history.load();
    } catch (error) {
      problem = t("historyFailed", told(error.message));
    }
    if (history === this.#history) {
      this.#historyProblem = problem;
      this.#loadAt = performance.now() + loadAgainMs;
      this.#drawSoon();
    }
  }

  // However fast messages come, the charts are drawn once a frame, and not at all while nobody sees them.
  #drawSoon() {
    if (this.#drawIsDue || !this.#telemetry) {
      return;
    }
    this.#drawIsDue = true;
    requestAnimationFrame(() => {
      this.#drawIsDue = false;
      for (const [id, view] of this.#readings) {
        view.show(this.#telemetry[id], this.#history, this.#telemetry.intervalMs, this.#clock.offsetMs);
      }
      this.#large?.show(this.#loadAt === Infinity ? t("historyLoading") : this.#historyProblem);
      this.#tick();
    });
  }

  #redraw() {
    for (const view of this.#readings.values()) {
      view.redraw();
    }
    this.#large?.redraw();
    this.#streams.redraw();
  }

  // What changes by the mere passing of time.
  #tick() {
    const now = performance.now();
    const isOpen = this.#connection.state === "open";
    this.#link.show(this.#connection.state, this.#connection.retryAt - now, this.#hasBeenOpen);
    this.#show("rate", formatRate(isOpen ? this.#meter.perSecond(now) : null));
    this.#show("missed", String(this.#connection.missed));
    this.#status.setActive(isOpen && this.#view === "live" && !document.hidden);
    if (isOpen && !this.#describing && now >= this.#describeAt) {
      this.#describe();
    }
    if (isOpen && this.#readings.size > 0 && this.#history.lastTime !== null && this.#history.wantsLoad && now >= this.#loadAt) {
      this.#load();
    }

    const ageMs = this.#telemetryAt === null ? null : now - this.#telemetryAt;
    const isLate = ageMs === null || ageMs > 2000 + 3 * (this.#telemetry.intervalMs || 0);
    for (const view of this.#readings.values()) {
      view.setStale(!isOpen || isLate, ageMs);
    }
    this.#large?.showValue(...this.#readings.get(this.#large.id).current);
    this.#streams.tick(isOpen);
    if (this.#telemetry) {
      this.#show("uptime", formatSpan(this.#telemetry.uptimeMs));
    }
    this.#admin.tick();
    this.#devices.tick();
  }
}
