import { t } from "./words.js";

// Who may do what from this page, and why not: by what the device said of itself and by whether this page is signed in. The
// device decides; this is so that nothing looks as if it could be done when it cannot.

export class Access {
  #session;
  #now;
  #info = null;
  #infoAt = 0;

  isOpen = false;

  // session: { isSignedIn, isBusy }; now(): milliseconds, from wherever.
  constructor(session, now) {
    this.#session = session;
    this.#now = now;
  }

  // info: what readSettings made of the device's answer.
  learn(info) {
    this.#info = info;
    this.#infoAt = this.#now();
  }

  get isKnown() {
    return this.#info !== null;
  }

  get isPasswordSet() {
    return this.#info !== null && this.#info.isPasswordSet;
  }

  // How long a new password may still be set because somebody pressed the button, in milliseconds.
  get presenceLeftMs() {
    return this.#info === null ? 0 : Math.max(0, this.#infoAt + this.#info.presenceMs - this.#now());
  }

  // Why outputs and the interval cannot be changed; "" when they can. Who has not heard from the device yet may try.
  get controlRefusal() {
    return this.isOpen && (this.#info === null || this.#info.isControlOpen) ? "" : this.changeRefusal;
  }

  // The same of settings, restart and reset.
  get changeRefusal() {
    if (!this.isOpen) {
      return t("notConnected");
    }
    if (this.#session.isSignedIn) {
      return "";
    }
    if (this.#session.isBusy) {
      return t("signingIn");
    }
    return this.isKnown && !this.isPasswordSet ? t("noPasswordYet") : t("signInFirst");
  }

  // Whether the admin password can be set from here now.
  get maySetPassword() {
    const isSetup = this.#info !== null && this.#info.isSetup && !this.#info.isPasswordSet;
    return this.isOpen && (this.#session.isSignedIn || this.presenceLeftMs > 0 || isSetup);
  }
}
