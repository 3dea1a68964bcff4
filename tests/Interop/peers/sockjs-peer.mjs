// npm's sockjs-client in Node.js: events go as lines of JSON to stdout, lines of stdin are sent.
//   node sockjs-peer.mjs URL TRANSPORT[,TRANSPORT...]
// The line "close" closes.
import { createInterface } from "node:readline";
import SockJS from "sockjs-client";

const [url, transports] = process.argv.slice(2);

function tell(event) {
  process.stdout.write(JSON.stringify(event) + "\n");
}

const socket = new SockJS(url, null, { transports: transports.split(","), timeout: 10000 });
socket.onopen = () => tell({ event: "open", transport: socket.transport });
socket.onmessage = (message) => tell({ event: "message", data: message.data });
// What xhr-streaming begins with looks like a heartbeat to the client, each time: so only polling and one kind of stream tell of them.
if (transports !== "xhr-streaming" && !transports.includes(",")) {
  socket.onheartbeat = () => tell({ event: "heartbeat" });
}
socket.onclose = (close) => {
  tell({ event: "close", code: close.code, reason: close.reason, clean: close.wasClean });
  lines.close();
};

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => (line === "close" ? socket.close() : socket.send(JSON.parse(line))));
