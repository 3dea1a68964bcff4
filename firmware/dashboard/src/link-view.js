import { setText } from "./dom.js";
import { t } from "./words.js";

// What is said otherwise once the page has been connected.
const againWords = { connecting: "reconnecting", waiting: "connectionLost" };

// How the page stands with the device: the state, when it tries again, and a button for the impatient.
export class LinkView {
  #state = document.getElementById("state");
  #countdown = document.getElementById("countdown");
  #retry = document.getElementById("retry");

  constructor(retryNow) {
    this.#retry.addEventListener("click", retryNow);
  }

  // remainingMs matters while waiting. The countdown stands outside the live region: nobody wants it read aloud.
  show(state, remainingMs, wasOpen) {
    if (this.#state.dataset.state !== state) {
      this.#state.dataset.state = state;
      document.body.dataset.link = state;
    }
    setText(this.#state, t((wasOpen && againWords[state]) || `state_${state}`));
    const seconds = Math.max(0, Math.ceil(remainingMs / 1000));
    setText(this.#countdown, state === "waiting" ? t("retryIn", seconds) : "");
    this.#retry.hidden = state !== "waiting";
  }
}
