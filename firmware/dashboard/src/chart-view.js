import { createChart } from "./chart.js";
import { chartPicture, exportName, historyCsv, saveFile } from "./chart-export.js";
import { chartFrame, nearestIndex } from "./chart-frame.js";
import { chartMargin, markHeight, scaleWidth } from "./chart-layout.js";
import { ChartGestures } from "./chart-gestures.js";
import { ChartWindow, windowSpans } from "./chart-window.js";
import { button, element, setText } from "./dom.js";
import { formatAge, formatInterval, formatMoment, formatValue } from "./format.js";
import { timeScale } from "./scale.js";
import { t } from "./words.js";

// The large chart of one reading, in a dialog: what the device remembers and what arrives.
export class ChartView {
  #reading;
  #source;
  #root = element("dialog", "large");
  #value;
  #note = element("p", "note");
  #box = element("div", "chart");
  #line = element("div", "cursor");
  #readout = element("p", "readout");
  #problem = element("p", "problem");
  #spans;
  #pause;
  #chart;
  #observer;
  #window = new ChartWindow();
  #size = "";
  #shown = "";
  #offsetMs = 0;
  #view = null;
  #frame = null;
  // The moment the cursor is at, in uptime; null while nobody points at one.
  #cursorMs = null;

  // source: { history, clock, deviceName }, the page's. onClose is called when the dialog was closed, by whatever.
  constructor(reading, source, onClose) {
    this.#reading = reading;
    this.#source = source;
    this.#root.dataset.large = reading.id;
    this.#root.setAttribute("aria-label", reading.name);
    const now = element("p", "now");
    this.#value = element("span", "value");
    now.append(this.#value, " ", element("span", "unit", reading.unit));
    const close = button(t("close"), () => this.#root.close());
    const head = element("header");
    head.append(element("h2", "", reading.name), now, this.#note, close);

    this.#spans = windowSpans.map((spanMs) => {
      const made = button(formatInterval(spanMs), () => this.#change(() => this.#window.setSpan(spanMs)));
      made.dataset.span = spanMs;
      return made;
    });
    const spans = element("div", "choices");
    spans.setAttribute("role", "group");
    spans.setAttribute("aria-label", t("timeShown"));
    spans.append(...this.#spans);
    this.#pause = button(t("pause"), () => this.#togglePause());
    const tools = element("div", "tools");
    tools.append(
      spans,
      this.#pause,
      button("+", () => this.#change(() => this.#window.zoom(0.5)), t("zoomIn")),
      button("−", () => this.#change(() => this.#window.zoom(2)), t("zoomOut")),
      button(t("csv"), () => this.#saveCsv(), t("saveCsv")),
      button(t("png"), () => this.#savePng(), t("savePng")),
    );

    this.#line.hidden = true;
    this.#box.tabIndex = 0;
    this.#box.setAttribute("role", "slider");
    this.#box.setAttribute("aria-label", `${reading.name}, ${t("moment")}`);
    this.#box.addEventListener("keydown", (event) => this.#key(event));
    this.#box.append(this.#line);
    this.#problem.setAttribute("role", "status");
    this.#root.append(head, tools, this.#box, this.#readout, this.#problem, element("p", "keys", t("chartKeys")));
    this.#root.addEventListener("close", () => {
      this.#observer.disconnect();
      this.#chart.destroy();
      this.#root.remove();
      onClose();
    });
    this.#chart = createChart(this.#box);
    new ChartGestures(this.#box, {
      point: (x) => this.#point(x === null ? null : this.#timeAt(x)),
      pan: (pixels) => this.#change(() => this.#window.pan((-pixels / this.#plotWidth) * this.#window.spanMs)),
      zoom: (factor, x) => this.#change(() => this.#window.zoom(factor, this.#timeAt(x))),
    });
    this.#observer = new ResizeObserver(() => this.redraw());
    document.body.append(this.#root);
    this.#root.showModal();
    this.#observer.observe(this.#box);
    this.#box.focus();
  }

  get id() {
    return this.#reading.id;
  }

  close() {
    this.#root.close();
  }

  // Shows what is known by now; problem says what is wrong with the history, or nothing.
  show(problem) {
    const { history, clock } = this.#source;
    setText(this.#problem, problem);
    if (history.lastTime === null || clock.offsetMs === null) {
      return;
    }
    this.#window.know(history.firstTime ?? history.lastTime, history.lastTime);
    const { fromMs, toMs, isPaused } = this.#window;
    if (!isPaused) {
      this.#offsetMs = clock.offsetMs;
    }
    // What stands still does so to the pixel, unless the device tells of what was missing.
    const shown = `${isPaused} ${fromMs} ${toMs} ${history.loads}`;
    if (!isPaused || this.#shown !== shown) {
      this.#shown = shown;
      this.#view = history.view(this.id, fromMs, toMs);
      this.#frame = chartFrame(this.#reading, this.#view, fromMs, toMs, this.#offsetMs);
      this.redraw();
    }
  }

  // The newest value, and how old it is if that matters.
  showValue(text, isStale, note) {
    setText(this.#value, text);
    setText(this.#note, note);
    this.#root.dataset.stale = String(isStale);
  }

  redraw() {
    const { clientWidth: width, clientHeight: height } = this.#box;
    const frame = this.#frame;
    if (!frame || width <= scaleWidth) {
      return;
    }
    const style = getComputedStyle(this.#root);
    const color = (name) => style.getPropertyValue(name).trim();
    frame.colors = {
      line: color("--line"), fill: "transparent", band: color("--band"), grid: color("--grid"), label: color("--soft"),
      text: color("--text"), card: color("--card"),
    };
    frame.marks = timeScale(frame.from, frame.to, width - scaleWidth);
    this.#chart.draw(frame);
    if (this.#size !== `${width} ${height}`) {
      this.#size = `${width} ${height}`;
      this.#chart.resize(width, height);
    }
    this.#tell();
  }

  get #plotWidth() {
    return this.#box.clientWidth - scaleWidth - chartMargin;
  }

  #timeAt(x) {
    return this.#window.fromMs + Math.min(1, Math.max(0, (x - scaleWidth) / this.#plotWidth)) * this.#window.spanMs;
  }

  // The entry that the cursor is at, of those within the edges; -1 when there is none.
  get #index() {
    const times = this.#view?.times ?? [];
    const index = nearestIndex(times, this.#cursorMs ?? Infinity);
    return index >= 0 && times[index] < this.#window.fromMs ? (index + 1 < times.length ? index + 1 : -1) : index;
  }

  #change(action) {
    action();
    this.show(this.#problem.textContent);
    this.#tell();
  }

  #togglePause() {
    this.#change(() => (this.#window.isPaused ? this.#window.resume() : this.#window.pause()));
  }

  #point(timeMs) {
    this.#cursorMs = timeMs;
    this.#tell();
  }

  // To the entry so many behind the one the cursor is at.
  #step(count) {
    const index = Math.min(this.#view.times.length - 1, Math.max(0, this.#index + count));
    this.#point(Math.max(this.#window.fromMs, this.#view.times[index] ?? this.#window.toMs));
  }

  #key(event) {
    const { spanMs } = this.#window;
    const cursorMs = this.#cursorMs ?? undefined;
    const actions = {
      ArrowLeft: () => this.#step(-1),
      ArrowRight: () => this.#step(1),
      Home: () => this.#point(this.#window.fromMs),
      End: () => this.#point(this.#window.toMs),
      PageUp: () => this.#window.pan(-spanMs / 2),
      PageDown: () => this.#window.pan(spanMs / 2),
      "+": () => this.#window.zoom(0.5, cursorMs),
      "-": () => this.#window.zoom(2, cursorMs),
      " ": () => this.#togglePause(),
    };
    const action = actions[event.key === "=" ? "+" : event.key];
    if (action && this.#view && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      this.#change(action);
    }
  }

  #saveCsv() {
    const { fromMs, toMs } = this.#window;
    if (this.#view) {
      const offsetMs = this.#offsetMs;
      const text = historyCsv(this.#reading, this.#view, fromMs, toMs, offsetMs);
      saveFile(new Blob([text], { type: "text/csv" }), exportName(this.#source.deviceName, this.id, toMs + offsetMs, "csv"));
    }
  }

  #savePng() {
    const frame = this.#frame;
    const drawn = this.#box.querySelector("canvas");
    if (frame && drawn) {
      const { name, unit } = this.#reading;
      const title = `${name}${unit ? ` (${unit})` : ""} · ${this.#source.deviceName} · ${formatMoment(frame.from)} – ${formatMoment(frame.to)}`;
      const picture = chartPicture(drawn, this.#box.clientWidth, title, frame.colors);
      picture.toBlob((blob) => saveFile(blob, exportName(this.#source.deviceName, this.id, frame.to, "png")));
    }
  }

  // What stands still while only the cursor moves: the buttons' states, the cursor and its words.
  #tell() {
    this.#pause.setAttribute("aria-pressed", String(this.#window.isPaused));
    this.#spans.forEach((made) => made.setAttribute("aria-pressed", String(Number(made.dataset.span) === this.#window.spanMs)));
    const frame = this.#frame;
    if (!frame) {
      return;
    }
    const index = this.#index;
    const isPointed = this.#cursorMs !== null && index >= 0;
    this.#line.hidden = !isPointed;
    const text = this.#describe(frame, index);
    setText(this.#readout, text);
    this.#box.setAttribute("aria-valuemin", "0");
    this.#box.setAttribute("aria-valuemax", String(Math.max(0, frame.times.length - 1)));
    this.#box.setAttribute("aria-valuenow", String(Math.max(0, index)));
    this.#box.setAttribute("aria-valuetext", text);
    if (isPointed) {
      const share = (frame.times[index] - frame.from) / (frame.to - frame.from);
      const { min, max } = frame.scale;
      const height = this.#box.clientHeight - chartMargin - markHeight;
      this.#line.style.left = `${scaleWidth + share * this.#plotWidth}px`;
      this.#line.style.setProperty("--y", `${frame.values[index] === null ? -99 : (1 - (frame.values[index] - min) / (max - min)) * height}px`);
    }
  }

  #describe(frame, index) {
    const { decimals, unit } = this.#reading;
    if (index < 0) {
      return t("noValue");
    }
    const [value, least, greatest] = [frame.values, frame.least, frame.greatest].map((values) => values[index]);
    const parts = [formatMoment(frame.times[index]), value === null ? t("noValue") : `${formatValue(value, decimals)} ${unit}`];
    if (value !== null && least !== greatest) {
      parts.push(`${t("least")} ${formatValue(least, decimals)}`, `${t("greatest")} ${formatValue(greatest, decimals)}`);
    }
    return parts.join(" · ");
  }
}
