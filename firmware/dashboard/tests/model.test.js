import assert from "node:assert/strict";
import { test } from "node:test";
import { readDevice } from "../src/device.js";
import { formatAge, formatInterval, formatLatency, formatNumber, formatRate, formatSpan, formatValue } from "../src/format.js";
import { RateMeter } from "../src/meter.js";
import { PendingChange } from "../src/pending.js";
import { readStatus } from "../src/status-view.js";
import { dotIndices, timeScale, valueScale, windowStart } from "../src/scale.js";

test("Formats_AreShortAndExact", () => {
  assert.equal(formatValue(21.5, 2), "21.50");
  assert.equal(formatValue(null, 2), "–");
  assert.equal(formatValue(undefined, 0), "–");
  assert.equal(formatSpan(undefined), "–");
  assert.deepEqual([0, 59999, 60000, 3725000, 90061000].map(formatSpan), ["0 s", "59 s", "1 min 00 s", "1 h 02 min", "1 d 1 h"]);
  assert.deepEqual([-5, 900, 59000, 61000, 7200000, 172800000].map(formatAge), ["0 s", "0 s", "59 s", "1 min", "2 h", "2 d"]);
  assert.deepEqual([100, 1000, 2500, 60000, 90000].map(formatInterval), ["100 ms", "1 s", "2.5 s", "1 min", "90 s"]);
  assert.deepEqual([null, 0.0166, 1, 10, 250].map(formatRate), ["–", "0.02 /s", "1.0 /s", "10.0 /s", "250 /s"]);
  assert.deepEqual([null, 0.64, 12.4, 312.6].map(formatLatency), ["–", "0.6 ms", "12 ms", "313 ms"]);
});

test("RateMeter_SteadyMessages_SaysTheirRate", () => {
  const meter = new RateMeter();
  assert.equal(meter.perSecond(0), null);
  for (let at = 0; at <= 30000; at += 200) {
    meter.add(at);
  }
  assert.equal(meter.perSecond(30000), 5);
  assert.equal(meter.perSecond(30100), 5, "the next message is not late yet");
  assert.ok(meter.perSecond(40000) < 3);
  meter.clear();
  assert.equal(meter.perSecond(40000), null);
});

test("RateMeter_OneMessageAMinute_StillHasARate", () => {
  const meter = new RateMeter();
  for (let at = 0; at <= 300000; at += 60000) {
    meter.add(at);
  }
  assert.equal(meter.perSecond(330000).toFixed(4), "0.0167");
});

test("FormatNumber_BelowZero_HasAMinusSignUnlessItIsShownAsZero", () => {
  assert.deepEqual([-5, -0.004, 0, 0.004, -0.006].map((value) => formatNumber(value, 2)), ["−5.00", "0.00", "0.00", "0.00", "−0.01"]);
  assert.deepEqual([-0.4, -61].map((value) => formatNumber(value, 0)), ["0", "−61"]);
});

test("ValueScale_AnyRange_CoversItBetweenMarks", () => {
  const ranges = [[21.2, 21.9, 2], [0, 0, 10], [-5, 3, 0.1], [312, 312, 6.2], [3.296, 3.303, 0.0275], [0, 100000, 1], [-0.001, 0.001, 1e-6]];
  for (const [low, high, least] of ranges) {
    const scale = valueScale(low, high, least);
    assert.ok(scale.min <= low + 1e-9 && scale.max >= high - 1e-9, `${low} to ${high}: ${scale.min} to ${scale.max}`);
    assert.ok(scale.max - scale.min >= least - 1e-9 || low >= 0);
    assert.ok(scale.ticks.length >= 2 && scale.ticks.length <= 7, `${scale.ticks.length} marks`);
    const labels = scale.ticks.map((tick) => tick.toFixed(scale.decimals));
    assert.equal(new Set(labels).size, labels.length, `labels differ: ${labels}`);
    scale.ticks.forEach((tick, i) => assert.ok(Math.abs(Number(labels[i]) - tick) < 1e-9, `${labels[i]} is ${tick}`));
  }
  assert.equal(valueScale(1, 40, 60).min, 0, "what is never negative has no negative marks");
});

test("TimeScale_AnyWindow_HasRoundMarksApartFromEachOtherAndTheEnds", () => {
  const to = Date.UTC(2026, 0, 2, 3, 4, 5);
  for (const span of [10000, 60000, 120000, 1200000, 7200000]) {
    const marks = timeScale(to - span, to, 320);
    assert.ok(marks.length >= 1 && marks.length <= 4, `${marks.length} marks in ${span} ms`);
    for (const { at } of marks) {
      assert.equal(at % 5000, 0);
      assert.ok(at - (to - span) >= (span * 20) / 320 && to - at >= (span * 20) / 320);
    }
  }
  assert.ok(timeScale(to, to, 0).length <= 1, "no time and no room end it as well");
});

test("WindowStart_LittleKnown_ShowsThatAndGrowsToTheWholeWindow", () => {
  assert.equal(windowStart(1000000, 1000000, 1000), 990000);
  assert.equal(windowStart(1000000, 1030000, 1000), 1000000);
  assert.equal(windowStart(1000000, 1200000, 1000), 1080000);
  assert.equal(windowStart(1000000, 1200000, 100), 1140000);
});

test("DotIndices_NewestAndLonelyValues_AreMarked", () => {
  assert.deepEqual(dotIndices([]), []);
  assert.deepEqual(dotIndices([1, 2, 3]), [2]);
  assert.deepEqual(dotIndices([1, null, 2, 3, null]), [0]);
  assert.deepEqual(dotIndices([null, null]), []);
});

test("ReadDevice_FullDescription_IsKept", () => {
  const device = readDevice({
    name: "N", board: "host", firmware: "0.1.0", intervalMinMs: 50, intervalMaxMs: 9000,
    readings: [
      { id: "temperature", name: "Temperature", unit: "°C", min: -20, max: 60, decimals: 2 },
      { id: "freeMemory", name: "Free memory", unit: "B" },
    ],
    outputs: [{ id: "led", name: "LED" }],
  });
  assert.deepEqual(device.readings[0], { id: "temperature", name: "Temperature", unit: "°C", decimals: 2, divisor: 1, rawUnit: "°C", rawDecimals: 2, leastSpan: 2 });
  assert.deepEqual(device.readings[1], { id: "freeMemory", name: "Free memory", unit: "KB", decimals: 1, divisor: 1024, rawUnit: "B", rawDecimals: 0, leastSpan: 0 });
  assert.deepEqual(device.outputs, [{ id: "led", name: "LED", unit: "", choices: null, min: null, max: null }]);
  assert.equal(device.intervalMinMs, 50);
});

test("ReadDevice_WhatIsMissingOrWrong_IsFilledOrLeftOut", () => {
  const device = readDevice({ readings: [{ id: "x", decimals: "2", min: 5, max: 5 }, null, { name: "no id" }, { id: 7 }], outputs: "none" });
  assert.deepEqual(device.readings, [{ id: "x", name: "x", unit: "", decimals: 0, divisor: 1, rawUnit: "", rawDecimals: 0, leastSpan: 0 }]);
  assert.deepEqual(device.outputs, []);
  assert.deepEqual([device.intervalMinMs, device.intervalMaxMs], [100, 60000]);
  for (const wrong of [null, 5, "x", {}, { readings: {} }]) {
    assert.throws(() => readDevice(wrong), { message: "the description has no readings" });
  }
});

test("PendingChange_Confirmed_EndsWithTheNextTelemetry", async () => {
  const change = new PendingChange(() => {});
  const done = change.follow(true, () => Promise.resolve());
  assert.equal(change.isPending, true);
  change.telemetry(false);
  await done;
  assert.equal(change.isPending, true, "the state that was asked for has not been seen");
  change.telemetry(true);
  assert.equal(change.isPending, false);
});

test("PendingChange_TelemetryBeforeTheAnswer_EndsWithTheAnswer", async () => {
  const change = new PendingChange(() => {});
  const done = change.follow(true, () => Promise.resolve());
  change.telemetry(true);
  assert.equal(change.isPending, true);
  await done;
  assert.equal(change.isPending, false);
});

test("PendingChange_Refused_EndsWithTheReasonUntilTheNextTry", async () => {
  let told = 0;
  const change = new PendingChange(() => { told += 1; });
  await change.follow(true, () => Promise.reject(new Error("relay: no")));
  assert.equal(change.isPending, false);
  assert.equal(change.problem, "relay: no");
  assert.equal(told, 2);
  const again = change.follow(true, () => Promise.resolve());
  assert.equal(change.problem, "");
  await again;
  change.lost();
  assert.equal(change.isPending, false);
});

test("ReadDevice_Outputs_AreSwitchesSlidersAndChoices", () => {
  const { outputs } = readDevice({
    readings: [],
    outputs: [
      { id: "led", name: "LED" }, { id: "fan", name: "Fan", unit: "%", min: 0, max: 100 }, { id: "scene", choices: ["day", "night"] },
      { id: "odd", min: 5, max: 5 }, { id: "none", choices: [] },
    ],
  });
  assert.deepEqual(outputs.map(({ id, min, max, choices }) => [id, min, max, choices]), [
    ["led", null, null, null], ["fan", 0, 100, null], ["scene", null, null, ["day", "night"]], ["odd", null, null, null], ["none", null, null, null],
  ]);
});

test("ReadStatus_AnyAnswer_HasWhatIsKnown", () => {
  assert.deepEqual(readStatus({ ok: true }), {});
  assert.deepEqual(readStatus({ connections: 2, places: 6, free: 51200, rssi: -61 }), { connections: "2 of 6", memory: "50.0 KB", signal: "−61 dBm" });
  assert.deepEqual(readStatus({ connections: 3, places: 6, others: ["10.0.0.1", "10.0.0.2"] }), { connections: "3 of 6", others: "Also connected: 10.0.0.1, 10.0.0.2" });
  assert.deepEqual(readStatus({ connections: 9, places: 16, others: ["10.0.0.1"] }).others, "Also connected: 10.0.0.1 and 7 more");
  assert.deepEqual(readStatus({ connections: 1, places: 6, others: [] }), { connections: "1 of 6" });
  assert.deepEqual(readStatus({ connections: 1, rssi: null, free: "x" }), { connections: "1" });
});
