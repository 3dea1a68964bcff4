// nanowire.js in Node: connects to the URL, subscribes to the topics behind it, and writes each event as a line of JSON. It ends
// when its input does.
import { WebSocket } from "ws";
import { Nanowire } from "../../../js/nanowire.js";

const [url, ...topics] = process.argv.slice(2);
const device = new Nanowire(url, { open: (address) => new WebSocket(address), baseDelayMs: 5, maxDelayMs: 50 });
const tell = (event, detail) => console.log(JSON.stringify({ event, ...detail }));

device.on("state", ({ state }) => tell("state", { state }));
device.on("gap", (detail) => tell("gap", detail));
device.on("restart", (detail) => tell("restart", detail));
device.on("binary", () => tell("binary"));
device.on("topic", ({ topic, error }) => tell("topic", { topic, error: error && error.message }));
for (const topic of topics) {
  device.subscribe(topic, (item) => tell("item", {
    // Numbers that JSON has no form for.
    topic, ...item, samples: item.samples && [...item.samples].map((value) => (Number.isFinite(value) ? value : String(value))),
  }));
}
device.start();
process.stdin.on("end", () => process.exit(0)).resume();
