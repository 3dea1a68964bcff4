// A world for Connection in which time passes only when told, and sockets do only what the test makes them do.

export class FakeSocket {
  sent = [];
  isClosed = false;

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.isClosed = true;
  }

  receive(message) {
    this.onmessage({ data: typeof message === "string" ? message : JSON.stringify(message) });
  }

  // Answers the newest command of that name.
  answer(name, fields) {
    const command = this.sent.filter((item) => item.cmd === name).pop();
    this.receive({ type: "result", id: command.id, ok: true, ...fields });
  }
}

export function createWorld() {
  let now = 0;
  let lastTimer = 0;
  const timers = new Map();
  const world = {
    sockets: [],
    randomValue: 0,
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
      timers.set(lastTimer, { at: now + ms, action });
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
