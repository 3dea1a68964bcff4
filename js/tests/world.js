// A world for Nanowire in which time passes only when told, sockets do only what the test makes them do, and the page is
// hidden when the test says so.

export class FakeSocket {
  sent = [];
  isClosed = false;
  answersPings = false;

  send(text) {
    const command = JSON.parse(text);
    this.sent.push(command);
    if (this.answersPings && command.cmd === "ping") {
      queueMicrotask(() => this.receive({ type: "result", id: command.id, ok: true }));
    }
  }

  close() {
    this.isClosed = true;
  }

  // What is not text goes as JSON, buffers as they are.
  receive(message) {
    const isData = typeof message === "string" || message instanceof ArrayBuffer;
    this.onmessage({ data: isData ? message : JSON.stringify(message) });
  }

  // Answers the newest command of that name.
  answer(name, fields) {
    const command = this.sent.filter((item) => item.cmd === name).pop();
    this.receive({ type: "result", id: command.id, ok: true, ...fields });
  }

  // The commands sent, without pings and ids.
  get commands() {
    return this.sent.filter((item) => item.cmd !== "ping").map(({ id, ...fields }) => fields);
  }
}

class FakePage extends EventTarget {
  document = { hidden: false };

  setHidden(hidden) {
    this.document.hidden = hidden;
    this.tell("visibilitychange");
  }

  tell(type) {
    this.dispatchEvent(new Event(type));
  }
}

export function createWorld() {
  let now = 0;
  let lastTimer = 0;
  const timers = new Map();
  const world = {
    sockets: [],
    randomValue: 0,
    page: new FakePage(),
    open(url) {
      const socket = new FakeSocket();
      socket.url = url;
      world.sockets.push(socket);
      return socket;
    },
    now: () => now,
    random: () => world.randomValue,
    after(ms, action) {
      lastTimer += 1;
      // A timer of more than 31 bits is due at once, as in browsers and Node.
      timers.set(lastTimer, { at: now + (ms < 2 ** 31 ? ms : 1), action });
      return lastTimer;
    },
    cancel: (timer) => timers.delete(timer),
    get socket() {
      return world.sockets[world.sockets.length - 1];
    },
    get timerCount() {
      return timers.size;
    },
    // Lets time pass, with every timer on its time and promises settled in between.
    async pass(ms) {
      const end = now + ms;
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        const [id, next] = [...timers].sort((a, b) => a[1].at - b[1].at)[0] ?? [];
        if (!next || next.at > end) {
          now = end;
          return;
        }
        now = next.at;
        timers.delete(id);
        next.action();
      }
    },
  };
  return world;
}

// A block as docs/protocol.md has it.
export function makeBlock({ stream = 1, sequence = 0, timeUs = 0, intervalUs = 1000, type = 1, channels = 1, decimals = 0, values = [0] } = {}) {
  const size = type === 1 ? 2 : 4;
  const data = new ArrayBuffer(24 + values.length * size);
  const view = new DataView(data);
  [0xb1, type, channels, decimals].forEach((value, at) => view.setUint8(at, value));
  view.setUint16(4, stream, true);
  view.setUint16(6, values.length / channels, true);
  view.setUint32(8, sequence, true);
  view.setUint32(12, intervalUs, true);
  view.setBigUint64(16, BigInt(timeUs), true);
  values.forEach((value, i) => {
    const at = 24 + i * size;
    if (type === 1) {
      view.setInt16(at, value, true);
    } else if (type === 2) {
      view.setInt32(at, value, true);
    } else {
      view.setFloat32(at, value, true);
    }
  });
  return data;
}
