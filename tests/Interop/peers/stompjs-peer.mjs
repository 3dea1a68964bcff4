// npm's @stomp/stompjs as a page would use it: events go as lines of JSON to stdout.
//   node stompjs-peer.mjs URL VERSION
// It subscribes to /topic/t twice, sends a text, a binary body and one for the application, unsubscribes, sends again, waits for five quiet
// seconds of heart-beats, and disconnects; a second client then subscribes to what does not exist.
import { Client } from "@stomp/stompjs";
import { WebSocket } from "ws";

const [url, version] = process.argv.slice(2);
Object.assign(globalThis, { WebSocket });

// In 1.1 it neither writes nor reads escapes, and in 1.2 it reads an escaped backslash in front of c, n or r wrongly: so none of those.
const colon = version === "1.1" ? "-" : ":";
const note = version === "1.1" ? "plain" : "a:b\\-\nd";

function tell(event) {
  process.stdout.write(JSON.stringify(event) + "\n");
}

function connect(options) {
  return new Promise((resolve) => {
    const client = new Client({
      brokerURL: url, reconnectDelay: 0, connectHeaders: { login: "a:b", passcode: "c\\d" },
      heartbeatIncoming: 1000, heartbeatOutgoing: 1000,
      onStompError: (frame) => tell({ event: "error", message: frame.headers.message }),
      onWebSocketClose: (close) => tell({ event: "close", code: close.code }),
      onConnect: (frame) => {
        tell({ event: "connected", version: frame.headers.version });
        resolve(client);
      },
      ...options,
    });
    if (version === "1.1") {
      client.stompVersions.versions = ["1.1"];
    }

    client.activate();
  });
}

function receipt(client, act) {
  return new Promise((resolve) => {
    const id = "r" + colon + Math.random();
    client.watchForReceipt(id, () => resolve());
    act({ receipt: id });
  });
}

function until(isSo) {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (isSo()) {
        clearInterval(timer);
        resolve();
      }
    }, 5);
  });
}

const client = await connect({});
let count = 0;
function take(name) {
  return (message) => {
    count++;
    tell({
      event: "message", name, destination: message.headers.destination, note: message.headers.note,
      body: Buffer.from(message.binaryBody).toString("hex"),
    });
  };
}

const subscriptions = [];
await receipt(client, (headers) => subscriptions.push(client.subscribe("/topic/t", take("first"), headers)));
await receipt(client, (headers) => subscriptions.push(client.subscribe("/topic/t", take("second"), { ...headers, id: "x" + colon + "y" })));
client.publish({ destination: "/topic/t", body: "h\u00e4llo", headers: { note } });
await until(() => count === 2);
client.publish({ destination: "/topic/t", binaryBody: new Uint8Array([0, 255, 10, 0]) });
await until(() => count === 4);
await receipt(client, (headers) => client.publish({ destination: "/app", body: "for you", headers }));
await receipt(client, (headers) => subscriptions[0].unsubscribe(headers));
client.publish({ destination: "/topic/t", body: "one" });
await until(() => count === 5);
await new Promise((resolve) => setTimeout(resolve, 5000));
tell({ event: "quiet", connected: client.connected });
await client.deactivate();

const other = await connect({});
other.subscribe("/topic/none", () => {});
