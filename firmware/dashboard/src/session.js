import { ScramClient, makeVerifier } from "./scram.js";
import { t, told } from "./words.js";

const adminUser = "admin";
export const leastPasswordLength = 8;

// Whether this page is signed in, and how it becomes so. The password stays in this object, so that a connection that was
// lost and found is signed in again; it ends with the tab, with signOut, and when the device does not take it any more.
export class Session {
  #connection;
  #now;
  #changed;
  #password = null;
  #waitUntil = 0;

  isSignedIn = false;
  isBusy = false;
  problem = "";

  // connection: a Nanowire; now(): milliseconds; changed(): something to be shown has changed.
  constructor(connection, now, changed) {
    this.#connection = connection;
    this.#now = now;
    this.#changed = changed;
  }

  // Seconds until the device takes a password again, after too many wrong ones.
  get waitSeconds() {
    return Math.max(0, Math.ceil((this.#waitUntil - this.#now()) / 1000));
  }

  // The connection is open: signs in again when it was before. Resolves when that is decided.
  async opened() {
    if (this.#password === null || await this.signIn(this.#password)) {
      return;
    }
    if (this.problem === t("wrongPassword")) {
      // Nobody typed one just now.
      this.problem = t("signedOutByPassword");
      this.#changed();
    }
  }

  // The connection is gone, and at the device the sign-in with it.
  lost() {
    this.isSignedIn = false;
    this.#changed();
  }

  // The device said that nobody is signed in here: somebody has set another password.
  ended() {
    this.#forget(this.isSignedIn ? t("signedOutByDevice") : this.problem);
    this.#changed();
  }

  // Resolves with whether it worked; problem says why not.
  async signIn(password) {
    if (this.isBusy) {
      return false;
    }
    this.isBusy = true;
    this.problem = "";
    this.#changed();
    try {
      const scram = new ScramClient(adminUser, password);
      const challenge = await this.#connection.command("auth", { data: scram.first() });
      const outcome = await this.#connection.command("auth", { data: scram.final(String(challenge.data)) });
      // Whoever imitates the device has the password checked by nobody, and would be told everything from now on.
      if (!scram.isServer(outcome.data)) {
        throw new Error(t("imitated"));
      }
      this.#password = password;
      this.#waitUntil = 0;
      this.isSignedIn = true;
    } catch (error) {
      this.#failed(error);
    }
    this.isBusy = false;
    this.#changed();
    return this.isSignedIn;
  }

  // A device forgets who begins anew. One that does not answer that forgets with the connection.
  async signOut() {
    this.#forget("");
    this.#changed();
    try {
      await this.#connection.command("auth", { data: new ScramClient(adminUser, "").first() });
    } catch {
      this.#connection.stop();
      this.#connection.start();
    }
  }

  // Sets the admin password, and signs in by it, for the device signs everyone out. Resolves with whether it is set.
  async setPassword(password) {
    if (this.isBusy) {
      return false;
    }
    if ([...password].length < leastPasswordLength) {
      this.problem = t("leastCharacters", leastPasswordLength);
      this.#changed();
      return false;
    }
    this.isBusy = true;
    this.problem = "";
    this.#changed();
    try {
      await this.#connection.command("password", makeVerifier(password));
      this.#forget("");
      this.isBusy = false;
      await this.signIn(password);
      return true;
    } catch (error) {
      this.isBusy = false;
      this.problem = t("notSet", told(error.message));
      this.#changed();
      return false;
    }
  }

  #forget(problem) {
    this.#password = null;
    this.isSignedIn = false;
    this.problem = problem;
  }

  #failed(error) {
    this.isSignedIn = false;
    if (error.code === "closed" || error.code === "timeout") {
      // Nobody said no. What was remembered is tried again with the next connection.
      this.problem = t("notSignedIn", told(error.message));
      return;
    }
    const wait = /try again in (\d+) s/.exec(error.message);
    if (wait) {
      this.#waitUntil = this.#now() + Number(wait[1]) * 1000;
    }
    // It is not tried by itself again: each try counts, for the whole device.
    this.#forget(wait ? t("tooManyPasswords") : /^wrong/.test(error.message) ? t("wrongPassword") : t("notSignedIn", told(error.message)));
  }
}
