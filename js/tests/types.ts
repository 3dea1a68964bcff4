// Compiled by types.test.js, never run: what nanowire.d.ts promises can be written, and what it does not cannot.
import { Nanowire, readBlock, type NanowireBlock, type NanowireError, type NanowireTelemetry } from "../nanowire.js";

const device = new Nanowire("ws://device/ws", { pauseAfterMs: Infinity, open: (url) => new WebSocket(url, ["json"]), page: window });
const off: () => void = device.on("state", ({ state, code }) => console.log(state === "open", code?.toFixed()));
device.on("message", (message) => console.log((message as NanowireTelemetry).intervalMs.toFixed(), message.temperature));
device.on("block", (block) => console.log(block.samples[block.channels] / block.divisor));
device.on("gap", ({ stream, missed }) => console.log(stream, missed + device.missed));
device.on("latency", (ms) => console.log(ms === null ? "" : ms.toFixed()));
device.on("topic:telemetry", (telemetry: NanowireTelemetry) => console.log(telemetry.seq));
const unsubscribe: () => void = device.subscribe<NanowireBlock>("adc", (block) => console.log(block.timeUs));
const sent: boolean = device.send(new Uint8Array(3));
device.command("set", { output: "led", on: true }).then((result) => console.log(result.data), (error: NanowireError) => console.log(error.code === "refused"));
const block: NanowireBlock | null = readBlock(new ArrayBuffer(24));
console.log(off, unsubscribe, sent, block, device.retryAt, device.restarts);

// @ts-expect-error: no such event
device.on("opened", () => {});
// @ts-expect-error: not the detail of a gap
device.on("gap", ({ bytes }) => console.log(bytes));
// @ts-expect-error: the library's to set
device.missed = 0;
// @ts-expect-error: no such option
new Nanowire("ws://device/ws", { retries: 5 });
