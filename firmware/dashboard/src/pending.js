// A change that was asked for and is not yet seen in telemetry. The device's word counts: the control shows that
// something is pending, and what telemetry says, never what was merely wished.
//
// idle --begin--> asked --done--> confirmed --telemetry--> idle
//                   \---failed---> idle, with the reason
export class PendingChange {
  #phase = "idle";
  #changed;

  problem = "";

  // changed() is called whenever what is to be shown may have changed.
  constructor(changed) {
    this.#changed = changed;
  }

  get isPending() {
    return this.#phase !== "idle";
  }

  // Follows one command to its end; a second one meanwhile is not begun.
  async follow(send) {
    if (this.isPending) {
      return;
    }
    this.#phase = "asked";
    this.problem = "";
    this.#changed();
    try {
      await send();
      this.#phase = "confirmed";
    } catch (error) {
      this.#phase = "idle";
      this.problem = error.message;
    }
    this.#changed();
  }

  // Telemetry arrived: after the device has confirmed, it shows the new state.
  telemetry() {
    if (this.#phase === "confirmed") {
      this.#phase = "idle";
    }
  }

  // The connection is gone, and with it the telemetry that was to follow.
  lost() {
    if (this.#phase === "confirmed") {
      this.#phase = "idle";
      this.#changed();
    }
  }
}
