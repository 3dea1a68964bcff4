// nanowire.js: one lasting connection to a Nanowire device from any page, or from Node. docs/protocol.md has what goes over
// it, README.md beside this file how it is used, nanowire.d.ts the types.
//
// state       means                                        leaves by
// closed      stopped, or not started                      start
// connecting  a WebSocket is opening                       open, failure, connectTimeoutMs
// open        messages may come and go                     close, two pings in a row without any sign of life
// waiting     nothing is open; retryAt says when to try    the time, retryNow, the network returns, the page is looked at
// paused      nothing is open; nobody looks at the page    the page is looked at, retryNow

const nanowireDefaults = {
  connectTimeoutMs: 8000,
  answerTimeoutMs: 5000,
  // From an answered ping to the next one; 0: none.
  pingIntervalMs: 5000,
  // Each wait is drawn from 0 to a window that doubles from one to the other.
  baseDelayMs: 500,
  maxDelayMs: 15000,
  // Only a connection that lasted this long makes the next failure the first one again.
  resetAfterMs: 5000,
  // After a close with 1012 the window is at least this; after 1013 this is waited, and what is drawn on top.
  restartDelayMs: 5000,
  tryAgainLaterDelayMs: 30000,
  // A page that was hidden this long gives the device its connection back; Infinity: never.
  pauseAfterMs: 60000,
  open: (url) => new WebSocket(url),
  now: () => performance.now(),
  random: () => Math.random(),
  after: (ms, action) => setTimeout(action, ms),
  cancel: (timer) => clearTimeout(timer),
  page: globalThis.document ? globalThis : null,
};

// How many kinds of counted messages are followed; with more, counting begins anew.
const maxFollowed = 256;
const blockHeaderSize = 24;
const sampleArrays = [null, Int16Array, Int32Array, Float32Array];
const pageEvents = ["visibilitychange", "pageshow", "pagehide", "online", "offline"];

// Reads a block of samples where it lies: samples is a view of the message. Null when it is no block of version 1.
export function readBlock(data) {
  if (data.byteLength < blockHeaderSize) {
    return null;
  }
  const view = new DataView(data);
  const [mark, type, channels, decimals] = new Uint8Array(data, 0, 4);
  const Samples = sampleArrays[type];
  const count = view.getUint16(6, true);
  const timeUs = view.getUint32(16, true) + view.getUint32(20, true) * 2 ** 32;
  if (mark !== 0xb1 || !Samples || decimals > (type < 3 ? 9 : 0) || timeUs >= 2 ** 53 || !count || !channels
    || data.byteLength !== blockHeaderSize + count * channels * Samples.BYTES_PER_ELEMENT) {
    return null;
  }
  return {
    stream: view.getUint16(4, true),
    sequence: view.getUint32(8, true),
    intervalUs: view.getUint32(12, true),
    timeUs,
    count,
    channels,
    decimals,
    // What a whole number is to be divided by; 1 for others.
    divisor: 10 ** decimals,
    samples: new Samples(data, blockHeaderSize),
  };
}

export class Nanowire extends EventTarget {
  #url;
  #options;
  #socket = null;
  #timer = null;
  #pingTimer = null;
  #settledTimer = null;
  #hiddenTimer = null;
  #attempt = 0;
  #notBefore = 0;
  #lastId = 0;
  #pending = new Map();
  #heard = 0;
  #silentPings = 0;
  #followed = new Map();
  #topics = new Map();

  state = "closed";
  // When the next attempt is due, on the clock of options.now; only means something while waiting.
  retryAt = 0;
  // Of the counted messages and blocks, how many were missed; how often the device was seen to have started anew.
  missed = 0;
  restarts = 0;

  constructor(url, options) {
    super();
    this.#url = url;
    this.#options = { ...nanowireDefaults, ...options };
  }

  // As addEventListener, but the listener gets the detail alone. Returns what ends it.
  on(type, listener) {
    const handler = (event) => listener(event.detail);
    this.addEventListener(type, handler);
    return () => this.removeEventListener(type, handler);
  }

  start() {
    if (this.state === "closed") {
      this.#attempt = 0;
      this.#open();
      pageEvents.forEach((name) => this.#options.page?.addEventListener(name, this.#look));
      this.#look({});
    }
  }

  stop() {
    pageEvents.forEach((name) => this.#options.page?.removeEventListener(name, this.#look));
    this.#end("closed");
  }

  // The user is impatient: do not wait any longer, whoever asked for it.
  retryNow() {
    if (this.state === "waiting" || this.state === "paused") {
      this.#open();
    }
  }

  // There is reason to doubt the connection: ask the device now rather than with the next ping.
  check() {
    if (this.#pingTimer !== null) {
      this.#options.cancel(this.#pingTimer);
      this.#ping();
    }
  }

  // Sends what is no command; false when not connected.
  send(data) {
    const isOpen = this.state === "open";
    if (isOpen) {
      this.#socket.send(data);
    }
    return isOpen;
  }

  // Sends a command; resolves with the result when the device did it; rejects with an error whose code is "refused" when it
  // did not, "timeout" when it did not answer, "closed" when it was not asked or the connection was lost meanwhile.
  command(name, fields, timeoutMs = this.#options.answerTimeoutMs) {
    return new Promise((resolve, reject) => {
      const fail = (code, text) => reject(Object.assign(new Error(text), { code }));
      this.#lastId = (this.#lastId + 1) % 2 ** 31;
      const id = this.#lastId;
      if (!this.send(JSON.stringify({ id, cmd: name, ...fields }))) {
        fail("closed", "not connected");
        return;
      }
      const timer = this.#options.after(timeoutMs, () => {
        this.#pending.delete(id);
        fail("timeout", `no answer within ${timeoutMs / 1000} s`);
      });
      this.#pending.set(id, { resolve, fail, timer });
    });
  }

  // The topic's messages, and blocks, from now on and on every connection until what it returns is called.
  subscribe(topic, listener) {
    let entry = this.#topics.get(topic);
    if (!entry) {
      entry = { count: 0, id: null, stream: null };
      this.#topics.set(topic, entry);
      this.#ask(topic, entry);
    }
    entry.count += 1;
    let off = this.on(`topic:${topic}`, listener);
    return () => {
      off?.();
      entry.count -= off ? 1 : 0;
      off = null;
      if (entry.count === 0 && this.#topics.get(topic) === entry) {
        this.#topics.delete(topic);
        // What is not asked for is not missed.
        this.#followed.delete(topic);
        this.#followed.delete(entry.stream);
        this.command("unsubscribe", { topic }).catch(() => {});
      }
    };
  }

  async #ask(topic, entry) {
    if (this.state === "open") {
      const answer = this.command("subscribe", { topic });
      entry.id = this.#lastId;
      entry.stream = null;
      const error = await answer.then(() => null, (reason) => reason);
      this.#tell("topic", { topic, error });
    }
  }

  #tell(type, detail) {
    this.dispatchEvent(Object.assign(new Event(type), { detail }));
  }

  #enter(state, code, reason) {
    if (this.state !== state) {
      this.state = state;
      this.#tell("state", { state, code, reason });
    }
  }

  // Something happened to the page.
  #look = ({ type }) => {
    const { page, after, cancel, now, pauseAfterMs } = this.#options;
    cancel(this.#hiddenTimer);
    if (type === "pagehide") {
      this.#end("paused");
    } else if (page?.document.hidden) {
      if (pauseAfterMs < Infinity) {
        this.#hiddenTimer = after(pauseAfterMs, () => this.#end("paused"));
      }
    } else {
      // What was drawn ends now, what the device asked for does not.
      if (this.state === "paused" || (type !== "offline" && now() >= this.#notBefore)) {
        this.retryNow();
      }
      this.check();
    }
  };

  #open() {
    const { after, cancel, connectTimeoutMs, open } = this.#options;
    cancel(this.#timer);
    const socket = open(this.#url);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    // Each handler belongs to its socket: one that was given up must not speak for the next.
    socket.onopen = () => socket === this.#socket && this.#opened();
    socket.onmessage = (event) => socket === this.#socket && this.#received(event.data);
    socket.onclose = (event) => socket === this.#socket && this.#lost(event.code, event.reason);
    // It says nothing that close does not, but Node's ws ends the program when nobody listens.
    socket.onerror = () => {};
    this.#timer = after(connectTimeoutMs, () => this.#lost());
    this.#enter("connecting");
  }

  #opened() {
    const { after, cancel, pingIntervalMs, resetAfterMs } = this.#options;
    cancel(this.#timer);
    this.#silentPings = 0;
    this.#settledTimer = after(resetAfterMs, () => {
      this.#attempt = 0;
    });
    // Those that a listener adds now are asked for at once, and not twice.
    const topics = [...this.#topics];
    this.#enter("open");
    topics.forEach(([topic, entry]) => entry.count > 0 && this.#ask(topic, entry));
    if (pingIntervalMs > 0) {
      this.#ping();
    }
  }

  #received(data) {
    this.#heard += 1;
    if (typeof data !== "string") {
      const block = readBlock(data);
      if (block) {
        this.#follow(block.stream, block.sequence, block.timeUs);
        this.#tell("block", block);
        this.#topics.forEach((entry, topic) => entry.stream === block.stream && this.#tell(`topic:${topic}`, block));
      } else {
        this.#tell("binary", data);
      }
      return;
    }
    let message = null;
    try {
      message = JSON.parse(data);
    } catch {
      // Told as text.
    }
    if (message === null || typeof message !== "object") {
      this.#tell("text", data);
    } else if (message.type !== "result" || !this.#answered(message)) {
      if (Number.isInteger(message.seq)) {
        this.#follow(message.type, message.seq, message.uptimeMs);
      }
      this.#tell("message", message);
      this.#tell(`topic:${message.type}`, message);
    }
  }

  #answered(result) {
    const waiting = this.#pending.get(result.id);
    if (waiting) {
      this.#pending.delete(result.id);
      this.#options.cancel(waiting.timer);
      if (result.ok === true) {
        // Now, for the next message may be a block of the stream.
        this.#topics.forEach((entry) => {
          entry.stream = entry.id === result.id ? result.stream : entry.stream;
        });
        waiting.resolve(result);
      } else {
        waiting.fail("refused", result.error || "refused by the device");
      }
    }
    return waiting;
  }

  // Counts what is missing before a message, on this connection or while there was none.
  #follow(stream, sequence, time) {
    const last = this.#followed.get(stream);
    const ahead = last ? (sequence - last.sequence) >>> 0 : 1;
    const isRestart = last && (time < last.time || ahead >= 2 ** 31);
    if (isRestart || (!last && this.#followed.size >= maxFollowed)) {
      this.#followed.clear();
    }
    this.#followed.set(stream, { sequence, time });
    if (isRestart) {
      this.restarts += 1;
      this.#tell("restart", { stream });
    } else if (ahead > 1) {
      this.missed += ahead - 1;
      this.#tell("gap", { stream, missed: ahead - 1 });
    }
  }

  async #ping() {
    const { now, after, pingIntervalMs } = this.#options;
    this.#pingTimer = null;
    const socket = this.#socket;
    const heard = this.#heard;
    const sentAt = now();
    let latency = null;
    try {
      await this.command("ping");
      latency = now() - sentAt;
    } catch {
      // What no answer means is decided below.
    }
    if (socket === this.#socket && this.state === "open") {
      this.#tell("latency", latency);
      this.#silentPings = this.#heard > heard ? 0 : this.#silentPings + 1;
      if (this.#silentPings >= 2) {
        this.#lost();
      } else if (this.#silentPings > 0) {
        this.#ping();
      } else {
        this.#pingTimer = after(pingIntervalMs, () => this.#ping());
      }
    }
  }

  #lost(code, reason) {
    const { now, random, after, baseDelayMs, maxDelayMs, restartDelayMs, tryAgainLaterDelayMs } = this.#options;
    this.#letGo("connection lost");
    const span = Math.max(Math.min(maxDelayMs, baseDelayMs * 2 ** this.#attempt), code === 1012 ? restartDelayMs : 0);
    this.#attempt += 1;
    this.#notBefore = now() + (code === 1013 ? tryAgainLaterDelayMs : 0);
    this.retryAt = this.#notBefore + random() * span;
    this.#timer = after(this.retryAt - now(), () => this.#open());
    this.#enter("waiting", code, reason);
  }

  #end(state) {
    this.#options.cancel(this.#hiddenTimer);
    this.#letGo("the connection was ended");
    this.#enter(state);
  }

  // Forgets the socket. Its close event may take minutes when the other end has vanished, so nobody waits for it.
  #letGo(text) {
    const { cancel } = this.#options;
    [this.#timer, this.#pingTimer, this.#settledTimer].forEach((timer) => cancel(timer));
    this.#pingTimer = null;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { timer, fail } of pending) {
      cancel(timer);
      fail("closed", text);
    }
  }
}
