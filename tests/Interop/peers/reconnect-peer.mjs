// A server that clients come back to, with Node's http and npm's ws. Its first line names the port.
//   node reconnect-peer.mjs [PORT]
// /ws           echoes; the texts "1012" and "1013" make it close with that status
// /who          says which Authorization came with the handshake
// /redirect/N   answers with status N and Location: /ws
// /away/N       the same to another name of this host, and to /who
// /loop         redirects to itself
// /busy         answers 503 with Retry-After: 1 the first time
import { createServer } from "node:http";
import { WebSocketServer } from "ws";

const sockets = new WebSocketServer({ noServer: true });
const server = createServer((request, response) => response.writeHead(404).end());
let busy = true;

function refuse(stream, status, header) {
  stream.end(`HTTP/1.1 ${status} Refused\r\n${header}\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc`);
}

server.on("upgrade", (request, stream, head) => {
  const [, path, status] = request.url.split("/");
  if (path === "redirect") return refuse(stream, status, "Location: /ws");
  if (path === "away") return refuse(stream, status, `Location: http://localhost:${server.address().port}/who`);
  if (path === "loop") return refuse(stream, 302, "Location: /loop");
  if (path === "busy" && busy) {
    busy = false;
    return refuse(stream, 503, "Retry-After: 1");
  }

  sockets.handleUpgrade(request, stream, head, (socket) => {
    if (path === "who") socket.send(request.headers.authorization ?? "nobody");
    socket.on("message", (data, isBinary) => {
      const text = data.toString();
      if (text === "1012" || text === "1013") socket.close(Number(text), "come back");
      else socket.send(data, { binary: isBinary });
    });
  });
});

server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () =>
  process.stdout.write(JSON.stringify({ event: "listening", count: server.address().port }) + "\n"));
process.stdin.on("end", () => process.exit(0)).resume();
