import { element, setText } from "./dom.js";
import { formatAge } from "./format.js";
import { t } from "./words.js";

function table(caption, heads, rows) {
  const made = element("table");
  made.append(element("caption", "", caption));
  const head = element("tr");
  heads.forEach((text) => {
    const cell = element("th", "", text);
    cell.scope = "col";
    head.append(cell);
  });
  const body = element("tbody");
  for (const { cells, isBad } of rows) {
    const row = element("tr", isBad ? "bad" : "");
    cells.forEach((text) => row.append(element("td", "", text)));
    body.append(row);
  }
  if (rows.length === 0) {
    const cell = element("td", "", t("none"));
    cell.colSpan = heads.length;
    body.append(element("tr"));
    body.lastElementChild.append(cell);
  }
  const top = element("thead");
  top.append(head);
  made.append(top, body);
  return made;
}

// How the device does. Old news are grey, with their age.
export class HealthView {
  #state = document.getElementById("health-state");
  #body = document.getElementById("health-body");
  #seenAt = null;
  #problem = "";
  #text = "";
  #isLogOpen = false;

  // health: what readHealth made of the answer; null when there was none, with the reason.
  show(health, problem, now) {
    this.#problem = problem;
    if (health !== null) {
      this.#seenAt = now;
      const text = JSON.stringify(health);
      if (text !== this.#text) {
        this.#text = text;
        this.#build(health);
      }
    }
    this.tick(now);
  }

  tick(now) {
    const age = this.#seenAt === null ? "" : ` ${t("isOld", formatAge(now - this.#seenAt))}`;
    setText(this.#state, this.#problem ? `${t("notAnswered", this.#problem)}${age}` : this.#seenAt === null ? t("asking") : "");
    this.#body.dataset.stale = String(this.#problem !== "");
  }

  #build({ facts, sensors, parts, restarts, log }) {
    const list = element("dl", "health-facts");
    for (const { name, value, detail, isBad } of facts) {
      const item = element("div", isBad ? "bad" : "");
      const told = element("dd", "", value);
      if (detail) {
        told.append(" ", element("small", "", detail));
      }
      item.append(element("dt", "", name), told);
      list.append(item);
    }
    const lines = element("details");
    lines.open = this.#isLogOpen;
    lines.addEventListener("toggle", () => {
      this.#isLogOpen = lines.open;
    });
    lines.append(
      element("summary", "", t("log", log.length)),
      table(t("newestFirst"), [t("afterStart"), t("what")], log.map((line) => ({ cells: [line.when, line.text] }))),
    );
    this.#body.replaceChildren(
      list,
      table(t("sensors"), [t("sensor"), t("stateHead"), t("reasonHead")], sensors.map(({ name, state, detail, isBad }) => ({ cells: [name, state, detail], isBad }))),
      table(t("parts"), [t("part"), t("stateHead"), t("before")], parts.map(({ name, state, detail, isBad }) => ({ cells: [name, state, detail], isBad }))),
      table(t("restartsList"), [t("reasonHead"), t("when"), t("hadRun")], restarts.map(({ reason, when, ran }) => ({ cells: [reason, when, ran] }))),
      lines,
    );
  }
}
