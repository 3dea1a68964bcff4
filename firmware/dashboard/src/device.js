import { told } from "./words.js";

// What the device says about itself, GET /api/device, made safe to build the page from.

function isRecord(value) {
  return value !== null && typeof value === "object";
}

function number(value, otherwise) {
  return Number.isFinite(value) ? value : otherwise;
}

function readReading(raw) {
  const min = number(raw.min, null);
  const max = number(raw.max, null);
  const reading = {
    id: raw.id,
    name: told(raw.name || raw.id),
    unit: raw.unit || "",
    decimals: Math.min(6, Math.max(0, number(raw.decimals, 0))),
    divisor: 1,
    // As the device has it, for its history and for what is exported.
    rawUnit: raw.unit || "",
    rawDecimals: number(raw.decimals, 0),
    // Least height of the chart: a fortieth of what the sensor can show, if it says so.
    leastSpan: min !== null && max !== null && max > min ? (max - min) / 40 : 0,
  };
  if (reading.unit === "B") {
    reading.unit = "KB";
    reading.divisor = 1024;
    reading.decimals = 1;
    reading.leastSpan /= 1024;
  }
  return reading;
}

// A switch, or with choices or bounds something more: { id, name, unit, choices or null, min, max or null }. Choices are as the device has
// them, and are told when they are shown.
function readOutput(raw) {
  const choices = Array.isArray(raw.choices) && raw.choices.length > 0 ? raw.choices.map(String) : null;
  const hasRange = !choices && Number.isFinite(raw.min) && Number.isFinite(raw.max) && raw.max > raw.min;
  return {
    id: raw.id,
    name: told(raw.name || raw.id),
    unit: raw.unit || "",
    choices,
    min: hasRange ? raw.min : null,
    max: hasRange ? raw.max : null,
  };
}

// Streams of blocks that are to be asked for by their topic; with names for the channels, if it has any.
function readStream(raw) {
  return {
    topic: raw.topic,
    name: told(raw.name || raw.topic),
    unit: raw.unit || "",
    channels: Array.isArray(raw.channels) ? raw.channels.map((name) => told(String(name))) : [],
  };
}

export function readDevice(raw) {
  if (!isRecord(raw) || !Array.isArray(raw.readings)) {
    throw new Error("the description has no readings");
  }
  const outputs = Array.isArray(raw.outputs) ? raw.outputs : [];
  const streams = Array.isArray(raw.streams) ? raw.streams : [];
  const isNamed = (item) => isRecord(item) && typeof item.id === "string" && item.id !== "";
  return {
    // What its owner called it; an older firmware has the board's name only.
    name: raw.hostName || raw.name || "Nanowire",
    kind: raw.hostName && raw.name !== raw.hostName ? told(raw.name || "") : "",
    board: raw.board || "",
    firmware: raw.firmware || "",
    intervalMinMs: number(raw.intervalMinMs, 100),
    intervalMaxMs: number(raw.intervalMaxMs, 60000),
    readings: raw.readings.filter(isNamed).map(readReading),
    outputs: outputs.filter(isNamed).map(readOutput),
    streams: streams.filter((item) => isRecord(item) && typeof item.topic === "string" && item.topic !== "").map(readStream),
  };
}

// Gets what is at a path beside the page; rejects when the device does not answer in time, or not with JSON.
export async function fetchJson(path) {
  const response = await fetch(path, { cache: "no-store", signal: AbortSignal.timeout(8000) });
  if (!response.ok) {
    throw Object.assign(new Error(`status ${response.status}`), { status: response.status });
  }
  return response.json();
}

// Rejects when the device does not answer in time, or not with a description.
export async function fetchDevice() {
  return readDevice(await fetchJson("api/device"));
}
