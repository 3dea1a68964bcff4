import { createChart } from "./chart.js";
import { scaleWidth } from "./chart-layout.js";
import { element, setText } from "./dom.js";
import { formatAge, formatClock, formatSpan, formatValue } from "./format.js";
import { dotIndices, timeScale, valueScale, windowStart } from "./scale.js";

// One card: a reading's value, its range in the time shown, and its chart.
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
  #stale = true;
  #ageMs = null;

  constructor(reading, parent) {
    this.#reading = reading;
    this.#root = element("article", "reading");
    this.#root.dataset.reading = reading.id;
    const head = element("header");
    head.append(element("h2", "", reading.name));
    this.#note = element("p", "note");
    head.append(this.#note);
    const now = element("p", "now");
    this.#value = element("span", "value", formatValue(null));
    this.#unit = element("span", "unit", reading.unit);
    now.append(this.#value, " ", this.#unit);
    this.#box = element("div", "chart");
    this.#box.setAttribute("role", "img");
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
  show(value, history, intervalMs) {
    const { divisor, decimals, id } = this.#reading;
    setText(this.#value, formatValue(typeof value === "number" ? value / divisor : null, decimals));

    const to = history.lastTime;
    const from = windowStart(history.firstTime, to, intervalMs || 1000);
    const { times, values } = history.since(from, id);
    for (let i = 0; i < values.length; i += 1) {
      values[i] = values[i] === null ? null : values[i] / divisor;
    }
    const known = values.filter((item) => item !== null);
    const low = known.length > 0 ? Math.min(...known) : 0;
    const high = known.length > 0 ? Math.max(...known) : 1;
    const leastSpan = this.#reading.leastSpan || Math.max(Math.abs(high) * 0.02, 10 * 10 ** -decimals);
    this.#frame = { times, values, dots: dotIndices(values), from, to, low, high, known: known.length > 0, scale: valueScale(low, high, leastSpan) };
    this.redraw();
    this.#tell();
  }

  setStale(stale, ageMs) {
    this.#ageMs = ageMs;
    if (this.#stale !== stale || this.#root.dataset.stale === undefined) {
      this.#stale = stale;
      this.#root.dataset.stale = String(stale);
      this.redraw();
    }
    this.#tell();
  }

  // Draws again: the colors or the size may have changed.
  redraw() {
    if (!this.#frame) {
      return;
    }
    const style = getComputedStyle(this.#root);
    const color = (name) => style.getPropertyValue(name).trim();
    this.#frame.colors = { line: color("--line"), fill: color("--fill"), grid: color("--grid"), label: color("--soft") };
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
      setText(this.#note, frame ? "" : "no reading yet");
      return;
    }
    const { decimals, name, unit } = this.#reading;
    const low = formatValue(frame.low, decimals);
    const high = formatValue(frame.high, decimals);
    const range = low === high ? low : `${low} to ${high}`;
    const hovered = this.#hovered === null ? null : frame.values[this.#hovered];
    if (typeof hovered === "number") {
      setText(this.#note, `${formatValue(hovered, decimals)} at ${formatClock(frame.times[this.#hovered], true)}`);
    } else if (this.#stale) {
      setText(this.#note, `${formatAge(this.#ageMs)} ago`);
    } else {
      setText(this.#note, frame.known && low !== high ? range : "");
    }
    const label = frame.known ? `${name}, chart: ${range} ${unit} in the last ${formatSpan(frame.to - frame.from)}` : `${name}, chart without values`;
    if (this.#box.getAttribute("aria-label") !== label) {
      this.#box.setAttribute("aria-label", label);
    }
  }
}
