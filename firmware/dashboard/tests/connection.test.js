import assert from "node:assert/strict";
import { test } from "node:test";
import { Connection } from "../src/connection.js";
import { createWorld } from "./world.js";

function connect() {
  const world = createWorld();
  const seen = { states: [], messages: [], latencies: [] };
  const connection = new Connection("ws://device/ws", {
    state: (state) => seen.states.push(state),
    message: (message) => seen.messages.push(message),
    latency: (ms) => seen.latencies.push(ms),
  }, world);
  connection.start();
  return { world, seen, connection };
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
  world.socket.receive("null");
  assert.deepEqual(seen.messages, [{ type: "telemetry", seq: 1 }]);
});

test("Message_NotJson_IsIgnored", async (context) => {
  context.mock.method(console, "warn", () => {});
  const { world, seen, connection } = connect();
  world.socket.onopen();
  world.socket.receive("{oops");
  assert.deepEqual(seen.messages, []);
  assert.equal(connection.state, "open");
  assert.equal(console.warn.mock.callCount(), 1);
});

test("Command_Answered_ResolvesOrRejectsWithTheReason", async () => {
  const { world, connection } = connect();
  world.socket.onopen();
  const done = connection.command("set", { output: "led", on: true });
  const { id, ...command } = world.socket.sent.at(-1);
  assert.deepEqual(command, { cmd: "set", output: "led", on: true });
  assert.equal(typeof id, "number");
  world.socket.answer("set");
  await done;

  const refused = connection.command("interval", { ms: 5 });
  world.socket.answer("interval", { ok: false, error: "interval: 100 to 60000 ms" });
  await assert.rejects(refused, { message: "interval: 100 to 60000 ms" });
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
  const refused = assert.rejects(connection.command("set", {}), { message: "no answer within 5 s" });
  await world.pass(5000);
  await refused;
});

test("Command_NotConnected_Rejects", async () => {
  const { world, connection } = connect();
  await assert.rejects(connection.command("set", {}), { message: "not connected" });
  world.socket.onopen();
  const lost = connection.command("set", {});
  world.socket.onclose();
  await assert.rejects(lost, { message: "connection lost" });
});

test("Close_Waits_ThenOpensAgainWithGrowingCappedDelays", async () => {
  const { world, connection } = connect();
  const delays = [];
  for (let i = 0; i < 8; i += 1) {
    world.socket.onclose();
    assert.equal(connection.state, "waiting");
    const delay = connection.retryAt - world.now();
    delays.push(delay);
    const count = world.sockets.length;
    await world.pass(delay - 1);
    assert.equal(world.sockets.length, count);
    await world.pass(1);
    assert.equal(world.sockets.length, count + 1);
    assert.equal(connection.state, "connecting");
  }
  assert.deepEqual(delays, [250, 500, 1000, 2000, 4000, 7500, 7500, 7500]);
});

test("Close_AfterALastingConnection_StartsDelaysAnew", async () => {
  const { world, connection } = connect();
  for (let i = 0; i < 4; i += 1) {
    world.socket.onclose();
    await world.pass(connection.retryAt - world.now());
  }
  world.socket.onopen();
  await world.pass(10);
  world.socket.answer("ping");
  await world.pass(4000);
  world.socket.onclose();
  assert.equal(connection.retryAt - world.now(), 4000, "an open that did not last is one more failure");
  await world.pass(4000);
  world.socket.onopen();
  await world.pass(10);
  world.socket.answer("ping");
  await world.pass(5000);
  world.socket.onclose();
  assert.equal(connection.retryAt - world.now(), 250);
});

test("RetryNow_WhileWaiting_OpensAtOnceAndOnlyOnce", async () => {
  const { world, connection } = connect();
  world.socket.onclose();
  connection.retryNow();
  connection.retryNow();
  assert.equal(connection.state, "connecting");
  assert.equal(world.sockets.length, 2);
  await world.pass(1000);
  assert.equal(world.sockets.length, 2, "the timer that was waiting must not open another");
});

test("Opening_TakesTooLong_IsGivenUp", async () => {
  const { world, connection } = connect();
  const first = world.socket;
  await world.pass(8000);
  assert.equal(connection.state, "waiting");
  assert.equal(first.isClosed, true);
  first.onopen();
  assert.equal(connection.state, "waiting", "a socket that was given up must not speak any more");
});

test("Ping_TwiceWithoutAnySign_DropsTheConnection", async () => {
  const { world, seen, connection } = connect();
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
  const lost = assert.rejects(connection.command("set", {}), { message: "the page was closed" });
  connection.stop();
  await lost;
  await world.pass(0);
  assert.equal(world.socket.isClosed, true);
  assert.equal(connection.state, "closed");
  assert.equal(world.timerCount, 0);
  connection.start();
  assert.equal(connection.state, "connecting");
});
