// npm's ws as an echo server, for tests/Bench/Load: its first line names the port, and it runs until its input ends.
import { WebSocketServer } from "ws";

const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
server.on("connection", (socket) => socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary })));
server.on("listening", () => process.stdout.write(server.address().port + "\n"));
process.stdin.resume().on("end", () => process.exit(0));
