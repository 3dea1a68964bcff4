import { formatBytes, formatDate, formatSignal, formatSpan, unknown } from "./format.js";
import { t, told } from "./words.js";

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
    { name: t("freeMemory"), value: formatBytes(memory.free), isBad: isLow },
    { name: t("leastFree"), value: formatBytes(memory.least) },
    { name: t("lowBelow"), value: formatBytes(memory.low) },
  ];
}

function networkFacts(network) {
  return [
    { name: t("network"), value: told(network.state || unknown), detail: told(network.reason || "") },
    { name: t("address"), value: network.address || unknown },
    { name: t("signal"), value: formatSignal(network.rssi) },
    { name: t("joins"), value: `${count(network.joins)}, ${count(network.failures)}, ${count(network.losses)}` },
  ];
}

function serverFacts(server) {
  return [
    { name: t("connectionsOpen"), value: count(server.open) },
    { name: t("connectionsCounted"), value: `${count(server.opened)}, ${count(server.lost)}, ${count(server.refused)}` },
    { name: t("messagesReceived"), value: count(server.messages) },
    { name: t("errors"), value: count(server.errors), isBad: server.errors > 0 },
    { name: t("wrongPasswords"), value: count(server.signInFailures), isBad: server.signInFailures > 0 },
  ];
}

function sensorRow(sensor) {
  if (sensor.present === true) {
    const failed = sensor.failed > 0 ? t("failedTimes", sensor.failed, sensor.error ? told(sensor.error) : t("noReason")) : "";
    return { name: told(sensor.name || sensor.id), state: t("present"), detail: failed, isBad: false };
  }
  return { name: told(sensor.name || sensor.id), state: t("absent"), detail: told(sensor.error || ""), isBad: true };
}

export function readHealth(raw) {
  if (!isObject(raw) || !Number.isFinite(raw.uptimeMs)) {
    throw new Error(t("noHealth"));
  }
  const facts = [
    { name: t("uptime"), value: formatSpan(raw.uptimeMs), detail: raw.restarting === true ? t("isRestarting") : "" },
    { name: t("firmware"), value: raw.firmware || unknown },
    { name: t("starts"), value: count(raw.starts) },
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
      name: told(part.name || unknown),
      state: t(part.stalled === true ? "stalled" : "works"),
      detail: part.stalls > 0 ? t("stalledTimes", part.stalls) : "",
      isBad: part.stalled === true,
    })),
    restarts: rowsOf(raw.restarts).map((restart) => ({
      reason: restart.detail ? `${told(restart.reason)}: ${restart.detail}` : told(restart.reason || unknown),
      when: Number.isFinite(restart.time) ? formatDate(restart.time * 1000) : t("timeNotKnown"),
      ran: Number.isFinite(restart.uptimeSeconds) ? formatSpan(restart.uptimeSeconds * 1000) : unknown,
    })),
    log: rowsOf(raw.log).map((line) => ({ when: formatSpan(Math.max(0, line.ms)), text: String(line.text) })),
  };
}
