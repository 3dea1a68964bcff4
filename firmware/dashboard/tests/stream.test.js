import assert from "node:assert/strict";
import { test } from "node:test";
import { nextEdge, StreamRing } from "../src/stream-ring.js";

function block(sequence, values, { channels = 1, timeUs = sequence * 4000, intervalUs = 1000, divisor = 1 } = {}) {
  return { stream: 1, sequence, timeUs, intervalUs, count: values.length / channels, channels, divisor, samples: Int16Array.from(values) };
}

function columns(ring, channel, from, perColumn, count) {
  const least = new Float64Array(count);
  const greatest = new Float64Array(count);
  ring.columns(channel, from, perColumn, count, least, greatest);
  return [[...least], [...greatest]];
}

function all(ring, channel = 0) {
  return Array.from({ length: ring.end - ring.first }, (_, i) => ring.value(channel, ring.first + i));
}

test("Ring_OfTwoChannels_HasEachWithItsDecimals", () => {
  const ring = new StreamRing(2, 8);
  ring.add(block(0, [2153, -1, 2154, -2], { channels: 2, divisor: 100 }));
  assert.deepEqual(all(ring, 0), [21.53, 21.54]);
  assert.deepEqual(all(ring, 1), [-0.01, -0.02]);
});

test("Ring_OfFewerChannelsThanTheBlock_HasTheFirst", () => {
  const ring = new StreamRing(1, 8);
  ring.add(block(0, [1, 2, 3, 4, 5, 6], { channels: 3 }));
  assert.deepEqual(all(ring), [1, 4]);
});

test("Columns_AreExact_WhateverWrapsAndIsMissing", () => {
  // Against the plain way of doing it, over a ring that is overwritten many times with blocks missing now and then.
  const ring = new StreamRing(1, 50);
  const plain = [];
  let random = 7;
  const next = () => {
    random = (random * 16807) % 2147483647;
    return random;
  };
  for (let sequence = 0; sequence < 60; sequence += 1) {
    if (next() % 5 === 0) {
      plain.push(NaN, NaN, NaN, NaN);
      continue;
    }
    const values = Array.from({ length: 4 }, () => (next() % 2000) - 1000);
    plain.push(...values);
    ring.add(block(sequence, values));
    // Those that are missing at the end are not known to be so yet.
    assert.equal(ring.end, plain.length);
    for (const perColumn of [1, 3, 7]) {
      const from = ring.end - 56;
      const [least, greatest] = columns(ring, 0, from, perColumn, 20);
      for (let column = 0; column < 20; column += 1) {
        const start = from + column * perColumn;
        const kept = plain.slice(Math.max(0, ring.first, start), Math.max(0, start + perColumn)).filter((value) => !Number.isNaN(value));
        assert.equal(least[column], kept.length > 0 ? Math.min(...kept) : NaN);
        assert.equal(greatest[column], kept.length > 0 ? Math.max(...kept) : NaN);
      }
    }
  }
  assert.ok(ring.gaps > 3);
});

test("Ring_BlockMissing_LeavesAGapOfItsTime", () => {
  const ring = new StreamRing(1, 20);
  ring.add(block(0, [1, 2, 3, 4]));
  ring.add(block(2, [5, 6, 7, 8]));
  assert.deepEqual(all(ring), [1, 2, 3, 4, NaN, NaN, NaN, NaN, 5, 6, 7, 8]);
  assert.equal(ring.gaps, 1);
  assert.ok(ring.missed >= 1);
});

test("Ring_BlockMissingOfAnIrregularStream_LeavesASign", () => {
  const ring = new StreamRing(1, 20);
  ring.add(block(0, [1, 2], { intervalUs: 0 }));
  ring.add(block(5, [3], { intervalUs: 0 }));
  assert.deepEqual(all(ring), [1, 2, NaN, 3]);
});

test("Ring_SamplerThatPaused_LeavesAGap_AndOneThatIsInexactDoesNot", () => {
  const ring = new StreamRing(1, 30);
  ring.add(block(0, [1, 2, 3, 4], { timeUs: 0 }));
  ring.add(block(1, [5, 6, 7, 8], { timeUs: 6000 }));
  assert.equal(ring.end, 8);
  ring.add(block(2, [9], { timeUs: 15000 }));
  assert.deepEqual(all(ring), [1, 2, 3, 4, 5, 6, 7, 8, NaN, NaN, NaN, NaN, NaN, 9]);
});

test("Ring_GapLongerThanItHolds_IsAllGap", () => {
  const ring = new StreamRing(1, 6);
  ring.add(block(0, [1, 2, 3, 4]));
  ring.add(block(1000000, [5, 6, 7, 8]));
  assert.deepEqual(all(ring), [NaN, NaN, 5, 6, 7, 8]);
});

test("Ring_SequenceThatEnds_GoesOn", () => {
  const ring = new StreamRing(1, 20);
  ring.add(block(4294967295, [1, 2, 3, 4], { timeUs: 0 }));
  ring.add(block(0, [5], { timeUs: 4000 }));
  assert.deepEqual(all(ring), [1, 2, 3, 4, 5]);
});

test("Ring_SameBlockAgain_ShowsOnce", () => {
  const ring = new StreamRing(1, 20);
  ring.add(block(3, [1, 2, 3, 4]));
  ring.add(block(3, [1, 2, 3, 4]));
  assert.equal(ring.end, 4);
});

test("Ring_DeviceRestarted_BeginsAnew", () => {
  const ring = new StreamRing(1, 20);
  ring.add(block(9, [1, 2, 3, 4]));
  ring.add(block(9, [5], { timeUs: 100 }));
  assert.deepEqual(all(ring), [5]);
  ring.add(block(8, [6], { timeUs: 200 }));
  assert.deepEqual(all(ring), [6]);
});

test("Edge_BlocksOneByOne_GoesOnEvenlyAndNeverBack", () => {
  // 1 kHz in blocks of 100, at 60 frames a second, each block up to 20 ms late.
  const advance = 1000 / 60;
  let edge = null;
  let end = 0;
  let due = 0;
  let stands = 0;
  for (let frame = 0; frame < 3000; frame += 1) {
    const now = frame * advance;
    while (now >= due + ((end / 100) % 3) * 10) {
      end += 100;
      due += 100;
    }
    const next = nextEdge(edge, end, 100, advance);
    if (edge !== null) {
      assert.ok(next >= edge && next <= end);
      assert.ok(end - next <= 400);
      if (frame > 600) {
        stands += next - edge < advance / 2 ? 1 : 0;
      }
    }
    edge = next;
  }
  assert.equal(stands, 0);
});

test("Edge_AfterAStallOrARestart_Jumps", () => {
  assert.equal(nextEdge(100, 10000, 100, 16), 9900);
  assert.equal(nextEdge(5000, 100, 100, 16), 0);
});
