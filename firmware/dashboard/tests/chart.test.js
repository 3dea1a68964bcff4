import assert from "node:assert/strict";
import { test } from "node:test";
import { exportName, historyCsv } from "../src/chart-export.js";
import { chartFrame, nearestIndex } from "../src/chart-frame.js";
import { ChartWindow, windowSpans } from "../src/chart-window.js";
import { DeviceClock } from "../src/device-clock.js";
import { readDevice } from "../src/device.js";
import { formatInterval, formatMoment } from "../src/format.js";

const minute = 60000;
const [temperature, heap] = readDevice({
  readings: [{ id: "t", name: "Temperature", unit: "°C", min: -20, max: 60, decimals: 2 }, { id: "m", name: 'Free "heap"', unit: "B", decimals: 0 }],
}).readings;

function known(lastMs, firstMs = 0) {
  const window = new ChartWindow();
  window.know(firstMs, lastMs);
  return window;
}

test("Window_Following_EndsAtTheNewest", () => {
  const window = known(600000);
  assert.deepEqual([window.fromMs, window.toMs, window.isPaused], [300000, 600000, false]);
  window.know(0, 601000);
  assert.equal(window.toMs, 601000);
  window.setSpan(minute);
  assert.deepEqual([window.fromMs, window.toMs, window.isPaused], [541000, 601000, false]);
});

test("Window_Paused_StandsStillUntilResumed", () => {
  const window = known(600000);
  window.pause();
  window.know(0, 700000);
  assert.deepEqual([window.toMs, window.isPaused], [600000, true]);
  window.resume();
  assert.deepEqual([window.toMs, window.isPaused], [700000, false]);
});

test("Window_DeviceRestarted_FollowsAgain", () => {
  const window = known(600000);
  window.pause();
  window.know(0, 3000);
  assert.deepEqual([window.toMs, window.isPaused], [3000, false]);
});

test("Window_Spans_AreFromOneMinuteToADay", () => {
  assert.deepEqual(windowSpans.map(formatInterval), ["1 min", "5 min", "15 min", "1 h", "6 h", "24 h"]);
  const window = known(600000);
  window.setSpan(1440 * minute + 1);
  assert.equal(window.spanMs, 1440 * minute);
  window.setSpan(4999);
  assert.equal(window.spanMs, 5000);
});

test("Window_ZoomedAtATime_KeepsItInPlace", () => {
  const window = known(3600000);
  window.setSpan(10 * minute);
  const at = 3600000 - 4 * minute;
  window.zoom(0.5, at);
  assert.deepEqual([window.spanMs, window.toMs, window.isPaused], [5 * minute, at + 2 * minute, true]);
  window.zoom(2, at);
  assert.deepEqual([window.spanMs, window.toMs], [10 * minute, 3600000]);
  window.zoom(0.001, at);
  assert.ok(at >= window.fromMs && at <= window.toMs, "at the least span too");
});

test("Window_ZoomedAtTheNewest_GoesOnFollowing", () => {
  const window = known(3600000);
  window.zoom(0.5);
  assert.deepEqual([window.spanMs, window.isPaused], [150000, false]);
  window.zoom(2, 3600000);
  assert.equal(window.isPaused, false);
});

test("Window_PannedBeyondWhatIsKnown_StopsThere", () => {
  const window = known(3600000, 600000);
  window.pan(-minute);
  assert.deepEqual([window.toMs, window.isPaused], [3540000, true]);
  window.pan(-1e9);
  assert.deepEqual([window.fromMs, window.spanMs], [600000, 5 * minute]);
  window.pan(1e9);
  assert.equal(window.toMs, 3600000);
  // Less is known than is shown: there is nowhere to go.
  const young = known(minute, 0);
  young.pan(-minute);
  assert.equal(young.toMs, minute);
});

test("Clock_LeastDelay_IsNearestToTheTruth", () => {
  const clock = new DeviceClock();
  assert.equal(clock.offsetMs, null);
  clock.add(1000, 501040);
  clock.add(2000, 502500);
  assert.equal(clock.offsetMs, 500040);
  clock.add(3000, 503010);
  assert.equal(clock.offsetMs, 500010);
  clock.add(4000, 506010);
  assert.equal(clock.offsetMs, 500010, "2 s late is late");
  clock.add(5000, 507011);
  assert.equal(clock.offsetMs, 502011, "above that a clock was set");
});

const view = { times: [500, 5000, 10001, 12000], mean: [5, 20.5, null, 21], least: [5, 20, null, 21], greatest: [5, 99.25, null, 21] };

test("Frame_RangeIsOfWhatIsWithinTheEdges_AndOfThePeaks", () => {
  const frame = chartFrame(temperature, view, 1000, 13000, 100000);
  assert.deepEqual([frame.low, frame.high, frame.hasValues], [20, 99.25, true]);
  assert.deepEqual(frame.times, [100500, 105000, 110001, 112000]);
  assert.deepEqual([frame.from, frame.to], [101000, 113000]);
  assert.deepEqual(frame.values, [5, 20.5, null, 21]);
  assert.ok(frame.scale.min <= 20 && frame.scale.max >= 99.25);
});

test("Frame_WithoutValues_HasAScaleAllTheSame", () => {
  const frame = chartFrame(temperature, { times: [1], mean: [null], least: [null], greatest: [null] }, 0, 10, 0);
  assert.equal(frame.hasValues, false);
  assert.ok(frame.scale.max > frame.scale.min);
});

test("Frame_OfBytes_IsInKilobytes", () => {
  const frame = chartFrame(heap, { times: [1], mean: [2048], least: [1024], greatest: [3072] }, 0, 10, 0);
  assert.deepEqual([frame.values, frame.least, frame.greatest], [[2], [1], [3]]);
});

test("NearestIndex_IsTheNearer", () => {
  const times = [10, 20, 40];
  assert.deepEqual([-5, 10, 14, 15, 16, 31, 99, Infinity].map((time) => nearestIndex(times, time)), [0, 0, 0, 0, 1, 2, 2, 2]);
  assert.equal(nearestIndex([], 5), -1);
});

test("Csv_HasEachEntryWithinTheEdges_InTheDevicesUnit", () => {
  assert.equal(
    historyCsv(temperature, view, 1000, 12000, 1795262400000.4),
    "time,uptime (ms),mean of Temperature (°C),least of Temperature (°C),greatest of Temperature (°C)\r\n"
      + "2026-11-21T12:00:05.000Z,5000,20.5,20,99.25\r\n"
      + "2026-11-21T12:00:10.001Z,10001,,,\r\n"
      + "2026-11-21T12:00:12.000Z,12000,21,21,21\r\n",
  );
  const [head, line] = historyCsv(heap, { times: [1], mean: [2048], least: [1024], greatest: [3072] }, 0, 10, 0).split("\r\n");
  assert.equal(head, 'time,uptime (ms),"mean of Free ""heap"" (B)","least of Free ""heap"" (B)","greatest of Free ""heap"" (B)"');
  assert.equal(line, "1970-01-01T00:00:00.001Z,1,2048,1024,3072");
});

test("ExportName_OfAnyDevice_IsAFileName", () => {
  assert.equal(exportName("Küche/../x y", "temperature", 1795262400000, "csv"), "Küche-x-y-temperature-20261121-120000.csv");
});

test("FormatMoment_NamesTheDayUnlessItIsToday", () => {
  const noon = new Date(2026, 10, 21, 12, 3, 4).getTime();
  assert.equal(formatMoment(noon, noon + 1000), "12:03:04");
  assert.equal(formatMoment(noon, noon + 86400000), "2026-11-21 12:03:04");
});

test("Device_Streams_AreThoseWithATopic", () => {
  const { streams } = readDevice({ readings: [], streams: [{ topic: "imu", name: "Motion", unit: "g", channels: ["x", "y"] }, { name: "no topic" }, null, { topic: "adc" }] });
  assert.deepEqual(streams, [
    { topic: "imu", name: "Motion", unit: "g", channels: ["x", "y"] },
    { topic: "adc", name: "adc", unit: "", channels: [] },
  ]);
  assert.deepEqual(readDevice({ readings: [] }).streams, []);
});
