import { createChart } from "./chart.js";
import { chartFrame } from "./chart-frame.js";
import { scaleWidth } from "./chart-layout.js";
import { button, element, setText } from "./dom.js";
import { formatAge, formatClock, formatSpan, formatValue } from "./format.js";
import { timeScale, windowStart } from "./scale.js";
import { t } from "./words.js";

// One card: a reading's value, its range in the time shown, and its chart; a click on that, or the button, opens the large one.
export class ReadingView {
  #reading;
  #root;
  #note;
  #value;
  #unit;
  #box;
  #chart;
  #observer;
  #frame = null;
  #hovered = null;
  // Whether nothing arrives, and since when, or when the newest message arrived.
  #stale = true;
  #ageMs = null;
  // How old the value was when the message arrived; not 0 when the device does not have the reading any more.
  #absentMs = 0;

  constructor(reading, parent, onOpen) {
    this.#reading = reading;
    this.#root = element("article", "reading");
    this.#root.dataset.reading = reading.id;
    const head = element("header");
    head.append(element("h2", "", reading.name));
    this.#note = element("p", "note");
    const open = button("⤢", onOpen, `${t("openChart")}: ${reading.name}`);
    open.className = "enlarge";
    head.append(this.#note, open);
    const now = element("p", "now");
    this.#value = element("span", "value", formatValue(null));
    this.#unit = element("span", "unit", reading.unit);
    now.append(this.#value, " ", this.#unit);
    this.#box = element("div", "chart");
    this.#box.setAttribute("role", "img");
    this.#box.addEventListener("click", onOpen);
    this.#root.append(head, now, this.#box);
    parent.append(this.#root);

    this.#chart = createChart(this.#box, (index) => this.#hover(index));
    this.#observer = new ResizeObserver(() => this.#resize());
    this.#observer.observe(this.#box);
    this.setStale(true, null);
  }

  destroy() {
    this.#observer.disconnect();
    this.#chart.destroy();
    this.#root.remove();
  }

  // Shows the newest value and the chart of what led to it.
  show(value, history, intervalMs, offsetMs) {
    const { divisor, decimals, id } = this.#reading;
    const to = history.lastTime;
    const from = windowStart(history.firstTime, to, intervalMs || 1000);
    const view = history.view(id, from, to);
    this.#frame = chartFrame(this.#reading, view, from, to, offsetMs);

    // A reading that is absent shows what it was last, and how long ago that was.
    const isPresent = typeof value === "number";
    const last = isPresent ? -1 : view.mean.findLastIndex((item) => item !== null);
    this.#absentMs = isPresent ? 0 : last < 0 ? Infinity : to - view.times[last];
    setText(this.#value, formatValue(isPresent ? value / divisor : last < 0 ? null : this.#frame.values[last], decimals));
    this.#mark();
    this.redraw();
    this.#tell();
  }

  setStale(stale, ageMs) {
    this.#stale = stale;
    this.#ageMs = ageMs;
    if (this.#mark()) {
      this.redraw();
    }
    this.#tell();
  }

  // What the large chart shows above itself: the value, whether it is stale, and the note.
  get current() {
    return [this.#value.textContent, this.#isOld, this.#isOld ? this.#note.textContent : ""];
  }

  get #isOld() {
    return this.#stale || this.#absentMs > 0;
  }

  #mark() {
    const isChanged = this.#root.dataset.stale !== String(this.#isOld);
    this.#root.dataset.stale = String(this.#isOld);
    return isChanged;
  }

  // Draws again: the colors or the size may have changed.
  redraw() {
    if (!this.#frame) {
      return;
    }
    const style = getComputedStyle(this.#root);
    const color = (name) => style.getPropertyValue(name).trim();
    this.#frame.colors = { line: color("--line"), fill: color("--fill"), band: color("--band"), grid: color("--grid"), label: color("--soft") };
    this.#frame.marks = timeScale(this.#frame.from, this.#frame.to, this.#box.clientWidth - scaleWidth);
    this.#chart.draw(this.#frame);
    if (!this.#box.firstElementChild) {
      this.#resize();
    }
  }

  #resize() {
    if (this.#box.clientWidth > 0) {
      this.#chart.resize(this.#box.clientWidth, this.#box.clientHeight);
    }
  }

  #hover(index) {
    this.#hovered = index;
    this.#tell();
  }

  // The line beside the name: what the pointer is at, how old the value is, or the range.
  #tell() {
    const frame = this.#frame;
    if (!frame || this.#ageMs === null) {
      setText(this.#note, frame ? "" : t("noReading"));
      return;
    }
    const { decimals, name, unit } = this.#reading;
    const low = formatValue(frame.low, decimals);
    const high = formatValue(frame.high, decimals);
    const range = low === high ? low : t("range", low, high);
    const hovered = this.#hovered === null ? null : frame.values[this.#hovered];
    if (typeof hovered === "number") {
      setText(this.#note, t("at", formatValue(hovered, decimals), formatClock(frame.times[this.#hovered], true)));
    } else if (this.#absentMs === Infinity) {
      setText(this.#note, t("noValue"));
    } else if (this.#isOld) {
      setText(this.#note, t("ago", formatAge(this.#ageMs + this.#absentMs)));
    } else {
      setText(this.#note, frame.hasValues && low !== high ? range : "");
    }
    const label = frame.hasValues ? t("chartOf", name, range, unit, formatSpan(frame.to - frame.from)) : t("chartEmpty", name);
    if (this.#box.getAttribute("aria-label") !== label) {
      this.#box.setAttribute("aria-label", label);
    }
  }
}
