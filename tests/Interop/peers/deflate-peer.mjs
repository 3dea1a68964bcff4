// npm's ws with permessage-deflate.
//   node deflate-peer.mjs client URL COUNT OPTIONS   sends COUNT messages, up to 16 ahead of their echoes; prints what was agreed on
//   node deflate-peer.mjs server OPTIONS             echoes; its first line is the port
// OPTIONS are those of ws's perMessageDeflate, as JSON.
import { WebSocket, WebSocketServer } from "ws";

const [mode, ...rest] = process.argv.slice(2);

// A text of its own for each number, 0 to some 700 bytes.
function message(i) {
  return Array.from({ length: i % 23 }, (_, k) => `{"n":${i},"k":${k},"v":${(i * 7919 + k * 31) % 1000}}`).join(",");
}

if (mode === "client") {
  const [url, count, options] = rest;
  const total = Number(count);
  const socket = new WebSocket(url, { perMessageDeflate: { threshold: 0, ...JSON.parse(options) } });
  let sent = 0;
  let received = 0;
  const more = () => {
    while (sent < total && sent < received + 16) socket.send(message(sent++));
  };
  socket.on("open", more);
  socket.on("message", (data) => {
    if (data.toString() !== message(received)) {
      console.log(JSON.stringify({ error: `message ${received} came back as ${data}` }));
      process.exit(1);
    }
    received++;
    if (received === total) socket.close(1000);
    else more();
  });
  socket.on("error", (error) => console.log(JSON.stringify({ error: error.message })));
  socket.on("close", (code) => {
    console.log(JSON.stringify({ extensions: socket.extensions, received, code }));
    process.exit(0);
  });
} else {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: { threshold: 0, ...JSON.parse(rest[0]) } });
  server.on("listening", () => console.log(server.address().port));
  server.on("connection", (socket) => {
    socket.on("message", (data, binary) => socket.send(data, { binary }));
    socket.on("error", () => {});
  });
  process.stdin.resume().on("end", () => process.exit(0));
}
