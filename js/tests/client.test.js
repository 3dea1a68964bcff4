import assert from "node:assert/strict";
import { test } from "node:test";
import { Nanowire } from "./library.js";
import { createWorld } from "./world.js";

function connect(options) {
  const world = createWorld();
  const connection = new Nanowire("ws://device/ws", { ...world, ...options });
  const seen = { states: [], messages: [], latencies: [], texts: [], topics: [], gaps: [], restarts: 0 };
  connection.on("state", ({ state }) => seen.states.push(state));
  connection.on("message", (message) => seen.messages.push(message));
  connection.on("latency", (ms) => seen.latencies.push(ms));
  connection.on("text", (text) => seen.texts.push(text));
  connection.on("topic", (topic) => seen.topics.push(topic));
  connection.on("gap", (gap) => seen.gaps.push(gap));
  connection.on("restart", () => {
    seen.restarts += 1;
  });
  connection.start();
  return { world, seen, connection };
}

// Opens, and answers the first ping.
async function open(options) {
  const scene = connect(options);
  scene.world.socket.onopen();
  await scene.world.pass(10);
  scene.world.socket.answer("ping");
  await scene.world.pass(0);
  return scene;
}

test("Start_Opens_PingsAtOnceAndSaysTheLatency", async () => {
  const { world, seen, connection } = connect();
  assert.equal(connection.state, "connecting");
  assert.equal(world.socket.url, "ws://device/ws");
  world.socket.onopen();
  await world.pass(12);
  assert.deepEqual(world.socket.sent.map((item) => item.cmd), ["ping"]);
  world.socket.answer("ping");
  await world.pass(0);
  assert.deepEqual(seen.states, ["connecting", "open"]);
  assert.deepEqual(seen.latencies, [12]);
  await world.pass(5000);
  assert.equal(world.socket.sent.length, 2);
});

test("Message_OtherThanResult_IsHandedOn", async () => {
  const { world, seen } = connect();
  world.socket.onopen();
  world.socket.receive({ type: "telemetry", seq: 1 });
  assert.deepEqual(seen.messages, [{ type: "telemetry", seq: 1 }]);
});

test("Message_NoJsonObject_IsToldAsText", () => {
  const { world, seen, connection } = connect();
  world.socket.onopen();
  for (const text of ["{oops", "null", "5"]) {
    world.socket.receive(text);
  }
  assert.deepEqual(seen.messages, []);
  assert.deepEqual(seen.texts, ["{oops", "null", "5"]);
  assert.equal(connection.state, "open");
});

test("Command_Answered_ResolvesOrRejectsWithTheReason", async () => {
  const { world, connection } = connect();
  world.socket.onopen();
  const done = connection.command("set", { output: "led", on: true });
  const { id, ...command } = world.socket.sent.at(-1);
  assert.deepEqual(command, { cmd: "set", output: "led", on: true });
  assert.equal(typeof id, "number");
  world.socket.answer("set", { data: "more" });
  assert.equal((await done).data, "more");

  const refused = connection.command("interval", { ms: 5 });
  world.socket.answer("interval", { ok: false, error: "interval: 100 to 60000 ms" });
  await assert.rejects(refused, { message: "interval: 100 to 60000 ms", code: "refused" });
});

test("Command_AnswersOutOfOrder_GoToTheirCommands", async () => {
  const { world, connection } = connect();
  world.socket.onopen();
  const first = connection.command("set", { output: "led", on: true });
  const firstId = world.socket.sent.at(-1).id;
  const second = connection.command("set", { output: "relay", on: true });
  const secondId = world.socket.sent.at(-1).id;
  world.socket.receive({ type: "result", id: secondId, ok: false, error: "no relay" });
  world.socket.receive({ type: "result", id: 999, ok: true });
  world.socket.receive({ type: "result", id: firstId, ok: true });
  await first;
  await assert.rejects(second, { message: "no relay" });
});

test("Command_NotAnswered_RejectsAfterItsTime", async () => {
  const { world, connection } = connect();
  world.socket.onopen();
  const refused = assert.rejects(connection.command("set", {}), { message: "no answer within 5 s", code: "timeout" });
  await world.pass(5000);
  await refused;
});

test("Command_NotConnected_Rejects", async () => {
  const { world, connection } = connect();
  await assert.rejects(connection.command("set", {}), { message: "not connected", code: "closed" });
  world.socket.onopen();
  const lost = connection.command("set", {});
  world.socket.onclose({ code: 1006, reason: "" });
  await assert.rejects(lost, { message: "connection lost", code: "closed" });
});

test("Close_Waits_ThenOpensAgainWithinWindowsThatDoubleUpToACap", async () => {
  for (const random of [0, 0.5, 0.999999]) {
    const { world, connection } = connect();
    world.randomValue = random;
    const delays = [];
    for (let i = 0; i < 8; i += 1) {
      world.socket.onclose({ code: 1006 });
      assert.equal(connection.state, "waiting");
      const delay = connection.retryAt - world.now();
      delays.push(delay);
      const count = world.sockets.length;
      if (delay > 0) {
        await world.pass(delay - 0.001);
        assert.equal(world.sockets.length, count);
      }
      await world.pass(0.002);
      assert.equal(world.sockets.length, count + 1);
      assert.equal(connection.state, "connecting");
    }
    const windows = [500, 1000, 2000, 4000, 8000, 15000, 15000, 15000];
    delays.forEach((delay, i) => assert.ok(Math.abs(delay - random * windows[i]) < 0.01, `${delay} of ${windows[i]}`));
  }
});

test("Close_AThousandTimes_KeepsTheCap", async () => {
  const { world, connection } = connect();
  world.randomValue = 0;
  for (let i = 0; i < 1100; i += 1) {
    world.socket.onclose({ code: 1006 });
    await world.pass(0);
  }
  world.randomValue = 0.5;
  world.socket.onclose({ code: 1006 });
  assert.equal(connection.retryAt - world.now(), 7500);
});

test("Close_WithAStatusThatAsksForIt_WaitsLonger", async () => {
  const first = connect();
  first.world.randomValue = 0.5;
  first.world.socket.onclose({ code: 1012, reason: "restart" });
  assert.equal(first.connection.retryAt, 2500);

  const second = connect();
  second.world.randomValue = 0.5;
  second.world.socket.onclose({ code: 1013, reason: "busy" });
  assert.equal(second.connection.retryAt, 30250);
  await second.world.pass(29000);
  second.world.page.tell("online");
  assert.equal(second.connection.state, "waiting", "what the device asked for is waited");
  await second.world.pass(1001);
  second.world.page.tell("online");
  assert.equal(second.connection.state, "connecting", "what was drawn on top is not");
  second.world.socket.onclose({ code: 1013 });
  second.connection.retryNow();
  assert.equal(second.connection.state, "connecting", "the user may always");
});

test("Close_Tells_TheStatusAndTheReason", async () => {
  const { world, connection } = await open();
  const details = [];
  connection.on("state", (detail) => details.push(detail));
  world.socket.onclose({ code: 1001, reason: "bye" });
  assert.deepEqual(details, [{ state: "waiting", code: 1001, reason: "bye" }]);
});

test("Close_AfterALastingConnection_StartsDelaysAnew", async () => {
  const { world, connection } = connect();
  world.randomValue = 0.5;
  for (let i = 0; i < 4; i += 1) {
    world.socket.onclose({ code: 1006 });
    await world.pass(connection.retryAt - world.now());
  }
  world.socket.onopen();
  await world.pass(10);
  world.socket.answer("ping");
  await world.pass(4000);
  world.socket.onclose({ code: 1006 });
  assert.equal(connection.retryAt - world.now(), 4000, "an open that did not last is one more failure");
  await world.pass(4000);
  world.socket.onopen();
  await world.pass(10);
  world.socket.answer("ping");
  await world.pass(5000);
  world.socket.onclose({ code: 1006 });
  assert.equal(connection.retryAt - world.now(), 250);
});

test("RetryNow_WhileWaiting_OpensAtOnceAndOnlyOnce", async () => {
  const { world, connection } = connect();
  world.randomValue = 0.9;
  world.socket.onclose({ code: 1006, reason: "" });
  connection.retryNow();
  connection.retryNow();
  assert.equal(connection.state, "connecting");
  assert.equal(world.sockets.length, 2);
  await world.pass(1000);
  assert.equal(world.sockets.length, 2, "the timer that was waiting must not open another");
});

test("Opening_TakesTooLong_IsGivenUp", async () => {
  const { world, connection } = connect();
  world.randomValue = 0.9;
  const first = world.socket;
  await world.pass(8000);
  assert.equal(connection.state, "waiting");
  assert.equal(first.isClosed, true);
  first.onopen();
  assert.equal(connection.state, "waiting", "a socket that was given up must not speak any more");
  connection.retryNow();
  first.onclose({ code: 1006 });
  assert.equal(connection.state, "connecting");
});

test("Ping_TwiceWithoutAnySign_DropsTheConnection", async () => {
  const { world, seen, connection } = connect();
  world.randomValue = 0.9;
  const first = world.socket;
  first.onopen();
  await world.pass(5000);
  assert.equal(connection.state, "open");
  assert.deepEqual(seen.latencies, [null]);
  await world.pass(5000);
  assert.equal(connection.state, "waiting");
  assert.equal(first.isClosed, true);
});

test("Ping_UnansweredButTelemetryComes_KeepsTheConnection", async () => {
  const { world, connection } = connect();
  world.socket.onopen();
  for (let i = 0; i < 30; i += 1) {
    await world.pass(1000);
    world.socket.receive({ type: "telemetry" });
  }
  assert.equal(connection.state, "open");
  assert.equal(world.sockets.length, 1);
});

test("Check_BetweenPings_PingsNowAndKeepsOneSeries", async () => {
  const { world, connection } = connect();
  world.socket.onopen();
  await world.pass(1);
  world.socket.answer("ping");
  await world.pass(1000);
  connection.check();
  connection.check();
  assert.equal(world.socket.sent.length, 2);
  world.socket.answer("ping");
  await world.pass(4999);
  assert.equal(world.socket.sent.length, 2);
  await world.pass(1);
  assert.equal(world.socket.sent.length, 3);
});

test("Stop_WhileOpen_ClosesAndLeavesNothingBehind", async () => {
  const { world, connection } = connect();
  world.socket.onopen();
  const lost = assert.rejects(connection.command("set", {}), { message: "the connection was ended", code: "closed" });
  connection.stop();
  await lost;
  await world.pass(0);
  assert.equal(world.socket.isClosed, true);
  assert.equal(connection.state, "closed");
  assert.equal(world.timerCount, 0);
  connection.start();
  assert.equal(connection.state, "connecting");
});

test("Ping_Refused_IsASignOfLife", async () => {
  const { world, connection } = connect();
  world.socket.onopen();
  for (let i = 0; i < 5; i += 1) {
    world.socket.answer("ping", { ok: false, error: "cmd: none of these" });
    await world.pass(5000);
  }
  assert.equal(connection.state, "open");
});

test("Ping_IntervalZero_SendsNone", async () => {
  const { world, connection } = connect({ pingIntervalMs: 0 });
  world.socket.onopen();
  await world.pass(100000);
  assert.equal(connection.state, "open");
  assert.deepEqual(world.socket.sent, []);
});

test("Send_OnlyWhileOpen_IsTaken", () => {
  const { world, connection } = connect({ pingIntervalMs: 0 });
  assert.equal(connection.send("1"), false);
  world.socket.onopen();
  assert.equal(connection.send("1"), true);
  assert.deepEqual(world.socket.sent, [1]);
});

test("Listener_Throws_OthersAndTheConnectionDoNotNotice", async () => {
  const { world, seen, connection } = await open();
  // The test runner's own would make it a failure of this test.
  const others = process.rawListeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  const thrown = new Promise((resolve) => process.once("uncaughtException", resolve));
  const off = connection.on("message", () => {
    throw new Error("a listener's own");
  });
  connection.on("message", () => seen.latencies.push("after"));
  world.socket.receive({ type: "x" });
  off();
  world.socket.receive({ type: "y" });
  const { message } = await thrown;
  others.forEach((listener) => process.on("uncaughtException", listener));
  assert.equal(message, "a listener's own");
  assert.deepEqual(seen.latencies, [10, "after", "after"]);
  assert.equal(connection.state, "open");
});

test("Page_HiddenForLong_GivesTheConnectionBackAndReturnsWithIt", async () => {
  const { world, seen, connection } = await open();
  const first = world.socket;
  first.answersPings = true;
  first.receive({ type: "telemetry", seq: 10, uptimeMs: 1000 });
  world.page.setHidden(true);
  await world.pass(59999);
  first.receive({ type: "telemetry", seq: 11, uptimeMs: 2000 });
  assert.equal(connection.state, "open");
  await world.pass(1);
  assert.equal(connection.state, "paused");
  assert.equal(first.isClosed, true);
  await world.pass(3600000);
  assert.equal(world.sockets.length, 1, "nobody looks");
  assert.equal(world.timerCount, 0);

  world.page.setHidden(false);
  assert.equal(connection.state, "connecting");
  world.socket.onopen();
  world.socket.receive({ type: "telemetry", seq: 3611, uptimeMs: 3602000 });
  assert.deepEqual(seen.gaps, [{ stream: "telemetry", missed: 3599 }]);
  assert.equal(connection.missed, 3599);
  assert.equal(seen.restarts, 0);
});

test("Page_HiddenForAMoment_KeepsTheConnection", async () => {
  const { world, connection } = await open();
  world.socket.answersPings = true;
  world.page.setHidden(true);
  await world.pass(59999);
  world.page.setHidden(false);
  await world.pass(100000);
  assert.equal(connection.state, "open");
  assert.equal(world.sockets.length, 1);
});

test("Page_HiddenWhileWaiting_StopsTryingToo", async () => {
  const { world, connection } = connect();
  world.randomValue = 0.99;
  world.page.setHidden(true);
  for (let i = 0; i < 30 && connection.state !== "paused"; i += 1) {
    if (connection.state === "connecting") {
      world.socket.onclose({ code: 1006 });
    }
    await world.pass(2500);
  }
  assert.equal(connection.state, "paused");
  assert.ok(world.now() >= 60000);
  assert.equal(world.timerCount, 0);
  connection.retryNow();
  assert.equal(connection.state, "connecting");
});

test("Page_HiddenAtStart_PausesAndNeverPausesWhenToldSo", async () => {
  const world = createWorld();
  world.page.document.hidden = true;
  const connection = new Nanowire("ws://device/ws", { ...world, page: world.page });
  connection.start();
  await world.pass(60000);
  assert.equal(connection.state, "paused");

  const other = createWorld();
  other.page.document.hidden = true;
  const stays = new Nanowire("ws://device/ws", { ...other, pauseAfterMs: Infinity, pingIntervalMs: 0 });
  stays.start();
  other.socket.onopen();
  await other.pass(1e9);
  assert.equal(stays.state, "open");
});

test("Page_Left_GivesTheConnectionBackAtOnceAndReturnsWithIt", async () => {
  const { world, connection } = await open();
  world.page.tell("pagehide");
  assert.equal(connection.state, "paused");
  assert.equal(world.socket.isClosed, true);
  world.page.tell("pageshow");
  assert.equal(connection.state, "connecting");
  assert.equal(world.sockets.length, 2);
});

test("Page_OnlineAndLookedAt_EndWhatWasDrawn", async () => {
  for (const happens of [(page) => page.tell("online"), (page) => page.setHidden(false)]) {
    const { world, connection } = connect();
    world.randomValue = 0.99;
    world.socket.onclose({ code: 1006 });
    world.page.tell("offline");
    assert.equal(connection.state, "waiting");
    happens(world.page);
    assert.equal(connection.state, "connecting");
  }
});

test("Page_OfflineWhileOpen_AsksTheDeviceAtOnce", async () => {
  const { world } = await open();
  await world.pass(1000);
  world.page.tell("offline");
  assert.equal(world.socket.sent.length, 2);
});

test("Stop_WhileHidden_StaysClosed", async () => {
  const { world, connection } = await open();
  world.page.setHidden(true);
  connection.stop();
  assert.equal(world.timerCount, 0);
  await world.pass(60000);
  assert.equal(connection.state, "closed");
});

test("Timers_WhateverHappened_AreNoMoreThanAreNeeded", async () => {
  const { world, connection } = await open();
  const done = connection.command("set", {});
  world.socket.answer("set");
  await done;
  assert.equal(world.timerCount, 2, "for the next ping, and for the connection to have lasted");
  connection.command("set", {}).catch(() => {});
  world.randomValue = 0.5;
  world.socket.onclose({ code: 1006 });
  await world.pass(0);
  assert.equal(world.timerCount, 1, "for the next attempt");
});

test("Stop_LeavesThePageAlone", async () => {
  const { world, connection } = await open();
  connection.stop();
  world.page.setHidden(true);
  world.page.setHidden(false);
  world.page.tell("pageshow");
  world.page.tell("online");
  await world.pass(100000);
  assert.equal(connection.state, "closed");
  assert.equal(world.sockets.length, 1);
  connection.retryNow();
  assert.equal(connection.state, "closed");
});

test("Subscribe_BeforeAndAfterOpening_IsAskedForOnEveryConnectionOnce", async () => {
  const { world, seen, connection } = connect({ pingIntervalMs: 0 });
  const got = [];
  const off = connection.subscribe("temp", (item) => got.push(["a", item.v]));
  assert.equal(world.socket.sent.length, 0);
  world.socket.onopen();
  assert.deepEqual(world.socket.commands, [{ cmd: "subscribe", topic: "temp" }]);
  connection.subscribe("temp", (item) => got.push(["b", item.v]));
  assert.equal(world.socket.sent.length, 1, "the device has been asked");
  world.socket.answer("subscribe");
  await world.pass(0);
  assert.deepEqual(seen.topics, [{ topic: "temp", error: null }]);
  world.socket.receive({ type: "temp", v: 1 });
  world.socket.receive({ type: "other", v: 2 });
  assert.deepEqual(got, [["a", 1], ["b", 1]]);

  world.socket.onclose({ code: 1006 });
  await world.pass(0);
  world.socket.onopen();
  assert.deepEqual(world.socket.commands, [{ cmd: "subscribe", topic: "temp" }]);
  off();
  off();
  assert.equal(world.socket.sent.length, 1, "somebody else still listens");
  world.socket.receive({ type: "temp", v: 3 });
  assert.deepEqual(got.slice(2), [["b", 3]]);
});

test("Subscribe_FromAListenerOfTheOpening_IsAskedForOnce", () => {
  const { world, connection } = connect({ pingIntervalMs: 0 });
  const off = connection.subscribe("old", () => {});
  connection.on("state", ({ state }) => {
    if (state === "open") {
      connection.subscribe("new", () => {});
      off();
    }
  });
  world.socket.onopen();
  assert.deepEqual(world.socket.commands, [{ cmd: "subscribe", topic: "new" }, { cmd: "unsubscribe", topic: "old" }]);
});

test("Unsubscribe_TheLastListener_TellsTheDeviceAndMissesNothing", async () => {
  const { world, seen, connection } = connect({ pingIntervalMs: 0 });
  world.socket.onopen();
  const off = connection.subscribe("temp", () => {});
  world.socket.answer("subscribe");
  await world.pass(0);
  world.socket.receive({ type: "temp", seq: 1 });
  off();
  off();
  assert.deepEqual(world.socket.commands.slice(1), [{ cmd: "unsubscribe", topic: "temp" }]);
  connection.subscribe("temp", () => {});
  world.socket.receive({ type: "temp", seq: 50 });
  assert.deepEqual(seen.gaps, []);
});

test("Subscribe_Refused_IsTold", async () => {
  const { world, seen, connection } = connect({ pingIntervalMs: 0 });
  world.socket.onopen();
  connection.subscribe("gone", () => {});
  world.socket.answer("subscribe", { ok: false, error: "no such topic" });
  await world.pass(0);
  assert.equal(seen.topics[0].topic, "gone");
  assert.equal(seen.topics[0].error.code, "refused");
  assert.equal(seen.topics[0].error.message, "no such topic");
});

test("Counted_GapsRepeatsWrapAndRestarts_AreToldApart", () => {
  const { world, seen, connection } = connect();
  world.socket.onopen();
  const tell = (seq, uptimeMs) => world.socket.receive({ type: "telemetry", seq, uptimeMs });
  tell(4294967290, 100);
  tell(4294967291, 101);
  assert.deepEqual([seen.gaps, seen.restarts], [[], 0]);
  tell(4294967294, 104);
  assert.deepEqual(seen.gaps, [{ stream: "telemetry", missed: 2 }]);
  tell(4294967294, 104);
  tell(4294967295, 105);
  tell(0, 106);
  // As an int of the device's that ran over.
  tell(1, 107);
  assert.equal(connection.missed, 2);
  tell(5, 110);
  assert.equal(connection.missed, 5);
  tell(2, 3);
  assert.deepEqual([connection.missed, seen.restarts, connection.restarts], [5, 1, 1]);
  tell(4, 5);
  assert.equal(connection.missed, 6);
  // Its time went on, its numbers did not: it was away for longer than it had run before.
  tell(3, 6000);
  assert.deepEqual([connection.missed, seen.restarts], [6, 2]);
  world.socket.receive({ type: "free", value: 1 });
  assert.equal(connection.missed, 6);
});

test("Counted_HalfOfAllNumbers_AreAheadAndHalfBehind", () => {
  const { world, seen } = connect();
  world.socket.onopen();
  const tell = (seq) => world.socket.receive({ type: "telemetry", seq, uptimeMs: 1 });
  tell(5);
  tell(5 + 0x7fffffff);
  assert.deepEqual([seen.gaps, seen.restarts], [[{ stream: "telemetry", missed: 0x7ffffffe }], 0]);
  tell((5 + 0x7fffffff + 0x80000000) % 2 ** 32);
  assert.deepEqual([seen.gaps.length, seen.restarts], [1, 1]);
});

test("Counted_SignedNumbersThatWrap_GoOn", () => {
  const { world, seen } = connect();
  world.socket.onopen();
  world.socket.receive({ type: "telemetry", seq: 2147483647, uptimeMs: 1 });
  world.socket.receive({ type: "telemetry", seq: -2147483648, uptimeMs: 2 });
  assert.deepEqual([seen.gaps, seen.restarts], [[], 0]);
});

test("Counted_RestartSeenByOne_IsToldOnceForAll", () => {
  const { world, seen } = connect();
  world.socket.onopen();
  const tell = (type, seq, uptimeMs) => world.socket.receive({ type, seq, uptimeMs });
  tell("a", 5, 100);
  tell("b", 7, 100);
  tell("a", 0, 1);
  tell("b", 0, 2);
  assert.equal(seen.restarts, 1);
  assert.deepEqual(seen.gaps, []);
});

test("Counted_MoreKindsThanAreFollowed_BeginAnew", () => {
  const { world, seen } = connect();
  world.socket.onopen();
  const tell = (kind, seq) => world.socket.receive({ type: `kind ${kind}`, seq, uptimeMs: 1 });
  for (let i = 0; i < 256; i += 1) {
    tell(i, 0);
  }
  tell(0, 2);
  assert.equal(seen.gaps.length, 1);
  tell(256, 0);
  tell(0, 4);
  assert.equal(seen.gaps.length, 1);
});
