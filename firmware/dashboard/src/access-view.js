import { byId, setText } from "./dom.js";
import { formatSpan } from "./format.js";
import { t } from "./words.js";

// Signing in and out, and the admin password.
export class AccessView {
  #session;
  #access;

  // checked(): the user did something after which the device may say something else of itself.
  constructor(session, access, checked) {
    this.#session = session;
    this.#access = access;
    byId("sign-in-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#signIn();
    });
    byId("password-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#setPassword(checked);
    });
    byId("sign-out").addEventListener("click", async () => {
      await this.#session.signOut();
      byId("access-title").focus();
    });
    for (const box of document.querySelectorAll("[data-shows]")) {
      box.addEventListener("change", () => {
        byId(box.dataset.shows).type = box.checked ? "text" : "password";
      });
    }
  }

  async #signIn() {
    if (this.#session.isBusy || this.#session.waitSeconds > 0 || !this.#access.isOpen) {
      return;
    }
    const field = byId("sign-in-password");
    if (await this.#session.signIn(field.value)) {
      this.#clear(field);
      byId("access-title").focus();
    } else {
      field.select();
    }
  }

  async #setPassword(checked) {
    const field = byId("new-password");
    if (await this.#session.setPassword(field.value)) {
      this.#clear(field);
      byId("access-title").focus();
    }
    checked();
  }

  // A password is not left in the page, nor shown when the next one is typed.
  #clear(field) {
    field.value = "";
    field.type = "password";
    document.querySelector(`[data-shows="${field.id}"]`).checked = false;
  }

  render() {
    const session = this.#session;
    const access = this.#access;
    const link = t(session.isSignedIn ? "signedIn" : "signIn");
    setText(byId("access-link"), link);
    setText(byId("access-title"), link);
    setText(byId("access-state"), this.#describe());
    setText(byId("access-problem"), session.problem);
    const wait = session.waitSeconds;
    setText(byId("access-wait"), wait > 0 ? t("waitForPassword", formatSpan(wait * 1000)) : "");

    byId("sign-in-form").hidden = session.isSignedIn || !access.isPasswordSet;
    byId("sign-in").setAttribute("aria-disabled", String(session.isBusy || wait > 0 || !access.isOpen));
    setText(byId("sign-in"), t(session.isBusy ? "signingIn" : "signIn"));
    byId("sign-out-box").hidden = !session.isSignedIn;
    byId("password-form").hidden = !access.maySetPassword;
    byId("set-password").setAttribute("aria-disabled", String(session.isBusy || !access.isOpen));
    setText(byId("password-title"), t(access.isPasswordSet ? "setNewPassword" : "setFirstPassword"));
    setText(byId("access-help"), this.#help());
  }

  #describe() {
    const { isSignedIn, isBusy } = this.#session;
    const { isOpen, isKnown, isPasswordSet } = this.#access;
    if (!isOpen) {
      return t("notConnected");
    }
    if (isSignedIn) {
      return t("areSignedIn");
    }
    if (isBusy) {
      return t("signingIn");
    }
    if (!isKnown) {
      return t("asking");
    }
    return t(isPasswordSet ? "mayLook" : "noPassword");
  }

  #help() {
    const left = this.#access.presenceLeftMs;
    if (this.#session.isSignedIn || !this.#access.isKnown) {
      return "";
    }
    if (left > 0) {
      return t("presence", formatSpan(left));
    }
    if (this.#access.maySetPassword) {
      return "";
    }
    return t(this.#access.isPasswordSet ? "forgotten" : "howToSet");
  }
}
