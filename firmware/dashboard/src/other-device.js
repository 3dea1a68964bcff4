import { readDevice } from "./device.js";

// Another device, over a connection of this page's own to it: what it is, what it says, and why it cannot be reached if so. A browser
// tells pages nothing of a handshake that failed, so that is found out by asking whether anything answers there.

const mostParts = 64;

export class OtherDevice {
  #connection;
  #probe;
  #now;
  #changed;
  #run = 0;
  #isOpening = false;

  url;
  state = "closed";
  // Why it could not be opened: "", "asking", "refused" (something answers) or "silent" (nothing does).
  trouble = "";
  // As readDevice makes it; null before it said what it is.
  device = null;
  telemetry = null;
  telemetryAt = null;
  latencyMs = null;
  restarts = 0;

  // connection: a Nanowire that is not started; probe(url) resolves when anything answers there, and rejects when nothing does;
  // now(): milliseconds; changed(): something to be shown has changed.
  constructor(url, connection, probe, now, changed) {
    this.url = url;
    this.#connection = connection;
    this.#probe = probe;
    this.#now = now;
    this.#changed = changed;
    connection.on("state", ({ state }) => this.#stateChanged(state));
    connection.on("message", (message) => this.#received(message));
    connection.on("latency", (ms) => {
      this.latencyMs = ms;
    });
    connection.on("restart", () => {
      this.restarts += 1;
    });
  }

  // What it is called; its address until it said so.
  get name() {
    return this.device?.name ?? new URL(this.url).host;
  }

  get missed() {
    return this.#connection.missed;
  }

  get retryInMs() {
    return this.#connection.retryAt - this.#now();
  }

  get ageMs() {
    return this.telemetryAt === null ? null : this.#now() - this.telemetryAt;
  }

  start() {
    this.#connection.start();
  }

  stop() {
    this.#connection.stop();
  }

  retryNow() {
    this.#connection.retryNow();
  }

  #stateChanged(state) {
    const hasFailed = this.#isOpening && state === "waiting";
    this.state = state;
    this.#isOpening = state === "connecting";
    this.#run += 1;
    if (state === "open") {
      this.trouble = "";
      this.#describe(this.#run);
    } else {
      this.latencyMs = null;
      if (hasFailed) {
        this.#ask(this.#run);
      }
    }
    this.#changed();
  }

  async #ask(run) {
    this.trouble = this.trouble || "asking";
    const trouble = await this.#probe(this.url).then(() => "refused", () => "silent");
    // It may be open by now; while it is tried again this is still what is known.
    if (run === this.#run || this.state === "connecting") {
      this.trouble = trouble;
      this.#changed();
    }
  }

  // Piece by piece, one at a time. An older firmware does not know how: then its telemetry has to do.
  async #describe(run) {
    const raw = { readings: [], outputs: [] };
    try {
      for (let part = 0, parts = 1; part < parts; part += 1) {
        const answer = await this.#connection.command("describe", { part });
        parts = Math.min(mostParts, answer.parts);
        Object.assign(raw, answer.device);
        if (answer.reading) {
          raw.readings.push(answer.reading);
        }
        if (answer.output) {
          raw.outputs.push(answer.output);
        }
      }
    } catch (error) {
      if (error.code !== "refused") {
        return;
      }
      raw.readings = [];
    }
    if (run === this.#run && raw.readings.length > 0) {
      this.device = readDevice(raw);
      this.#changed();
    }
  }

  #received(message) {
    if (message.type === "telemetry") {
      this.telemetry = message;
      this.telemetryAt = this.#now();
      this.#changed();
    }
  }
}

const ownMembers = ["type", "seq", "uptimeMs", "intervalMs"];

// What is shown of a device: [{ name, value, unit, decimals }]; value is a number, true, false, a text, or null.
export function deviceRows(device, telemetry) {
  if (telemetry === null) {
    return [];
  }
  if (device === null) {
    return Object.keys(telemetry).filter((id) => !ownMembers.includes(id)).map((id) => ({ name: id, value: telemetry[id], unit: "", decimals: null }));
  }
  const { readings, outputs } = device;
  return [
    ...readings.map(({ id, name, unit, decimals, divisor }) => ({
      name, value: typeof telemetry[id] === "number" ? telemetry[id] / divisor : null, unit, decimals,
    })),
    ...outputs.map(({ id, name, unit }) => ({ name, value: telemetry[id] ?? null, unit: unit ?? "", decimals: null })),
  ];
}
