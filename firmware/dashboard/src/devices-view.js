import { Nanowire } from "../../../js/nanowire.js";
import { DeviceList, readNeighbours } from "./device-list.js";
import { fetchJson } from "./device.js";
import { button, byId, element, setText } from "./dom.js";
import { formatAge, formatLatency, formatValue, unknown } from "./format.js";
import { OtherDevice, deviceRows } from "./other-device.js";
import { Poller } from "./poller.js";
import { readStored, writeStored } from "./stored.js";
import { t, told } from "./words.js";

const neighboursPeriodMs = 15000;
const storedName = "nanowire.devices";

// Whether anything answers: what it says a page from elsewhere may not read, but that it does the browser tells.
function probe(url) {
  return fetch(url, { mode: "no-cors", cache: "no-store", signal: AbortSignal.timeout(8000) });
}

function shownValue({ value, unit, decimals }) {
  if (value === null) {
    return unknown;
  }
  const text = typeof value === "boolean" ? t(value ? "on" : "off") : typeof value === "number" && decimals !== null ? formatValue(value, decimals) : told(String(value));
  return unit ? `${text} ${unit}` : text;
}

// One device: its name, how the page stands with it, what it measures, and what is wrong.
class DeviceCard {
  #root = element("article", "card device");
  #title = element("h3");
  #link = element("a");
  #state = element("p", "device-state");
  #about = element("p", "soft");
  #trouble = element("div", "trouble");
  #rows = element("dl");

  constructor(url, parent, remove) {
    this.#root.dataset.device = url;
    this.#link.href = url;
    this.#title.append(this.#link);
    const head = element("header");
    head.append(this.#title, this.#state);
    this.#trouble.setAttribute("role", "status");
    this.#root.append(head, this.#about, this.#trouble, this.#rows);
    if (remove) {
      this.#link.target = "_blank";
      this.#link.rel = "noopener";
      const actions = element("p", "actions");
      actions.append(button(t("remove"), remove));
      this.#root.append(actions);
    }
    parent.append(this.#root);
  }

  destroy() {
    this.#root.remove();
  }

  show({ url, name, isOwn, state, trouble, device, telemetry, ageMs, latencyMs, restarts }) {
    setText(this.#link, name);
    this.#root.setAttribute("aria-label", name);
    this.#state.dataset.state = state;
    setText(this.#state, t(`state_${state}`));
    const isStale = state !== "open" || ageMs === null || ageMs > 2000 + 3 * (telemetry.intervalMs || 0);
    const facts = [isOwn ? t("thisDevice") : new URL(url).host];
    if (ageMs !== null && isStale) {
      facts.push(t("ago", formatAge(ageMs)));
    } else if (latencyMs !== null && latencyMs !== undefined) {
      facts.push(formatLatency(latencyMs));
    }
    if (restarts > 0) {
      facts.push(t("restartsSeen", restarts));
    }
    setText(this.#about, facts.join(" · "));
    if (this.#root.dataset.trouble !== trouble) {
      this.#root.dataset.trouble = trouble;
      this.#explain(trouble, url);
    }
    this.#root.dataset.stale = String(isStale);
    this.#showRows(deviceRows(device, telemetry));
  }

  // Why there is no connection, and what to do about it. A browser does not tell which of the reasons it is.
  #explain(trouble, url) {
    this.#trouble.replaceChildren();
    if (trouble === "silent") {
      this.#trouble.append(t(location.protocol === "https:" && url.startsWith("http:") ? "troubleInsecure" : "troubleSilent"));
    } else if (trouble === "refused") {
      const reasons = element("ul");
      const texts = [t("troubleOrigin", location.origin), t("troubleSignIn"), t("troubleFull")];
      reasons.append(...texts.map((text) => element("li", "", text)));
      this.#trouble.append(element("p", "", t("troubleRefused")), reasons);
    }
  }

  #showRows(rows) {
    while (this.#rows.children.length > rows.length) {
      this.#rows.lastElementChild.remove();
    }
    rows.forEach((row, i) => {
      if (!this.#rows.children[i]) {
        const item = element("div");
        item.append(element("dt"), element("dd"));
        this.#rows.append(item);
      }
      setText(this.#rows.children[i].firstElementChild, row.name);
      setText(this.#rows.children[i].lastElementChild, shownValue(row));
    });
  }
}

// This device and others side by side. They are connected to while they are looked at: each has few places.
export class DevicesView {
  #own;
  #ownUrl = new URL("./", location.href).href;
  #ownCard = null;
  #list;
  #entries = new Map();
  #neighbours = [];
  #found;
  #isActive = false;

  // own(): what there is to say of the device that served this page, as an OtherDevice has it.
  constructor(own) {
    this.#own = own;
    this.#list = new DeviceList(() => readStored(storedName), (text) => writeStored(storedName, text), this.#ownUrl);
    this.#found = new Poller(async () => readNeighbours(await fetchJson("api/neighbours")), neighboursPeriodMs, (found, error) => this.#showFound(found, error));
    byId("devices-form").addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#add(byId("devices-address").value)) {
        byId("devices-address").value = "";
      }
    });
  }

  setActive(isActive) {
    if (isActive === this.#isActive) {
      return;
    }
    this.#isActive = isActive;
    this.#found.setActive(isActive);
    if (isActive) {
      this.#ownCard ??= new DeviceCard(this.#ownUrl, byId("devices-cards"), null);
      this.#list.urls.forEach((url) => this.#open(url));
      this.tick();
    } else {
      this.#entries.forEach(({ device }) => device.stop());
    }
  }

  // What changes by the mere passing of time, and by messages: the cards are few and cheap.
  tick() {
    if (this.#isActive && !document.hidden) {
      this.#ownCard.show({ ...this.#own(), url: this.#ownUrl, isOwn: true });
      this.#entries.forEach(({ device, card }) => card.show(device));
    }
  }

  #add(text) {
    const problem = this.#list.add(text);
    setText(byId("devices-problem"), problem);
    if (problem === "") {
      this.#open(this.#list.urls.at(-1));
      this.#listFound();
      this.tick();
    }
    return problem === "";
  }

  #open(url) {
    if (!this.#entries.has(url)) {
      const connection = new Nanowire(new URL("ws", url).href.replace("http", "ws"));
      const device = new OtherDevice(url, connection, probe, () => performance.now(), () => this.tick());
      this.#entries.set(url, { device, card: new DeviceCard(url, byId("devices-cards"), () => this.#remove(url)) });
    }
    this.#entries.get(url).device.start();
  }

  #remove(url) {
    const { device, card } = this.#entries.get(url);
    this.#entries.delete(url);
    device.stop();
    card.destroy();
    this.#list.remove(url);
    this.#listFound();
    byId("devices-title").focus();
  }

  #showFound(found, error) {
    this.#neighbours = found ?? [];
    setText(byId("devices-found-state"), !error ? "" : error.status === 404 ? t("devicesNoSearch") : t("notAnswered", error.message));
    this.#listFound();
  }

  // Those that are not shown yet. Nothing is built anew for nothing: somebody may be about to press a button.
  #listFound() {
    const box = byId("devices-found");
    const found = this.#neighbours.filter(({ url }) => url !== this.#ownUrl && !this.#list.urls.includes(url));
    const text = JSON.stringify(found);
    if (box.dataset.found !== text) {
      box.dataset.found = text;
      box.replaceChildren(...found.map(({ name, url }) => button(t("show", name), () => this.#add(url))));
    }
    const isEmpty = this.#found.isActive && found.length === 0 && byId("devices-found-state").textContent === "";
    byId("devices-none").hidden = !isEmpty;
  }
}
