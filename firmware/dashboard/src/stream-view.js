import { axisFont, chartMargin, scaleWidth } from "./chart-layout.js";
import { button, element, setText } from "./dom.js";
import { formatAge, formatInterval, formatNumber, formatRate, formatValue } from "./format.js";
import { valueScale } from "./scale.js";
import { nextEdge, StreamRing } from "./stream-ring.js";
import { t } from "./words.js";

const streamSpansMs = [1000, 5000, 20000, 60000];
const mostChannels = 6;
const mostColumns = 8192;
const colorNames = ["--line", "--s1", "--s2", "--s3", "--s4", "--s5"];
const silentAfterMs = 3000;
const floatDecimals = 3;

// One stream of blocks, drawn once a frame while blocks arrive and somebody looks. Own lines, for a chart library would make its arrays
// anew sixty times a second. A frame takes no memory.
export class StreamView {
  #root = element("article", "reading stream");
  #title;
  #note = element("p", "note");
  #legend = element("p", "legend");
  #canvas = document.createElement("canvas");
  #context = this.#canvas.getContext("2d");
  #spans;
  #pause;
  #observer;
  #ring = null;
  #named = { name: "", unit: "", channels: [] };
  #spanMs = 5000;
  #isPaused = false;
  #edge = null;
  #block = null;
  #arrivedAt = 0;
  #drawnAt = 0;
  #isDue = false;
  #width = 0;
  #height = 0;
  #colors = [];
  #gridColor = "";
  #labelColor = "";
  #scale = null;
  #labels = [];
  #least = new Float64Array(mostColumns);
  #greatest = new Float64Array(mostColumns);
  #low = 0;
  #high = 0;
  // How many frames were drawn; data-frames for tests.
  #frames = 0;

  constructor(stream, parent) {
    this.#root.dataset.stream = stream;
    this.#title = element("h2", "", t("stream", stream));
    const head = element("header");
    head.append(this.#title, this.#note);
    const spans = element("div", "choices");
    spans.setAttribute("role", "group");
    spans.setAttribute("aria-label", t("timeShown"));
    this.#spans = streamSpansMs.map((spanMs) => {
      const made = button(formatInterval(spanMs), () => {
        this.#spanMs = spanMs;
        this.#press();
      });
      made.dataset.span = spanMs;
      return made;
    });
    spans.append(...this.#spans);
    this.#pause = button(t("pause"), () => {
      this.#isPaused = !this.#isPaused;
      this.#press();
    });
    const tools = element("div", "tools");
    tools.append(spans, this.#pause);
    const box = element("div", "chart");
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", this.#title.textContent);
    box.append(this.#canvas);
    this.#root.append(head, this.#legend, box, tools);
    parent.append(this.#root);
    this.#observer = new ResizeObserver(() => {
      this.#width = box.clientWidth;
      this.#height = box.clientHeight;
      this.redraw();
    });
    this.#observer.observe(box);
    this.#press();
  }

  destroy() {
    this.#observer.disconnect();
    this.#root.remove();
  }

  // How it is called: { name, unit, channels }.
  name(named) {
    this.#named = named;
    setText(this.#title, named.name);
    this.#canvas.parentElement.setAttribute("aria-label", named.name);
  }

  add(block) {
    const channels = Math.min(mostChannels, block.channels);
    if (this.#ring?.channels !== channels) {
      this.#ring = new StreamRing(channels);
      this.#edge = null;
    }
    this.#ring.add(block);
    this.#block = block;
    this.#arrivedAt = performance.now();
    if (!this.#isPaused) {
      this.#drawSoon();
    }
  }

  // What changes a few times a second: words.
  tick(isOpen) {
    const ring = this.#ring;
    const isSilent = !isOpen || performance.now() - this.#arrivedAt > silentAfterMs;
    if (this.#root.dataset.stale !== String(isSilent)) {
      this.#root.dataset.stale = String(isSilent);
      // Grey, and back; what stands still keeps its colors.
      if (!this.#isPaused) {
        this.redraw();
      }
    }
    this.#root.dataset.frames = String(this.#frames);
    const rate = ring?.intervalUs > 0 ? formatRate(1e6 / ring.intervalUs) : "";
    const gaps = ring?.gaps > 0 ? `${t("gaps", ring.gaps)} · ${t("missedBlocks", ring.missed)}` : "";
    const age = isSilent && ring ? t("ago", formatAge(performance.now() - this.#arrivedAt)) : "";
    setText(this.#note, (isSilent ? [t("silent"), age, gaps] : [rate, gaps]).filter(Boolean).join(" · "));
    if (this.#block && (!this.#isPaused || this.#legend.children.length === 0)) {
      this.#tellChannels();
    }
  }

  // The size or the colors have changed.
  redraw() {
    const style = getComputedStyle(this.#root);
    this.#colors = colorNames.map((name) => style.getPropertyValue(name).trim());
    this.#gridColor = style.getPropertyValue("--grid").trim();
    this.#labelColor = style.getPropertyValue("--soft").trim();
    const ratio = window.devicePixelRatio || 1;
    this.#canvas.width = Math.round(this.#width * ratio);
    this.#canvas.height = Math.round(this.#height * ratio);
    this.#canvas.style.width = `${this.#width}px`;
    this.#canvas.style.height = `${this.#height}px`;
    this.#context.scale(ratio, ratio);
    this.#context.font = axisFont;
    this.#context.lineJoin = "round";
    this.#drawSoon();
  }

  #press() {
    this.#spans.forEach((made) => made.setAttribute("aria-pressed", String(Number(made.dataset.span) === this.#spanMs)));
    this.#pause.setAttribute("aria-pressed", String(this.#isPaused));
    this.#drawSoon();
  }

  #tellChannels() {
    const { channels, samples } = this.#block;
    const decimals = samples instanceof Float32Array ? floatDecimals : this.#block.decimals;
    const { end } = this.#ring;
    for (let i = this.#legend.children.length; i < this.#ring.channels; i += 1) {
      const item = element("span");
      item.style.setProperty("--mark", `var(${colorNames[i]})`);
      this.#legend.append(item);
    }
    for (let i = 0; i < this.#ring.channels; i += 1) {
      const name = this.#named.channels[i] ?? (channels > 1 ? t("channel", i + 1) : "");
      const value = formatValue(this.#ring.value(i, end - 1), decimals);
      const item = this.#legend.children[i];
      const text = `${name} ${value} ${this.#named.unit}`.trim();
      setText(item, text);
      // Never narrower than it was, so that the ones beside it stand still.
      if (text.length > Number(item.dataset.most ?? 0)) {
        item.dataset.most = text.length;
        item.style.minWidth = `calc(${text.length}ch + 16px)`;
      }
    }
    this.#legend.title = channels > mostChannels ? t("firstOf", channels) : "";
  }

  #drawSoon() {
    if (!this.#isDue && this.#ring) {
      this.#isDue = true;
      requestAnimationFrame(this.#drawDue);
    }
  }

  #drawDue = (now) => {
    this.#isDue = false;
    this.#draw(now);
    if (!this.#isPaused && now - this.#arrivedAt < silentAfterMs) {
      this.#drawSoon();
    }
  };

  #draw(now) {
    const plotWidth = this.#width - scaleWidth - chartMargin;
    const bottom = this.#height - chartMargin;
    if (plotWidth <= 0 || bottom <= chartMargin) {
      return;
    }
    const ring = this.#ring;
    // Samples that have no regular time are shown as if they came at 1 kHz.
    const intervalMs = ring.intervalUs > 0 ? ring.intervalUs / 1000 : 1;
    if (!this.#isPaused || this.#edge === null) {
      this.#edge = nextEdge(this.#edge, ring.end, this.#block.count, (now - this.#drawnAt) / intervalMs);
    }
    this.#drawnAt = now;
    const samples = Math.max(2, this.#spanMs / intervalMs);
    const perColumn = Math.max(1, Math.ceil(samples / Math.min(plotWidth, mostColumns - 2)));
    // Columns begin at multiples of perColumn, so that a peak keeps its shape while it moves along.
    const from = Math.floor((this.#edge - samples) / perColumn) * perColumn;
    const count = Math.min(mostColumns, Math.ceil(samples / perColumn) + 2);
    this.#rescale(from, perColumn, count);
    const context = this.#context;
    context.clearRect(0, 0, this.#width, this.#height);
    this.#drawMarks(bottom);
    context.save();
    context.beginPath();
    context.rect(scaleWidth, 0, plotWidth, this.#height);
    context.clip();
    context.lineWidth = 1.25;
    const perSample = plotWidth / samples;
    const left = scaleWidth + plotWidth - (this.#edge - from - (perColumn - 1) / 2) * perSample;
    const perValue = (bottom - chartMargin) / (this.#scale.max - this.#scale.min);
    for (let channel = 0; channel < ring.channels; channel += 1) {
      ring.columns(channel, from, perColumn, count, this.#least, this.#greatest);
      this.#drawLine(this.#colors[channel], count, left, perColumn * perSample, bottom, perValue);
    }
    context.restore();
    this.#frames += 1;
  }

  #drawLine(color, count, left, step, bottom, perValue) {
    const context = this.#context;
    const { min } = this.#scale;
    context.strokeStyle = color;
    context.beginPath();
    let isDown = false;
    let last = 0;
    for (let column = 0; column < count; column += 1) {
      const low = this.#least[column];
      if (low !== low) {
        isDown = false;
        continue;
      }
      const x = left + column * step;
      const y = bottom - (low - min) * perValue;
      const top = bottom - (this.#greatest[column] - min) * perValue;
      // From the end that is nearer, so that a slope has no steps. A single value is a point at least.
      const isTopFirst = isDown && Math.abs(top - last) < Math.abs(y - last);
      const first = isTopFirst ? top : y;
      last = isTopFirst ? y : Math.min(top, y - 0.5);
      if (isDown) {
        context.lineTo(x, first);
      } else {
        context.moveTo(x, first);
        isDown = true;
      }
      context.lineTo(x, last);
    }
    context.stroke();
  }

  #drawMarks(bottom) {
    const context = this.#context;
    const { ticks, min, max } = this.#scale;
    context.strokeStyle = this.#gridColor;
    context.fillStyle = this.#labelColor;
    context.lineWidth = 1;
    context.textAlign = "right";
    context.textBaseline = "middle";
    context.beginPath();
    for (let i = 0; i < ticks.length; i += 1) {
      const y = Math.round(bottom - ((ticks[i] - min) / (max - min)) * (bottom - chartMargin)) + 0.5;
      context.moveTo(scaleWidth, y);
      context.lineTo(this.#width - chartMargin, y);
      context.fillText(this.#labels[i], scaleWidth - 6, y);
    }
    context.stroke();
  }

  // Another scale only when the lines leave this one, or would be much larger on another.
  #rescale(from, perColumn, count) {
    this.#low = Infinity;
    this.#high = -Infinity;
    for (let channel = 0; channel < this.#ring.channels; channel += 1) {
      this.#ring.columns(channel, from, perColumn, count, this.#least, this.#greatest);
      for (let column = 0; column < count; column += 1) {
        if (this.#least[column] < this.#low) {
          this.#low = this.#least[column];
        }
        if (this.#greatest[column] > this.#high) {
          this.#high = this.#greatest[column];
        }
      }
    }
    const hasValues = this.#low <= this.#high;
    const old = this.#scale;
    if (old === null || (hasValues && (this.#low < old.min || this.#high > old.max || (this.#high - this.#low) * 4 < old.max - old.min))) {
      const low = hasValues ? this.#low : 0;
      const high = hasValues ? this.#high : 1;
      this.#scale = valueScale(low, high, Math.max(1e-6, Math.abs(high) * 1e-3, 4 / this.#block.divisor));
      this.#labels = this.#scale.ticks.map((tick) => formatNumber(tick, this.#scale.decimals));
    }
  }
}
