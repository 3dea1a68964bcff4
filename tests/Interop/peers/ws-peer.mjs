// npm's ws as one end of a connection: commands come as lines of JSON on stdin, events go as lines of JSON to stdout.
//   node ws-peer.mjs client [--ca=FILE] URL [SUBPROTOCOL...]
//   node ws-peer.mjs server [--cert=FILE --key=FILE] [SUBPROTOCOL...]
//                                        takes one connection, over TLS with a certificate; its own first line names the port
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { createInterface } from "node:readline";
import { WebSocket, WebSocketServer } from "ws";

const [mode, ...all] = process.argv.slice(2);
const rest = all.filter((argument) => !argument.startsWith("--"));
const files = Object.fromEntries(all.filter((argument) => argument.startsWith("--")).map((argument) => {
  const [name, path] = argument.slice(2).split("=");
  return [name, readFileSync(path)];
}));
let socket = null;

function tell(event) {
  process.stdout.write(JSON.stringify(event) + "\n");
}

// As in Traffic.cs: bytes in which a lost, repeated or moved piece shows.
function pattern(count) {
  const bytes = Buffer.alloc(count);
  for (let i = 0; i < count; i++) bytes[i] = i % 251;
  return bytes;
}

function adopt(peer) {
  socket = peer;
  peer.on("message", (data, isBinary) => tell({
    event: "message", type: isBinary ? "binary" : "text", count: data.length,
    sha256: createHash("sha256").update(data).digest("hex"),
  }));
  peer.on("ping", (data) => tell({ event: "ping", text: data.toString() }));
  peer.on("pong", (data) => tell({ event: "pong", text: data.toString() }));
  peer.on("close", (code, reason) => tell({ event: "close", code, text: reason.toString() }));
}

function sendParts(parts, binary) {
  parts.forEach((part, i) => socket.send(part, { binary, fin: i === parts.length - 1 }));
}

function split(bytes, count) {
  const size = Math.ceil(bytes.length / count);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}

const commands = {
  text: (c) => sendParts(split(Buffer.from(c.text), c.parts), false),
  binary: (c) => sendParts(split(pattern(c.count), c.parts), true),
  ping: (c) => socket.ping(c.text),
  close: (c) => c.code === 0 ? socket.close() : socket.close(c.code, c.text),
};

createInterface({ input: process.stdin }).on("line", (line) => {
  const command = JSON.parse(line);
  commands[command.do](command);
}).on("close", () => process.exit(0));

if (mode === "client") {
  const [url, ...protocols] = rest;
  const client = new WebSocket(url, protocols, files);
  client.on("error", (error) => tell({ event: "error", text: error.message }));
  client.on("open", () => tell({ event: "open", text: client.protocol }));
  adopt(client);
} else {
  const https = files.cert ? createServer(files) : null;
  const server = new WebSocketServer({
    ...(https ? { server: https } : { host: "127.0.0.1", port: 0 }),
    handleProtocols: (offered) => rest.find((own) => offered.has(own)) ?? false,
  });
  const listening = https ?? server;
  listening.on("listening", () => tell({ event: "listening", count: listening.address().port }));
  https?.listen(0, "127.0.0.1");
  server.on("connection", (peer) => {
    adopt(peer);
    tell({ event: "open", text: peer.protocol });
  });
}
