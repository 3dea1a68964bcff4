import { retryDelayMs } from "./backoff.js";

// One lasting connection to the device: opens the WebSocket, notices when it has died, opens it again, numbers
// commands and hands their answers back.
//
// state       means                                        leaves by
// closed      stopped, or not started                      start
// connecting  a WebSocket is opening                       open, failure, connectLimitMs
// open        messages may come and go                     close, two pings in a row without any sign of life
// waiting     nothing is open; retryAt says when to try    the time, retryNow

const connectLimitMs = 8000;
const answerLimitMs = 5000;
const pingPauseMs = 5000;
// Only a connection that lasted this long makes the next failure the first one again.
const settledMs = 5000;

export const realWorld = {
  open: (url) => new WebSocket(url),
  now: () => performance.now(),
  random: () => Math.random(),
  after: (ms, action) => setTimeout(action, ms),
  cancel: (timer) => clearTimeout(timer),
};

export class Connection {
  #url;
  #on;
  #world;
  #socket = null;
  #timer = null;
  #pingTimer = null;
  #settledTimer = null;
  #attempt = 0;
  #lastId = 0;
  #pending = new Map();
  #heardAt = 0;
  #missedPings = 0;

  state = "closed";
  // When the next attempt is due, on the clock of world.now; only means something while waiting.
  retryAt = 0;

  // on: { state(name), message(object), latency(ms or null) }
  constructor(url, on, world = realWorld) {
    this.#url = url;
    this.#on = on;
    this.#world = world;
  }

  start() {
    if (this.state === "closed") {
      this.#attempt = 0;
      this.#open();
    }
  }

  stop() {
    this.#letGo("the page was closed");
    this.#enter("closed");
  }

  // Something changed for the better, or the user is impatient: do not wait any longer.
  retryNow() {
    if (this.state === "waiting") {
      this.#open();
    }
  }

  // There is reason to doubt the connection: ask the device now rather than with the next ping.
  check() {
    if (this.state === "open" && this.#pingTimer !== null) {
      this.#world.cancel(this.#pingTimer);
      this.#ping();
    }
  }

  // Sends a command; resolves with what it says when the device did it, rejects with the reason when it did not or did not answer.
  command(name, fields) {
    if (this.state !== "open") {
      return Promise.reject(new Error("not connected"));
    }
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = this.#world.after(answerLimitMs, () => {
        this.#pending.delete(id);
        reject(new Error(`no answer within ${answerLimitMs / 1000} s`));
      });
      this.#pending.set(id, { resolve, reject, timer });
      this.#socket.send(JSON.stringify({ id, cmd: name, ...fields }));
    });
  }

  #enter(state) {
    if (this.state !== state) {
      this.state = state;
      this.#on.state(state);
    }
  }

  #open() {
    this.#world.cancel(this.#timer);
    const socket = this.#world.open(this.#url);
    this.#socket = socket;
    // Each handler belongs to its socket: one that was given up must not speak for the next.
    socket.onopen = () => socket === this.#socket && this.#opened();
    socket.onmessage = (event) => socket === this.#socket && this.#received(event.data);
    socket.onclose = () => socket === this.#socket && this.#lost();
    this.#timer = this.#world.after(connectLimitMs, () => this.#lost());
    this.#enter("connecting");
  }

  #opened() {
    this.#world.cancel(this.#timer);
    this.#heardAt = this.#world.now();
    this.#missedPings = 0;
    this.#settledTimer = this.#world.after(settledMs, () => {
      this.#attempt = 0;
    });
    this.#enter("open");
    this.#ping();
  }

  #received(data) {
    this.#heardAt = this.#world.now();
    let message;
    try {
      message = JSON.parse(data);
    } catch {
      console.warn("not JSON from the device:", data);
      return;
    }
    if (message === null || typeof message !== "object") {
      return;
    }
    if (message.type === "result") {
      this.#answered(message);
    } else {
      this.#on.message(message);
    }
  }

  #answered(message) {
    const waiting = this.#pending.get(message.id);
    if (!waiting) {
      return;
    }
    this.#pending.delete(message.id);
    this.#world.cancel(waiting.timer);
    if (message.ok === true) {
      waiting.resolve(message.data);
    } else {
      waiting.reject(new Error(message.error || "refused by the device"));
    }
  }

  async #ping() {
    this.#pingTimer = null;
    const socket = this.#socket;
    const sentAt = this.#world.now();
    let latency = null;
    try {
      await this.command("ping");
      latency = this.#world.now() - sentAt;
    } catch {
      // No answer; what that means is decided below.
    }
    if (socket !== this.#socket || this.state !== "open") {
      return;
    }
    this.#on.latency(latency);
    const isAlive = latency !== null || this.#heardAt > sentAt;
    this.#missedPings = isAlive ? 0 : this.#missedPings + 1;
    if (this.#missedPings >= 2) {
      this.#lost();
    } else if (isAlive) {
      this.#pingTimer = this.#world.after(pingPauseMs, () => this.#ping());
    } else {
      this.#ping();
    }
  }

  #lost() {
    this.#letGo("connection lost");
    const delay = retryDelayMs(this.#attempt, this.#world.random());
    this.#attempt += 1;
    this.retryAt = this.#world.now() + delay;
    this.#timer = this.#world.after(delay, () => this.#open());
    this.#enter("waiting");
  }

  // Forgets the socket. Its close event may take minutes when the other end has vanished, so nobody waits for it.
  #letGo(reason) {
    const socket = this.#socket;
    this.#socket = null;
    this.#world.cancel(this.#timer);
    this.#world.cancel(this.#pingTimer);
    this.#world.cancel(this.#settledTimer);
    this.#pingTimer = null;
    socket?.close();
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const waiting of pending) {
      this.#world.cancel(waiting.timer);
      waiting.reject(new Error(reason));
    }
  }
}
