import assert from "node:assert/strict";
import { test } from "node:test";
import { DeviceList, deviceUrl, mostDevices, readNeighbours } from "../src/device-list.js";
import { OtherDevice, deviceRows } from "../src/other-device.js";

const own = "http://hall.local/";

function createList(stored = null) {
  const world = { stored };
  world.list = new DeviceList(() => world.stored, (text) => { world.stored = text; }, own);
  return world;
}

test("DeviceUrl_WhatPeopleType_IsTheAddressOfAPage", () => {
  const typed = [
    ["kitchen.local", "http://kitchen.local/"], [" 192.168.1.20 ", "http://192.168.1.20/"], ["192.168.1.20:8080", "http://192.168.1.20:8080/"],
    ["http://kitchen.local/#live", "http://kitchen.local/"], ["https://home.example/kitchen/index.html?a=b", "https://home.example/kitchen/"],
    ["kitchen", "http://kitchen/"], ["[fe80::1]:81", "http://[fe80::1]:81/"],
    ["", null], ["   ", null], ["ftp://kitchen.local", null], ["javascript:alert(1)", null], ["javascript://x", null], ["http://me:secret@kitchen.local/", null], ["http://a b/", null],
  ];
  typed.forEach(([text, url]) => assert.equal(deviceUrl(text), url, text));
});

test("DeviceList_AddedAndRemoved_IsKeptAndBounded", () => {
  const { list } = createList();
  assert.equal(list.add("hall.local"), "It is shown already.");
  assert.equal(list.add("nothing of the kind"), "This is no address of a device.");
  for (let i = 0; i < mostDevices; i += 1) {
    assert.equal(list.add(`device${i}.local`), "");
  }
  assert.equal(list.add("device0.local"), "It is shown already.");
  assert.equal(list.add("more.local"), `${mostDevices} are shown at most; remove one first.`);
  list.remove("http://device0.local/");
  assert.equal(list.add("more.local"), "");
  assert.equal(list.urls.length, mostDevices);
});

test("DeviceList_ReadAgain_IsWhatWasKeptAndNothingElse", () => {
  const world = createList();
  world.list.add("kitchen.local");
  assert.deepEqual(createList(world.stored).list.urls, ["http://kitchen.local/"]);
  world.list.remove("http://kitchen.local/");
  assert.equal(world.stored, null, "nothing is left behind");
  for (const stored of ["{", "7", "null", "{\"a\":1}", "[7,null,\"kitchen.local\",\"javascript:x\",\"http://hall.local/\"]"]) {
    assert.deepEqual(createList(stored).list.urls, [], stored);
  }
  const many = JSON.stringify(Array.from({ length: 20 }, (_, i) => `http://d${i}/`));
  assert.equal(createList(many).list.urls.length, mostDevices);
});

test("Neighbours_AnyAnswer_AreThoseWithAnAddress", () => {
  assert.deepEqual(readNeighbours([{ name: "kitchen", address: "192.168.1.20", port: 80 }, { name: "", address: "192.168.1.21", port: 8080 }, { name: "x" }, null, 7]), [
    { name: "kitchen", url: "http://192.168.1.20/" }, { name: "192.168.1.21", url: "http://192.168.1.21:8080/" },
  ]);
  assert.deepEqual(readNeighbours({}), []);
});

// The connection to another device, without one.
class FakeConnection {
  listeners = {};
  commands = [];
  parts = [];
  missed = 0;
  retryAt = 0;

  on(type, listener) {
    this.listeners[type] = listener;
  }

  tell(type, detail) {
    this.listeners[type](detail);
  }

  command(name, fields) {
    this.commands.push([name, fields]);
    const part = this.parts[fields.part];
    return part ? Promise.resolve({ parts: this.parts.length, ...part }) : Promise.reject(Object.assign(new Error("cmd: none that this device knows"), { code: "refused" }));
  }

  start() {}
  stop() {}
}

function createDevice(probe = () => Promise.resolve()) {
  const world = { now: 1000, connection: new FakeConnection(), probes: 0, told: 0 };
  world.device = new OtherDevice("http://kitchen.local/", world.connection, () => {
    world.probes += 1;
    return probe();
  }, () => world.now, () => { world.told += 1; });
  return world;
}

const settle = () => new Promise((resolve) => { setImmediate(resolve); });

test("OtherDevice_Opened_DescribesItselfPartByPart", async () => {
  const { device, connection } = createDevice();
  connection.parts = [
    { device: { name: "Board", hostName: "kitchen" } },
    { reading: { id: "temperature", name: "Temperature", unit: "°C", decimals: 1 } },
    { output: { id: "led", name: "LED" } },
  ];
  assert.equal(device.name, "kitchen.local");
  connection.tell("state", { state: "connecting" });
  connection.tell("state", { state: "open" });
  await settle();
  assert.deepEqual(connection.commands.map(([, fields]) => fields.part), [0, 1, 2]);
  assert.equal(device.name, "kitchen");
  connection.tell("message", { type: "telemetry", temperature: 21.5, led: true });
  assert.deepEqual(deviceRows(device.device, device.telemetry).map(({ name, value }) => [name, value]), [["Temperature", 21.5], ["LED", true]]);
});

test("OtherDevice_OlderFirmware_IsShownByItsTelemetry", async () => {
  const { device, connection } = createDevice();
  connection.tell("state", { state: "open" });
  await settle();
  connection.tell("message", { type: "telemetry", seq: 1, uptimeMs: 2, intervalMs: 1000, temperature: 21.5, led: false });
  assert.equal(device.device, null);
  assert.deepEqual(deviceRows(device.device, device.telemetry).map(({ name, value }) => [name, value]), [["temperature", 21.5], ["led", false]]);
});

test("OtherDevice_NotTaken_SaysWhetherAnythingAnswers", async () => {
  for (const [probe, trouble] of [[() => Promise.resolve(), "refused"], [() => Promise.reject(new Error("no route")), "silent"]]) {
    const world = createDevice(probe);
    world.connection.tell("state", { state: "connecting" });
    world.connection.tell("state", { state: "waiting" });
    assert.equal(world.device.trouble, "asking");
    await settle();
    assert.equal(world.device.trouble, trouble);
    world.connection.tell("state", { state: "connecting" });
    assert.equal(world.device.trouble, trouble, "that stays until something else is known");
    world.connection.tell("state", { state: "open" });
    assert.equal(world.device.trouble, "");
    world.connection.tell("state", { state: "waiting" });
    await settle();
    assert.equal(world.probes, 1, "a connection that was open and is lost was not refused");
  }
});

test("OtherDevice_Silent_TellsItsAge", () => {
  const world = createDevice();
  assert.equal(world.device.ageMs, null);
  world.connection.tell("message", { type: "telemetry" });
  world.now += 5000;
  assert.equal(world.device.ageMs, 5000);
});
