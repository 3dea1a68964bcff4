import { formatClock } from "./format.js";

// Axes: which range to show, and where the marks go. Both chart drawings use these, so they look alike.

const timeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 43200];
// Pixels from one label to the next, and from a label's middle to the ends of the axis.
const labelSpacing = 80;
const labelMargin = 20;

// 1, 2 or 5 times a power of ten, at least the given size.
function niceStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  for (const factor of [1, 2, 5]) {
    if (factor * power >= least * 0.999) {
      return factor * power;
    }
  }
  return 10 * power;
}

// A range around low to high that starts and ends on a mark: { min, max, ticks, decimals }. It is never narrower than
// leastSpan, so that noise does not fill the chart.
export function valueScale(low, high, leastSpan) {
  const span = Math.max(high - low, leastSpan);
  const middle = (low + high) / 2;
  const step = niceStep(span / 3);
  let first = Math.floor((middle - span / 2) / step);
  const last = Math.max(Math.ceil((middle + span / 2) / step), first + 1);
  if (low >= 0) {
    first = Math.max(first, 0);
  }
  const ticks = [];
  for (let i = first; i <= last; i += 1) {
    ticks.push(i * step);
  }
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return { min: first * step, max: last * step, ticks, decimals };
}

// Marks at round times of day between two times: [{ at, label }]. They stand far enough apart on an axis of that many
// pixels, and none so near its ends that its label would be cut off.
export function timeScale(from, to, pixels) {
  const perPixel = (to - from) / Math.max(1, pixels);
  const least = (perPixel * labelSpacing) / 1000;
  const step = (timeSteps.find((seconds) => seconds >= least) ?? 86400) * 1000;
  const marks = [];
  const last = to - perPixel * labelMargin;
  for (let at = Math.ceil((from + perPixel * labelMargin) / step) * step; at <= last; at += step) {
    marks.push({ at, label: formatClock(at, step < 60000) });
  }
  return marks;
}

// The time from which charts show what is known until `to`: about 120 samples, but never less than a minute. While less
// is known they show that, and stretch.
export function windowStart(firstTime, to, intervalMs) {
  const whole = Math.max(60000, intervalMs * 120);
  return Math.max(to - whole, Math.min(firstTime, to - intervalMs * 10));
}

// Indices that get a dot: the newest value, and values without a neighbor to draw a line to.
export function dotIndices(values) {
  const dots = [];
  for (let i = 0; i < values.length; i += 1) {
    const isAlone = (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null;
    if (values[i] !== null && (isAlone || i === values.length - 1)) {
      dots.push(i);
    }
  }
  return dots;
}
