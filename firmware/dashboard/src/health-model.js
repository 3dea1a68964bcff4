import { formatBytes, formatDate, formatSpan, unknown } from "./format.js";

// What GET /api/health says, as the rows that are shown. Numbers that nobody knows are "–".

function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function rowsOf(value) {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function count(value) {
  return Number.isFinite(value) ? String(value) : unknown;
}

function memoryFacts(memory) {
  const isLow = Number.isFinite(memory.free) && memory.free < memory.low;
  return [
    { name: "Free memory", value: formatBytes(memory.free), isBad: isLow },
    { name: "Least free", value: formatBytes(memory.least) },
    { name: "Low below", value: formatBytes(memory.low) },
  ];
}

function networkFacts(network) {
  return [
    { name: "Network", value: network.state || unknown, detail: network.reason || "" },
    { name: "Address", value: network.address || unknown },
    { name: "Signal", value: Number.isFinite(network.rssi) ? `${network.rssi} dBm` : unknown },
    { name: "Joined, failed, lost", value: `${count(network.joins)}, ${count(network.failures)}, ${count(network.losses)}` },
  ];
}

function serverFacts(server) {
  return [
    { name: "Connections open", value: count(server.open) },
    { name: "Opened, lost, refused", value: `${count(server.opened)}, ${count(server.lost)}, ${count(server.refused)}` },
    { name: "Messages received", value: count(server.messages) },
    { name: "Errors", value: count(server.errors), isBad: server.errors > 0 },
    { name: "Wrong passwords", value: count(server.signInFailures), isBad: server.signInFailures > 0 },
  ];
}

function sensorRow(sensor) {
  if (sensor.present === true) {
    const failed = sensor.failed > 0 ? `failed ${sensor.failed} times, last: ${sensor.error || "no reason"}` : "";
    return { name: sensor.name || sensor.id, state: "present", detail: failed, isBad: false };
  }
  return { name: sensor.name || sensor.id, state: "absent", detail: sensor.error || "", isBad: true };
}

export function readHealth(raw) {
  if (!isObject(raw) || !Number.isFinite(raw.uptimeMs)) {
    throw new Error("there is no health in its answer");
  }
  const facts = [
    { name: "Uptime", value: formatSpan(raw.uptimeMs), detail: raw.restarting === true ? "restarting" : "" },
    { name: "Firmware", value: raw.firmware || unknown },
    { name: "Starts", value: count(raw.starts) },
    ...memoryFacts(isObject(raw.memory) ? raw.memory : {}),
    ...(isObject(raw.network) ? networkFacts(raw.network) : []),
    ...serverFacts(isObject(raw.server) ? raw.server : {}),
  ];
  // An older firmware tells of readings only, without reasons.
  const sensors = rowsOf(raw.sensors).length ? rowsOf(raw.sensors) : rowsOf(raw.readings);
  return {
    facts,
    sensors: sensors.map(sensorRow),
    parts: rowsOf(raw.parts).map((part) => ({
      name: part.name || unknown,
      state: part.stalled === true ? "stalled" : "works",
      detail: part.stalls > 0 ? `stalled ${part.stalls} times` : "",
      isBad: part.stalled === true,
    })),
    restarts: rowsOf(raw.restarts).map((restart) => ({
      reason: restart.detail ? `${restart.reason}: ${restart.detail}` : restart.reason || unknown,
      when: Number.isFinite(restart.time) ? formatDate(restart.time * 1000) : "time not known",
      ran: Number.isFinite(restart.uptimeSeconds) ? formatSpan(restart.uptimeSeconds * 1000) : unknown,
    })),
    log: rowsOf(raw.log).map((line) => ({ when: formatSpan(Math.max(0, line.ms)), text: String(line.text) })),
  };
}
