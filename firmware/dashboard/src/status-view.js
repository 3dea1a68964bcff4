import { byId, setText } from "./dom.js";
import { formatBytes, formatSignal } from "./format.js";
import { Poller } from "./poller.js";
import { t } from "./words.js";

const statusPeriodMs = 10000;

// What a result of the command status says: { id: text }, without what the device does not know, or does not tell who is not signed in.
export function readStatus({ connections, places, free, rssi, others }) {
  const facts = {};
  if (Number.isFinite(connections)) {
    facts.connections = Number.isFinite(places) ? t("connectionsOf", connections, places) : String(connections);
  }
  if (Number.isFinite(free)) {
    facts.memory = formatBytes(free);
  }
  if (Number.isFinite(rssi)) {
    facts.signal = formatSignal(rssi);
  }
  if (Array.isArray(others) && others.length > 0) {
    // An answer has room for so many.
    const more = connections - 1 - others.length;
    facts.others = t("others", others.join(", ")) + (more > 0 ? ` ${t("othersMore", more)}` : "");
  }
  return facts;
}

// How the device does, beside the readings: who else is connected, memory, signal. What it does not tell is not shown.
export class StatusView {
  #poller;
  #isRefused = false;

  // ask() returns a promise of the device's answer to the command status.
  constructor(ask) {
    this.#poller = new Poller(ask, statusPeriodMs, (status, error) => {
      // An older firmware does not know it, and is not asked again.
      this.#isRefused ||= error?.code === "refused";
      this.#show(status ? readStatus(status) : {});
    });
  }

  setActive(isActive) {
    this.#poller.setActive(isActive && !this.#isRefused);
  }

  #show(facts) {
    for (const id of ["connections", "memory", "signal"]) {
      byId(id).parentElement.hidden = !Object.hasOwn(facts, id);
      setText(byId(id), facts[id] ?? "");
    }
    byId("others").hidden = !facts.others;
    setText(byId("others"), facts.others ?? "");
  }
}
