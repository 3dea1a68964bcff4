import { told } from "./words.js";

// A change that was asked for and is not yet seen in telemetry. The device's word counts: the control shows that
// something is pending, and what telemetry says, never what was merely wished.
//
// idle --follow--> asked --answered--> confirmed --telemetry--> idle
//                    \---refused, timed out---> idle, with the reason
//
// Telemetry with the wished value may also come before the answer; then the answer alone ends it.
export class PendingChange {
  #phase = "idle";
  #wanted;
  #isSeen = false;
  #changed;

  problem = "";

  // changed() is called whenever what is to be shown may have changed.
  constructor(changed) {
    this.#changed = changed;
  }

  get isPending() {
    return this.#phase !== "idle";
  }

  // Follows one command to its answer; the one before it must have been answered. send() returns a promise.
  async follow(wanted, send) {
    this.#phase = "asked";
    this.#wanted = wanted;
    this.#isSeen = false;
    this.problem = "";
    this.#changed();
    try {
      await send();
      this.#phase = this.#isSeen ? "idle" : "confirmed";
    } catch (error) {
      this.#phase = "idle";
      this.problem = told(error.message);
    }
    this.#changed();
  }

  // Telemetry arrived with this value.
  telemetry(value) {
    if (this.#phase === "confirmed") {
      this.#phase = "idle";
    } else if (value === this.#wanted) {
      this.#isSeen = true;
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
