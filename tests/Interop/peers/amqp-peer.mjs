// npm's rhea, AMQP 1.0, over WebSocket: events go as lines of JSON to stdout.
//   node amqp-peer.mjs serve        a container that sends back whatever it gets; {"event":"port","port":N} comes first
//   node amqp-peer.mjs talk URL     one that connects there, sends bodies of many sizes and compares what comes back
import { randomBytes } from "node:crypto";
import rhea from "rhea";
import { WebSocket, WebSocketServer } from "ws";

const [role, url] = process.argv.slice(2);
const sizes = [0, 1, 125, 126, 1000, 65535, 65536, 300000];

function tell(event) {
  process.stdout.write(JSON.stringify(event) + "\n");
}

function serve() {
  const container = rhea.create_container({ id: "far" });
  let back;
  container.sasl_server_mechanisms.enable_plain((name, password) => name === "device" && password === "secret");
  container.on("sender_open", (context) => { back = context.sender; });
  container.on("message", (context) => back.send({ message_id: context.message.message_id, body: context.message.body }));
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, handleProtocols: (offered) => offered.has("amqp") && "amqp" });
  server.on("connection", (socket) => {
    tell({ event: "connection", protocol: socket.protocol });
    container.websocket_accept(socket);
  });
  server.on("listening", () => tell({ event: "port", port: server.address().port }));
}

function talk() {
  const container = rhea.create_container({ id: "near" });
  const bodies = sizes.map((size) => randomBytes(size));
  let accepted = 0;
  let same = 0;
  container.on("connection_open", (context) => tell({ event: "open", container: context.connection.container_id }));
  container.on("receiver_open", (context) => {
    const sender = context.connection.open_sender("readings");
    sender.once("sendable", () => bodies.forEach((body, i) => sender.send({ message_id: i, body: rhea.message.data_section(body) })));
  });
  let received = 0;
  const closeWhenDone = (connection) => {
    if (accepted === bodies.length && received === bodies.length) {
      connection.close();
    }
  };
  container.on("accepted", (context) => {
    accepted++;
    closeWhenDone(context.connection);
  });
  container.on("message", (context) => {
    received++;
    same += Buffer.compare(bodies[context.message.message_id], context.message.body.content) === 0 ? 1 : 0;
    closeWhenDone(context.connection);
  });
  container.on("connection_close", () => tell({ event: "closed", sent: bodies.length, accepted, same }));
  container.on("disconnected", (context) => tell({ event: "disconnected", error: context.error?.message }));
  const connect = container.websocket_connect(WebSocket);
  const connection = container.connect({
    connection_details: connect(url, ["amqp"], {}), reconnect: false, max_frame_size: 16384, username: "device", password: "secret",
  });
  connection.open_receiver("readings");
}

if (role === "serve") {
  serve();
} else {
  talk();
}
