import assert from "node:assert/strict";
import { test } from "node:test";
import { readHistoryBlocks } from "../src/history-blocks.js";
import { HistorySource } from "../src/history-source.js";
import { answer, encodeBlock, FakeDevice } from "./history-device.js";

const one = [{ id: "a", decimals: 0 }];

function seconds(first, values) {
  return encodeBlock({ stream: 0, number: first, stepMs: 1000, channels: 1, values });
}

function tens(first, values) {
  return encodeBlock({ stream: 1, number: first, stepMs: 10000, channels: 3, values });
}

function make(blocks, options) {
  return new HistorySource(one, { fetch: () => answer(...blocks), ...options });
}

function live(source, first, end, seq = first, stepMs = 1000) {
  for (let i = first; i < end; i += 1) {
    source.add({ uptimeMs: i * stepMs + 3, seq: seq + i - first, a: i });
  }
}

test("Load_OfTwoReadings_HasTimesDecimalsAndAbsence", async () => {
  const readings = [{ id: "t", decimals: 2 }, { id: "n", decimals: 0 }];
  const blocks = [
    encodeBlock({ stream: 1, number: 3, stepMs: 10000, channels: 6, values: [-305, 2153, 5, 1, 3, 2, null, null, null, 7, 7, 7] }),
    encodeBlock({ stream: 0, number: 50, stepMs: 1000, channels: 2, values: [100, null, null, 9] }),
  ];
  const source = new HistorySource(readings, { fetch: () => answer(...blocks) });
  assert.equal(source.wantsLoad, true);
  assert.equal(source.lastTime, null);
  await source.load();
  assert.equal(source.wantsLoad, false);
  assert.equal(source.lastTime, 52000);
  assert.deepEqual(source.view("t"), {
    times: [35000, 45000, 50500, 51500], least: [-3.05, null, 1, null], greatest: [21.53, null, 1, null], mean: [0.05, null, 1, null],
  });
  assert.deepEqual(source.view("n").mean, [2, 7, null, 9]);
  assert.deepEqual(source.view("unknown").mean, [null, null, null, null]);
});

test("View_OfAWindow_HasTheEntryBefore", async () => {
  const source = make([seconds(0, [0, 1, 2, 3, 4, 5])]);
  await source.load();
  assert.deepEqual(source.view("a", 2500, 3500).times, [1500, 2500, 3500]);
  assert.deepEqual(source.view("a", 2501, 3499).times, [2500]);
  assert.deepEqual(source.view("a", 9000, 9999).times, [5500]);
  assert.deepEqual(source.view("a", -2, -1).times, []);
});

test("Samples_InsideTheFinestTier_ShowInItsPlaceOnce", async () => {
  const source = make([seconds(0, [0, 1, 2, 3, 4, 5, 6, 7])]);
  live(source, 5, 7);
  await source.load();
  live(source, 7, 9);
  assert.deepEqual(source.view("a").times, [500, 1500, 2500, 3500, 4500, 5003, 6003, 7003, 8003]);
  assert.deepEqual(source.view("a").mean, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

test("Samples_ThatCoverACoarsePointInPart_GiveWayToIt", async () => {
  const source = make([tens(0, [-7, 99, 5, 10, 19, 14]), seconds(20, [20, 21])]);
  live(source, 5, 22);
  await source.load();
  const { times, least, greatest } = source.view("a");
  assert.deepEqual(times.slice(0, 3), [5000, 10003, 11003], "the first ten seconds are the device's, the others what arrived");
  assert.deepEqual([least[0], greatest[0]], [-7, 99], "the spike was before the page came");
  assert.equal(times.length, 1 + 12);
});

test("Samples_OfWhichOneWasMissed_GiveWay", async () => {
  const source = make([tens(0, [0, 9, 5, 10, 99, 14]), seconds(20, [20, 21])]);
  live(source, 0, 15);
  // Two a second from now on, and one of them does not arrive: each second has a sample all the same.
  source.add({ uptimeMs: 15003, seq: 15, a: 15 });
  source.add({ uptimeMs: 15903, seq: 17, a: 15 });
  for (let i = 16; i < 22; i += 1) {
    source.add({ uptimeMs: i * 1000, seq: i + 2, a: i });
  }
  await source.load();
  // Nobody knows what was before the first sample of all, so the first point stands too.
  assert.deepEqual(source.view("a").greatest, [9, 99, 20, 21]);
});

test("MissedAtTheBorder_BothPointsStand", async () => {
  const source = make([tens(0, [0, 77, 5, 10, 88, 14]), seconds(20, [20])]);
  live(source, 0, 10);
  live(source, 10, 21, 11);
  await source.load();
  assert.deepEqual(source.view("a").greatest, [77, 88, 20]);
});

test("SlowSamples_DoNotReplaceWhatTheDeviceMeasuredBetween", async () => {
  const source = make([tens(0, [0, 50, 5, 10, 60, 14]), seconds(20, [20])]);
  for (let i = 0; i < 5; i += 1) {
    source.add({ uptimeMs: i * 5000, seq: i, a: i });
  }
  await source.load();
  assert.deepEqual(source.view("a").greatest, [50, 60, 4]);
});

test("ConnectionLost_IsAGapUntilTheDeviceFillsIt", async () => {
  const device = new FakeDevice();
  const source = new HistorySource(one, { fetch: device.fetch });
  for (let i = 0; i < 30; i += 1) {
    device.add(i * 1000 + 3, i);
    if (i === 0) {
      await source.load();
    }
    if (i < 10 || i >= 20) {
      source.add({ uptimeMs: i * 1000 + 3, seq: i, a: i });
    } else if (i === 10) {
      source.addGap();
    }
  }
  assert.equal(source.wantsLoad, true);
  assert.deepEqual(source.view("a").mean, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, null, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29]);
  await source.load();
  assert.equal(source.wantsLoad, false);
  assert.deepEqual(source.view("a").mean, Array.from({ length: 30 }, (_, i) => i));
  assert.equal(source.view("a").times.filter((time) => time % 1000 === 500).length, 10, "only what was missed is the device's");
});

test("Gap_BetweenSamplesThatFollow_IsNone", () => {
  const source = make([]);
  live(source, 0, 3, 0, 60000);
  assert.deepEqual(source.view("a").mean, [0, 1, 2], "one a minute is no gap");
  source.add({ uptimeMs: 180003, a: 3 });
  source.add({ uptimeMs: 240003, a: 4 });
  assert.deepEqual(source.view("a").mean, [0, 1, 2, 3, 4], "nor is it where messages have no numbers");
});

test("Message_ThatComesTwice_CountsOnce", () => {
  const source = make([]);
  live(source, 0, 2);
  live(source, 1, 2);
  assert.deepEqual(source.view("a").mean, [0, 1]);
  assert.equal(source.wantsLoad, true);
});

test("SequenceNumber_After32Bits_GoesOn", async () => {
  const source = make([]);
  await source.load();
  source.add({ uptimeMs: 1000, seq: 2 ** 32 - 1, a: 1 });
  source.add({ uptimeMs: 9000, seq: 0, a: 2 });
  assert.equal(source.wantsLoad, false);
  assert.deepEqual(source.view("a").mean, [1, 2]);
});

test("Restart_ForgetsTheOtherRun", async () => {
  const source = make([seconds(0, [0, 1, 2])]);
  live(source, 0, 3);
  await source.load();
  source.add({ uptimeMs: 500, seq: 0, a: 7 });
  assert.equal(source.restarts, 1);
  assert.equal(source.wantsLoad, true);
  assert.deepEqual(source.view("a").mean, [7]);
});

test("Restart_WhileLoading_RefusesTheAnswerOfTheOtherRun", async () => {
  let deliver;
  const source = new HistorySource(one, { fetch: () => new Promise((resolve) => (deliver = resolve)) });
  live(source, 100, 102);
  const loading = source.load();
  source.add({ uptimeMs: 10, seq: 0, a: 5 });
  deliver(answer(seconds(100, [100, 101])));
  await assert.rejects(loading, /started anew/);
  assert.deepEqual(source.view("a").mean, [5]);
  assert.equal(source.wantsLoad, true);
});

test("Answer_OfANewRunBeforeItsFirstMessage_IsRefused", async () => {
  const source = make([seconds(0, [0, 1, 2])]);
  live(source, 100, 102);
  await assert.rejects(source.load(), /started anew/);
  assert.deepEqual(source.view("a").mean, [100, 101]);
});

test("Answer_WithoutABlock_OfADeviceThatKeepsNone_LeavesWhatArrives", async () => {
  const source = make([]);
  live(source, 5, 7);
  await source.load();
  assert.equal(source.wantsLoad, false);
  assert.deepEqual(source.view("a").times, [5003, 6003]);
});

test("Skipped_IsCountedAndAGap", async () => {
  const source = make([tens(0, [1, 1, 1]), tens(3, [3, 3, 3]), seconds(40, [4, 5]), seconds(44, [6])]);
  await source.load();
  assert.equal(source.skippedMs, 22000);
  assert.deepEqual(source.view("a").mean, [1, null, 3, 4, 5, null, 6]);
});

test("CoarsePoint_ThatReachesIntoTheFinerTier_StandsForTheTimeBefore", async () => {
  const source = make([tens(0, [0, 9, 5]), seconds(4, [4, 5])]);
  await source.load();
  assert.deepEqual(source.view("a").times, [2000, 4500, 5500]);
  assert.equal(source.skippedMs, 0);
});

test("Capacity_BothSides", async () => {
  const source = make([seconds(0, [0])], { capacity: 10 });
  await source.load();
  live(source, 0, 11);
  assert.deepEqual(source.view("a").mean.length, 11, "the oldest sample is the device's again");
  assert.equal(source.wantsLoad, false);
  live(source, 11, 12);
  assert.equal(source.wantsLoad, true, "the sample that was pushed out is nowhere now");
  live(source, 12, 1000);
  assert.deepEqual(source.view("a").mean.length, 1 + 10, "no more than that is kept");
});

test("Load_TwiceAtATime_AsksOnce", async () => {
  const device = new FakeDevice();
  device.add(0, 1);
  const source = new HistorySource(one, { fetch: device.fetch });
  await Promise.all([source.load(), source.load()]);
  assert.equal(device.requests, 1);
  await source.load();
  assert.equal(device.requests, 2);
});

test("Load_Refused_KeepsWhatThereWasAndWantsItAgain", async () => {
  let response = () => answer(seconds(0, [1, 2]));
  const source = new HistorySource(one, { fetch: () => response(), maxBytes: 32 });
  await source.load();
  const bad = {
    "status 503": () => Promise.resolve(new Response("", { status: 503 })),
    "a history above 32 bytes": () => answer(seconds(0, [1, 2, 3])),
    "no network": () => Promise.reject(new Error("no network")),
    "not a block of the history": () => answer(Buffer.from("<!doctype html> and so on")),
  };
  for (const [message, answered] of Object.entries(bad)) {
    response = answered;
    await assert.rejects(source.load(), { message });
    assert.deepEqual(source.view("a").mean, [1, 2]);
  }
  assert.equal(source.wantsLoad, false);
  source.add({ uptimeMs: 3000, seq: 1, a: 3 });
  source.add({ uptimeMs: 9000, seq: 5, a: 3 });
  await assert.rejects(source.load());
  assert.equal(source.wantsLoad, true);
});

test("Load_Unanswered_IsGivenUp", async () => {
  const never = (url, { signal }) => new Promise((resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  const source = new HistorySource(one, { fetch: never, limitMs: 20 });
  // The limit's own timer does not keep Node alive.
  const alive = setTimeout(() => {}, 10000);
  await assert.rejects(source.load(), { name: "TimeoutError" });
  clearTimeout(alive);
  assert.equal(source.wantsLoad, true);
});

test("Blocks_Malformed_AreRefused", () => {
  const good = Buffer.concat([tens(0, [1, 2, 1, 3, 4, 3]), seconds(20, [1, 2])]);
  const read = (bytes, count = 1) => readHistoryBlocks(Uint8Array.from(bytes).buffer, count);
  assert.equal(read(good).length, 2);
  assert.deepEqual(read([]), []);
  const whole = [0, 48, good.length];
  for (let cut = 0; cut <= good.length; cut += 1) {
    if (!whole.includes(cut)) {
      assert.throws(() => read(good.subarray(0, cut)), Error, `cut at ${cut}`);
    }
  }
  for (const [at, value] of [[0, 0xb2], [1, 1], [2, 1], [6, 0], [12, 0], [14, 0]]) {
    const bytes = Buffer.from(good);
    bytes[at] = value;
    if (at >= 12) {
      bytes.fill(0, 12, 16);
    }
    assert.throws(() => read(bytes), Error, `byte ${at}`);
  }
  assert.throws(() => read(good, 2));
  assert.throws(() => read(Buffer.concat([seconds(20, [1, 2]), seconds(21, [1])])), /disorder/);
  assert.equal(read(Buffer.concat([seconds(20, [1, 2]), seconds(22, [1])])).length, 2);
  assert.throws(() => read(Buffer.concat([tens(1, [1, 1, 1]), seconds(10, [1])])), /disorder/);
  assert.equal(read(Buffer.concat([tens(1, [1, 1, 1]), seconds(11, [1])])).length, 2);
});

// A page that comes and goes, loads now and then, and misses messages: the extremes of all that the device measured are seen, in order.
test("RandomLife_NothingIsMissingNorInDisorder", async () => {
  let seed = 7;
  const random = (n) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * n);
  };
  for (let life = 0; life < 20; life += 1) {
    const device = new FakeDevice();
    const source = new HistorySource(one, { fetch: device.fetch, capacity: 50 + random(400) });
    let isOpen = false;
    const end = 200 + random(3000);
    for (let i = 0; i < end; i += 1) {
      const value = random(10) === 0 ? null : random(20) === 0 ? random(2000000) - 1000000 : random(100);
      device.add(i * 1000 + random(30), value);
      if (random(50) === 0) {
        isOpen = !isOpen;
        source.addGap();
      }
      if (isOpen && random(30) !== 0) {
        source.add({ uptimeMs: device.samples.at(-1).uptimeMs, seq: i, a: value });
      }
      if (random(400) === 0 || i === end - 1) {
        await source.load();
        const { times, least, greatest, mean } = source.view("a");
        assert.ok(times.every((time, k) => k === 0 || time > times[k - 1]), "in order");
        const all = device.samples.map((sample) => sample.value).filter((item) => item !== null);
        assert.equal(Math.max(...greatest.filter((item) => item !== null)), Math.max(...all));
        assert.equal(Math.min(...least.filter((item) => item !== null)), Math.min(...all));
        assert.ok(times.length <= 1000 && mean.length === times.length);
        // Of the last minute each second is there, once.
        const last = times.filter((time) => time >= (i - 59) * 1000).map((time) => Math.floor(time / 1000));
        assert.deepEqual(last, Array.from({ length: Math.min(60, i + 1) }, (_, k) => Math.max(0, i - 59) + k));
      }
    }
  }
});
