import { t } from "./words.js";

// Numbers and times as the page shows them. "–" stands for what is not known.

export const unknown = "–";

// A number as it is written in the page's language; nothing is below zero that is shown as zero.
export function formatNumber(value, decimals) {
  return value.toFixed(decimals).replace(/^-(?=[0.]*$)/, "").replace("-", "\u2212").replace(".", t("decimalMark"));
}

export function formatValue(value, decimals) {
  return value === null || value === undefined ? unknown : formatNumber(value, decimals);
}

function twoDigits(value) {
  return String(value).padStart(2, "0");
}

// A span of time in its two largest units: "7 s", "3 min 05 s", "2 h 10 min", "4 d 3 h".
export function formatSpan(ms) {
  if (!Number.isFinite(ms)) {
    return unknown;
  }
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) {
    return `${days} d ${hours % 24} h`;
  }
  if (hours > 0) {
    return `${hours} h ${twoDigits(minutes % 60)} min`;
  }
  if (minutes > 0) {
    return `${minutes} min ${twoDigits(seconds % 60)} s`;
  }
  return `${seconds} s`;
}

// A span in its largest unit alone, for "... ago".
export function formatAge(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} min`;
  }
  if (seconds < 86400) {
    return `${Math.floor(seconds / 3600)} h`;
  }
  return `${Math.floor(seconds / 86400)} d`;
}

// A sampling interval: "100 ms", "1 s", "2.5 s", "1 min", "24 h".
export function formatInterval(ms) {
  if (ms < 1000) {
    return `${ms} ms`;
  }
  if (ms >= 3600000 && ms % 3600000 === 0) {
    return `${ms / 3600000} h`;
  }
  if (ms >= 60000 && ms % 60000 === 0) {
    return `${ms / 60000} min`;
  }
  return `${String(ms / 1000).replace(".", t("decimalMark"))} s`;
}

export function formatRate(perSecond) {
  if (perSecond === null) {
    return unknown;
  }
  if (perSecond > 0 && perSecond < 0.095) {
    return `${formatNumber(perSecond, 2)} /s`;
  }
  return `${formatNumber(perSecond, perSecond < 99.5 ? 1 : 0)} /s`;
}

export function formatLatency(ms) {
  if (ms === null) {
    return unknown;
  }
  return ms < 9.95 ? `${formatNumber(ms, 1)} ms` : `${Math.round(ms)} ms`;
}

// Time of day, with seconds when they say something.
export function formatClock(time, withSeconds) {
  const date = new Date(time);
  const clock = `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
  return withSeconds ? `${clock}:${twoDigits(date.getSeconds())}` : clock;
}

// How strong a network comes in.
export function formatSignal(dbm) {
  return Number.isFinite(dbm) ? `${formatNumber(dbm, 0)} dBm` : unknown;
}

export function formatBytes(bytes) {
  return Number.isFinite(bytes) ? `${formatNumber(bytes / 1024, 1)} KB` : unknown;
}

// Day and time of day here: "2026-11-21 17:05".
export function formatDate(time) {
  const date = new Date(time);
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())} ${formatClock(time, false)}`;
}

// Time of day to the second, with the day unless it is today.
export function formatMoment(time, now = Date.now()) {
  const clock = formatClock(time, true);
  return new Date(time).toDateString() === new Date(now).toDateString() ? clock : `${formatDate(time).slice(0, 10)} ${clock}`;
}
