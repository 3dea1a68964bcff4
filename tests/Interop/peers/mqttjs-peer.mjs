// node mqttjs-peer.mjs URL OPTIONS: mqttjs-echo.mjs in Node, with mqtt's options as JSON.
import mqtt from "mqtt";
import { echo } from "./mqttjs-echo.mjs";

const [url, options] = process.argv.slice(2);
const qos = await echo(mqtt, url, JSON.parse(options));
process.stdout.write(JSON.stringify({ event: "subscribed", qos }) + "\n");
