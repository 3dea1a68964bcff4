// npm's mqtt as a page or a Node program uses it: whatever comes below down/ goes back below up/.
// Resolves when it is subscribed.
export function echo(mqtt, url, options) {
  return new Promise((resolve, reject) => {
    const client = mqtt.connect(url, { protocolVersion: 4, reconnectPeriod: 0, connectTimeout: 30000, ...options });
    client.on("error", reject);
    client.on("message", (topic, message) => client.publish(topic.replace("down/", "up/"), message, { qos: 1 }));
    client.on("connect", () => client.subscribe("down/#", { qos: 1 }, (error, granted) => {
      if (error) {
        reject(error);
      } else {
        resolve(granted[0].qos);
      }
    }));
  });
}
