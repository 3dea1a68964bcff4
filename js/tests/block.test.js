import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Nanowire, readBlock } from "./library.js";
import { createWorld, makeBlock } from "./world.js";

test("ReadBlock_TheExampleOfTheProtocol_IsWhatItSays", () => {
  const page = readFileSync(new URL("../../docs/protocol.md", import.meta.url), "utf8");
  const example = page.split("```\n").find((part) => part.startsWith("B1 01 "));
  const block = readBlock(Uint8Array.from(example.match(/[0-9A-F]{2}/g), (hex) => parseInt(hex, 16)).buffer);
  const { samples, ...header } = block;
  assert.deepEqual(header, {
    stream: 7, sequence: 258, intervalUs: 1000, timeUs: 4328719365, count: 3, channels: 2, decimals: 2, divisor: 100,
  });
  assert.deepEqual([...samples].map((raw) => raw / block.divisor), [21.53, -0.01, 21.54, -0.02, 21.55, -327.68]);
});

test("ReadBlock_EveryType_IsAViewOfTheMessage", () => {
  const values = [0, 1, -1, 32767, -32768];
  for (const [type, array] of [[1, Int16Array], [2, Int32Array], [3, Float32Array]]) {
    const data = makeBlock({ type, values });
    const { samples } = readBlock(data);
    assert.ok(samples instanceof array);
    assert.equal(samples.buffer, data);
    assert.deepEqual([...samples], values);
  }
  assert.deepEqual([...readBlock(makeBlock({ type: 2, values: [2147483647, -2147483648] })).samples], [2147483647, -2147483648]);
  assert.deepEqual([...readBlock(makeBlock({ type: 3, values: [0.5, -1e-45, Infinity] })).samples], [0.5, Math.fround(-1e-45), Infinity]);
});

test("ReadBlock_BothEndsOfEveryRange_AreTaken", () => {
  const least = readBlock(makeBlock({ stream: 0, sequence: 0, timeUs: 0, intervalUs: 0, values: [1] }));
  assert.deepEqual([least.stream, least.sequence, least.timeUs, least.intervalUs, least.count, least.channels], [0, 0, 0, 0, 1, 1]);
  const most = readBlock(makeBlock({
    stream: 65535, sequence: 4294967295, timeUs: 2 ** 53 - 1, intervalUs: 4294967295, decimals: 9, channels: 255, values: Array(255 * 65535).fill(-7),
  }));
  assert.deepEqual(
    [most.stream, most.sequence, most.timeUs, most.intervalUs, most.count, most.channels, most.divisor],
    [65535, 4294967295, 2 ** 53 - 1, 4294967295, 65535, 255, 1e9],
  );
  assert.equal(most.samples.at(-1), -7);
});

test("ReadBlock_AnythingElse_IsNull", () => {
  const good = makeBlock({ channels: 2, decimals: 2, values: [1, 2, 3, 4, 5, 6] });
  assert.ok(readBlock(good));
  for (let size = 0; size < good.byteLength; size += 1) {
    assert.equal(readBlock(good.slice(0, size)), null, `${size} bytes`);
  }
  const longer = new Uint8Array(good.byteLength + 1);
  longer.set(new Uint8Array(good));
  assert.equal(readBlock(longer.buffer), null);
  for (const [at, value] of [[0, 0xb2], [0, 0x7b], [1, 0], [1, 4], [2, 0], [2, 3], [3, 10], [6, 0], [6, 4], [22, 0x20], [23, 0x80]]) {
    const bad = good.slice(0);
    new Uint8Array(bad)[at] = value;
    assert.equal(readBlock(bad), null, `byte ${at} is ${value}`);
  }
  assert.equal(readBlock(makeBlock({ type: 3, decimals: 1 })), null);
  assert.equal(readBlock(makeBlock({ values: [] })), null);
});

test("Block_Received_IsCountedAndGoesToItsTopic", async () => {
  const world = createWorld();
  const device = new Nanowire("ws://device/ws", { ...world, pingIntervalMs: 0 });
  const seen = { blocks: [], gaps: [], binaries: [], topic: [] };
  device.on("block", (block) => seen.blocks.push(block.sequence));
  device.on("gap", (gap) => seen.gaps.push(gap));
  device.on("binary", (data) => seen.binaries.push(data.byteLength));
  const off = device.subscribe("adc", (block) => seen.topic.push(block.sequence));
  device.start();
  assert.equal(world.socket.binaryType, "arraybuffer");
  world.socket.onopen();
  world.socket.answer("subscribe", { stream: 1 });
  const receive = (fields) => world.socket.receive(makeBlock(fields));
  receive({ sequence: 4294967295, timeUs: 10 });
  receive({ sequence: 0, timeUs: 20 });
  receive({ stream: 2, sequence: 9, timeUs: 1 });
  receive({ sequence: 4, timeUs: 30 });
  world.socket.receive(new ArrayBuffer(3));
  assert.deepEqual(seen, { blocks: [4294967295, 0, 9, 4], gaps: [{ stream: 1, missed: 3 }], binaries: [3], topic: [4294967295, 0, 4] });

  world.socket.onclose({ code: 1006 });
  await world.pass(0);
  world.socket.onopen();
  world.socket.receive(makeBlock({ sequence: 4, timeUs: 30 }));
  assert.equal(seen.topic.length, 3, "what its stream is on this connection is not known yet");
  world.socket.answer("subscribe", { stream: 1 });
  await world.pass(0);
  receive({ sequence: 10, timeUs: 40 });
  assert.deepEqual(seen.gaps[1], { stream: 1, missed: 5 }, "a gap between connections counts too");
  receive({ sequence: 11, timeUs: 39 });
  assert.equal(device.restarts, 1);
  off();
  receive({ sequence: 12, timeUs: 50 });
  assert.equal(seen.topic.length, 5);
});
