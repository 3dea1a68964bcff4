import { Nanowire } from "../../../js/nanowire.js";
import { Admin } from "./admin.js";
import { fetchDevice } from "./device.js";
import { setText } from "./dom.js";
import { formatLatency, formatRate, formatSpan } from "./format.js";
import { History } from "./history.js";
import { IntervalView } from "./interval-view.js";
import { LinkView } from "./link-view.js";
import { RateMeter } from "./meter.js";
import { OutputView } from "./output-view.js";
import { ReadingView } from "./reading-view.js";

const tickMs = 250;
const describeAgainMs = 5000;

// The page: takes what the connection brings to the views, and what the user does to the connection.
export class Dashboard {
  #connection;
  #admin;
  #link;
  #interval;
  #meter = new RateMeter();
  #history = new History([]);
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
    // It stays while the page is hidden: what the charts show then would be gone otherwise.
    this.#connection = new Nanowire(new URL("ws", location.href).href.replace("http", "ws"), { pauseAfterMs: Infinity });
    this.#connection.on("state", ({ state }) => this.#stateChanged(state));
    this.#connection.on("message", (message) => this.#received(message));
    this.#connection.on("latency", (ms) => this.#show("latency", formatLatency(ms)));
    this.#connection.on("text", (text) => console.warn("not JSON from the device:", text));
    this.#link = new LinkView(() => this.#connection.retryNow());
    this.#admin = new Admin(this.#connection, () => this.#showRefusal());
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
      this.#notice(this.#connection.state !== "open" ? "" : `The device did not describe itself (${error.message}). Asking again.`);
      this.#admin.lookForSetup(error);
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
    for (const view of [...this.#readings.values(), ...this.#outputs.values()]) {
      view.destroy();
    }
    this.#readings.clear();
    this.#outputs.clear();
    this.#history = new History(device.readings.map((reading) => reading.id));

    document.title = device.name;
    this.#show("name", device.name);
    this.#show("about", [device.kind, device.board, device.firmware && `firmware ${device.firmware}`].filter(Boolean).join(" · "));
    for (const reading of device.readings) {
      this.#readings.set(reading.id, new ReadingView(reading, document.getElementById("readings")));
    }
    for (const output of device.outputs) {
      const send = (on) => this.#admin.command("set", { output: output.id, on });
      const view = new OutputView(output, document.getElementById("outputs"), send);
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
    this.#history.add(Date.now(), message);
    this.#drawSoon();
    // Not later, with the charts: what a switch shows must be right at once, even in a tab that is not painted.
    this.#interval.show(message.intervalMs);
    for (const [id, view] of this.#outputs) {
      view.show(message[id]);
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
        view.show(this.#telemetry[id], this.#history, this.#telemetry.intervalMs);
      }
      this.#tick();
    });
  }

  #redraw() {
    for (const view of this.#readings.values()) {
      view.redraw();
    }
  }

  // What changes by the mere passing of time.
  #tick() {
    const now = performance.now();
    const isOpen = this.#connection.state === "open";
    this.#link.show(this.#connection.state, this.#connection.retryAt - now, this.#hasBeenOpen);
    this.#show("rate", formatRate(isOpen ? this.#meter.perSecond(now) : null));
    if (isOpen && !this.#describing && now >= this.#describeAt) {
      this.#describe();
    }

    const ageMs = this.#telemetryAt === null ? null : now - this.#telemetryAt;
    const isLate = ageMs === null || ageMs > 2000 + 3 * (this.#telemetry.intervalMs || 0);
    for (const view of this.#readings.values()) {
      view.setStale(!isOpen || isLate, ageMs);
    }
    if (this.#telemetry) {
      this.#show("uptime", formatSpan(this.#telemetry.uptimeMs));
    }
    this.#admin.tick();
  }
}
