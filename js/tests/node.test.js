import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { Nanowire } from "./library.js";
import { makeBlock } from "./world.js";

// A real server and real sockets: npm's ws, as the README's example for Node has it.
const { WebSocket, WebSocketServer } = await import("ws").catch(() => ({}));
const skip = WebSocket ? false : "npm's ws is not installed: npm ci in js";
const open = (url) => new WebSocket(url);

// Answers commands as the firmware does, and keeps what it was asked.
async function serve(port = 0) {
  const server = new WebSocketServer({ host: "127.0.0.1", port });
  await once(server, "listening");
  const asked = [];
  server.on("connection", (socket) => {
    socket.on("message", (data) => {
      const command = JSON.parse(data);
      asked.push(command.cmd);
      const isKnown = command.cmd !== "nonsense";
      const answer = { type: "result", id: command.id, ok: isKnown, ...(isKnown ? {} : { error: "cmd: no such thing" }) };
      socket.send(JSON.stringify(command.topic ? { ...answer, stream: 3 } : answer));
      if (command.cmd === "subscribe") {
        socket.send(makeBlock({ stream: 3, type: 3, channels: 2, values: [0.5, 1.5, 2.5, 3.5] }));
      }
    });
  });
  return { server, asked, port: server.address().port, url: `ws://127.0.0.1:${server.address().port}/ws` };
}

async function shut(server) {
  server.clients.forEach((socket) => socket.terminate());
  await new Promise((resolve) => server.close(resolve));
}

function state(device, wanted) {
  return new Promise((resolve) => {
    const off = device.on("state", (detail) => {
      if (detail.state === wanted) {
        off();
        resolve(detail);
      }
    });
  });
}

test("Node_ARealServer_AnswersCommandsAndSendsBlocks", { skip, timeout: 20000 }, async () => {
  const { server, url } = await serve();
  const device = new Nanowire(url, { open });
  const opened = state(device, "open");
  const latency = new Promise((resolve) => device.on("latency", resolve));
  const block = new Promise((resolve) => device.subscribe("adc", resolve));
  device.start();
  await opened;
  assert.equal((await device.command("set", { output: "led", on: true })).ok, true);
  await assert.rejects(device.command("nonsense"), { code: "refused", message: "cmd: no such thing" });
  assert.ok((await latency) >= 0);
  const { samples, count, channels, stream } = await block;
  assert.deepEqual([stream, count, channels, ...samples], [3, 2, 2, 0.5, 1.5, 2.5, 3.5]);
  device.stop();
  await shut(server);
});

test("Node_TheServerGoesAndComesBack_TheClientToo", { skip, timeout: 20000 }, async () => {
  const first = await serve();
  const device = new Nanowire(first.url, { open, baseDelayMs: 5, maxDelayMs: 20 });
  let opened = state(device, "open");
  device.subscribe("adc", () => {});
  device.start();
  await opened;
  const waiting = state(device, "waiting");
  const refused = assert.rejects(device.command("set"), { code: "closed" });
  await shut(first.server);
  await waiting;
  await refused;
  opened = state(device, "open");
  const second = await serve(first.port);
  await opened;
  await device.command("set");
  assert.ok(second.asked.includes("subscribe"), "it asked for its topic again");
  device.stop();
  await shut(second.server);
});

test("Node_TheServerCloses_TheStatusIsTold", { skip, timeout: 20000 }, async () => {
  const { server, url } = await serve();
  const device = new Nanowire(url, { open });
  const opened = state(device, "open");
  device.start();
  await opened;
  const waiting = state(device, "waiting");
  const before = performance.now();
  server.clients.forEach((socket) => socket.close(1013, "too many"));
  assert.deepEqual(await waiting, { state: "waiting", code: 1013, reason: "too many" });
  assert.ok(device.retryAt >= before + 30000);
  device.stop();
  await shut(server);
});

test("Node_NobodyListens_IsNoErrorButAWait", { skip, timeout: 20000 }, async () => {
  const { server, url } = await serve();
  await shut(server);
  const device = new Nanowire(url, { open });
  const waiting = state(device, "waiting");
  device.start();
  assert.equal((await waiting).code, 1006);
  device.stop();
});

test("Node_ABadUrl_Throws", { skip }, () => {
  const device = new Nanowire("http://[", { open });
  assert.throws(() => device.start(), SyntaxError);
  assert.equal(device.state, "closed");
});
