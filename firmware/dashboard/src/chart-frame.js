import { dotIndices, valueScale } from "./scale.js";

// What a chart draws of one reading: a view of the history (in uptime) as shown values at this browser's times, the range of those within
// the edges, and the scale. hasValues says whether there is any.
export function chartFrame(reading, view, fromMs, toMs, offsetMs) {
  const { divisor, decimals } = reading;
  const shown = (values) => values.map((value) => (value === null ? null : value / divisor));
  const [least, greatest, values] = [view.least, view.greatest, view.mean].map(shown);
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i += 1) {
    // The entry before the edge only leads the line in.
    if (values[i] !== null && view.times[i] >= fromMs) {
      low = Math.min(low, least[i]);
      high = Math.max(high, greatest[i]);
    }
  }
  const hasValues = low <= high;
  [low, high] = hasValues ? [low, high] : [0, 1];
  const leastSpan = reading.leastSpan || Math.max(Math.abs(high) * 0.02, 10 * 10 ** -decimals);
  return {
    times: view.times.map((time) => time + offsetMs),
    values,
    least,
    greatest,
    dots: dotIndices(values),
    from: fromMs + offsetMs,
    to: toMs + offsetMs,
    low,
    high,
    hasValues,
    scale: valueScale(low, high, leastSpan),
  };
}

// The index of the entry nearest to a time; -1 when there is none.
export function nearestIndex(times, time) {
  let first = 0;
  let end = times.length;
  while (first < end) {
    const middle = (first + end) >> 1;
    if (times[middle] < time) {
      first = middle + 1;
    } else {
      end = middle;
    }
  }
  return first > 0 && (first === times.length || time - times[first - 1] <= times[first] - time) ? first - 1 : first < times.length ? first : -1;
}
