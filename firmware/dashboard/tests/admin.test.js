import assert from "node:assert/strict";
import { test } from "node:test";
import { Access } from "../src/access.js";
import { readHealth } from "../src/health-model.js";
import { Poller } from "../src/poller.js";
import { fromBase64, hmac, makeVerifier, sha256, toBase64, toUtf8 } from "../src/scram.js";
import { Session } from "../src/session.js";
import { SettingsForm, readSettings, settingValue } from "../src/settings-model.js";
import { t } from "../src/words.js";

const noPasswordYet = t("noPasswordYet");
const signInFirst = t("signInFirst");

const refused = (text) => Object.assign(new Error(text), { code: "refused" });

// The device's side of signing in, and of what may go wrong with it.
class FakeDevice {
  verifier = makeVerifier("correct horse", new Uint8Array(16).fill(7));
  commands = [];
  error = null;
  isFalse = false;
  stops = 0;
  #exchange = null;

  async command(name, fields) {
    this.commands.push(name);
    if (this.error) {
      throw this.error;
    }
    if (name === "password") {
      this.verifier = fields;
      return {};
    }
    if (fields.data.startsWith("n,,")) {
      const bare = fields.data.slice(3);
      const nonce = `${bare.split("r=")[1]}device`;
      this.#exchange = { bare, challenge: `r=${nonce},s=${this.verifier.salt},i=${this.verifier.iterations}` };
      return { data: this.#exchange.challenge };
    }
    const { bare, challenge } = this.#exchange;
    const [unsigned, proof] = fields.data.split(",p=");
    const message = toUtf8(`${bare},${challenge},${unsigned}`);
    const signature = hmac(fromBase64(this.verifier.storedKey), message);
    const key = fromBase64(proof).map((b, i) => b ^ signature[i]);
    if (toBase64(sha256(key)) !== this.verifier.storedKey) {
      throw refused("wrong user or password");
    }
    return { data: `v=${toBase64(hmac(this.isFalse ? toUtf8("x") : fromBase64(this.verifier.serverKey), message))}` };
  }

  stop() {
    this.stops += 1;
  }

  start() {}
}

function createSession() {
  const world = { now: 0, told: 0, device: new FakeDevice() };
  world.session = new Session(world.device, () => world.now, () => { world.told += 1; });
  return world;
}

test("SignIn_RightPassword_IsSignedInAndAgainAfterALostConnection", async () => {
  const { session, device } = createSession();
  const ended = session.signIn("correct horse");
  assert.equal(session.isBusy, true);
  assert.equal(await ended, true);
  assert.deepEqual([session.isSignedIn, session.isBusy, session.problem], [true, false, ""]);
  session.lost();
  assert.equal(session.isSignedIn, false);
  await session.opened();
  assert.equal(session.isSignedIn, true);
  assert.equal(device.commands.length, 4);
});

test("SignIn_WrongPassword_SaysSoAndIsNotTriedByItself", async () => {
  const { session, device } = createSession();
  assert.equal(await session.signIn("battery staple"), false);
  assert.equal(session.problem, "Wrong password.");
  session.lost();
  await session.opened();
  assert.equal(device.commands.length, 2, "each try counts at the device");
});

test("SignIn_PasswordChangedMeanwhile_IsForgottenAfterOneTry", async () => {
  const { session, device } = createSession();
  await session.signIn("correct horse");
  device.verifier = makeVerifier("another one");
  session.lost();
  await session.opened();
  await session.opened();
  assert.equal(session.isSignedIn, false);
  assert.equal(session.problem, "Signed out: the device does not take the password any more.");
  assert.equal(device.commands.length, 4);
});

test("SignIn_ConnectionLostMeanwhile_RemembersWhatWasRightBefore", async () => {
  const { session, device } = createSession();
  await session.signIn("correct horse");
  session.lost();
  device.error = Object.assign(new Error("connection lost"), { code: "closed" });
  await session.opened();
  assert.equal(session.problem, "Not signed in: connection lost.");
  device.error = null;
  await session.opened();
  assert.equal(session.isSignedIn, true);
});

test("SignIn_TooManyWrongOnes_CountsTheWaitDown", async () => {
  const world = createSession();
  world.device.error = refused("too many wrong passwords; try again in 8 s");
  await world.session.signIn("correct horse");
  assert.equal(world.session.problem, "Too many wrong passwords.");
  assert.equal(world.session.waitSeconds, 8);
  world.now = 7001;
  assert.equal(world.session.waitSeconds, 1);
  world.now = 8000;
  assert.equal(world.session.waitSeconds, 0);
});

test("SignIn_DeviceThatDoesNotKnowThePassword_IsNotTrusted", async () => {
  const { session, device } = createSession();
  device.isFalse = true;
  assert.equal(await session.signIn("correct horse"), false);
  assert.match(session.problem, /may not be your device/);
  await session.opened();
  assert.equal(device.commands.length, 2);
});

test("SignOut_DeviceForgetsOrTheConnectionEnds", async () => {
  const { session, device } = createSession();
  await session.signIn("correct horse");
  await session.signOut();
  assert.deepEqual([session.isSignedIn, device.commands.length, device.stops], [false, 3, 0]);
  await session.opened();
  assert.equal(session.isSignedIn, false, "the password is forgotten");
  await session.signIn("correct horse");
  device.error = refused("too many wrong passwords; try again in 8 s");
  await session.signOut();
  assert.equal(device.stops, 1);
});

test("SetPassword_SetsItAndSignsInByIt", async () => {
  const { session, device } = createSession();
  assert.equal(await session.setPassword("1234567"), false);
  assert.deepEqual([session.problem, device.commands.length], ["At least 8 characters.", 0]);
  assert.equal(await session.setPassword("12345678"), true);
  assert.deepEqual(device.commands, ["password", "auth", "auth"]);
  assert.equal(session.isSignedIn, true);
  device.error = refused("could not be stored");
  assert.equal(await session.setPassword("123456789"), false);
  assert.equal(session.problem, "Not set: could not be stored.");
});

test("Ended_SignedIn_SaysWhy", async () => {
  const { session } = createSession();
  session.ended();
  assert.equal(session.problem, "");
  await session.signIn("correct horse");
  session.ended();
  assert.match(session.problem, /ended this sign-in/);
});

const definitions = {
  passwordSet: true, presenceMs: 0, setup: false,
  settings: [
    { name: "name", kind: "label", min: 1, max: 32, needsRestart: true, value: "kitchen" },
    { name: "network", kind: "choice", choices: ["dhcp", "static"], needsRestart: true, value: "dhcp" },
    { name: "address", kind: "address", needsRestart: true, value: "" },
    { name: "intervalMs", kind: "integer", min: 100, max: 60000, needsRestart: false, value: 1000 },
    { name: "openControl", kind: "flag", needsRestart: false, value: false },
    { name: "password", kind: "secret", isSet: true },
  ],
};

test("Access_WhoMayDoWhat_AndWhyNot", () => {
  const session = { isSignedIn: false, isBusy: false };
  let now = 0;
  const access = new Access(session, () => now);
  assert.equal(access.changeRefusal, "Not connected.");
  access.isOpen = true;
  assert.equal(access.controlRefusal, "", "the device decides as long as it has not said anything");
  access.learn(readSettings(definitions));
  assert.deepEqual([access.controlRefusal, access.changeRefusal, access.maySetPassword], [signInFirst, signInFirst, false]);
  session.isSignedIn = true;
  assert.deepEqual([access.controlRefusal, access.changeRefusal, access.maySetPassword], ["", "", true]);
  session.isSignedIn = false;
  access.learn(readSettings({ ...definitions, passwordSet: false }));
  assert.deepEqual([access.controlRefusal, access.maySetPassword], [noPasswordYet, false]);
  access.learn(readSettings({ ...definitions, passwordSet: false, setup: true }));
  assert.equal(access.maySetPassword, true);
  access.learn(readSettings({ ...definitions, presenceMs: 120000 }));
  now = 119999;
  assert.deepEqual([access.maySetPassword, access.presenceLeftMs], [true, 1]);
  now = 120000;
  assert.equal(access.maySetPassword, false);
  definitions.settings[4].value = true;
  access.learn(readSettings(definitions));
  definitions.settings[4].value = false;
  assert.deepEqual([access.controlRefusal, access.changeRefusal], ["", signInFirst]);
  access.isOpen = false;
  assert.deepEqual([access.controlRefusal, access.maySetPassword], ["Not connected.", false]);
});

test("ReadSettings_WhatIsUnknownOrWrong_IsShownAsItIsOrLeftOut", () => {
  const { settings, isPasswordSet, presenceMs } = readSettings({ presenceMs: "soon", settings: [null, 5, { kind: "flag" }, { name: "toString", kind: "colour", value: 3 }] });
  assert.deepEqual(settings.map(({ name, title, kind, value }) => [name, title, kind, value]), [["toString", "toString", "text", "3"]]);
  assert.deepEqual([isPasswordSet, presenceMs], [false, 0]);
  for (const wrong of [null, 5, [], {}, { settings: {} }]) {
    assert.throws(() => readSettings(wrong));
  }
  assert.match(readSettings(definitions).settings[3].hint, /100 to 60000 \(100 ms to 1 min\)/);
});

test("SettingValue_EachKind_IsWhatTheCommandCarries", () => {
  const kind = (name) => ({ kind: name });
  assert.deepEqual(
    [[kind("integer"), " 500 "], [kind("integer"), "1e3"], [kind("flag"), true], [kind("label"), " hall "], [kind("text"), " a "]].map(([s, d]) => settingValue(s, d)),
    [500, "1e3", true, "hall", " a "]);
});

function createForm() {
  const form = new SettingsForm(() => {});
  form.load(readSettings(definitions).settings);
  return form;
}

test("SettingsForm_Saved_SendsWhatChangedAndNothingElse", async () => {
  const form = createForm();
  const sent = [];
  form.edit("name", "hall");
  form.edit("intervalMs", "500");
  form.edit("openControl", true);
  form.edit("openControl", false);
  const saving = form.save(async (...change) => { sent.push(change); });
  assert.equal(form.outcome("name").phase, "pending");
  const stored = await saving;
  assert.deepEqual(sent, [["name", "hall"], ["intervalMs", 500]]);
  assert.deepEqual(stored.map((setting) => setting.name), ["name", "intervalMs"]);
  assert.deepEqual([form.outcome("name").phase, form.draft("name"), form.changes], ["saved", "hall", []]);
});

test("SettingsForm_Refused_KeepsWhatWasTypedAndSaysWhy", async () => {
  const form = createForm();
  form.edit("intervalMs", "5");
  form.edit("name", "hall");
  await form.save(async (name) => {
    if (name === "intervalMs") {
      throw refused("intervalMs: a whole number, 100 to 60000");
    }
  });
  assert.deepEqual(form.outcome("intervalMs"), { phase: "refused", problem: "a whole number, 100 to 60000" });
  assert.deepEqual([form.draft("intervalMs"), form.changes], ["5", ["intervalMs"]]);
  form.load(readSettings(definitions).settings);
  assert.equal(form.draft("intervalMs"), "5", "what is typed outlasts what the device says");
  form.undo();
  assert.deepEqual([form.draft("intervalMs"), form.outcome("intervalMs").phase], ["1000", "clean"]);
});

test("SettingsForm_ValuesThatOnlyFitTogether_AreSentAgain", async () => {
  const form = createForm();
  const sent = [];
  assert.equal(form.isHidden("address"), true);
  form.edit("network", "static");
  assert.equal(form.isHidden("address"), false);
  form.edit("address", "10.0.0.5");
  await form.save(async (name) => {
    sent.push(name);
    if (name === "network" && !sent.includes("address")) {
      throw refused("network: static needs address and mask first");
    }
  });
  assert.deepEqual(sent, ["network", "address", "network"]);
  assert.deepEqual(form.changes, []);
});

test("SettingsForm_ConnectionLost_SendsNoMoreAndKeepsTheRest", async () => {
  const form = createForm();
  form.edit("name", "hall");
  form.edit("intervalMs", "500");
  let sent = 0;
  await form.save(async () => {
    sent += 1;
    throw Object.assign(new Error("connection lost"), { code: "closed" });
  });
  assert.equal(sent, 1);
  assert.deepEqual(form.changes, ["name", "intervalMs"]);
  assert.deepEqual([form.outcome("name").problem, form.outcome("intervalMs").problem], ["connection lost", "not sent: connection lost"]);
  assert.equal(form.isSaving, false);
});

test("SettingsForm_TypedWhileSaving_IsANewChange", async () => {
  const form = createForm();
  form.edit("name", "hall");
  await form.save(async () => form.edit("name", "hall2"));
  assert.deepEqual([form.draft("name"), form.changes, form.outcome("name").phase], ["hall2", ["name"], "changed"]);
});

test("Poller_Active_AsksAgainAfterEachAnswerAndNotOtherwise", async () => {
  const timers = [];
  const told = [];
  let answer = Promise.resolve(1);
  const poller = new Poller(() => answer, 10, (value, error) => told.push([value, error?.message]), (ms, action) => timers.push(action), () => {});
  poller.setActive(true);
  poller.setActive(true);
  await answer;
  await null;
  assert.deepEqual([told, timers.length], [[[1, undefined]], 1]);
  answer = Promise.reject(new Error("gone"));
  timers[0]();
  await answer.catch(() => {});
  await null;
  assert.deepEqual(told[1], [null, "gone"]);
  timers[1]();
  poller.setActive(false);
  await answer.catch(() => {});
  await null;
  assert.equal(told.length, 2, "whoever stopped is told nothing any more");
});

test("ReadHealth_FullAnswer_IsInTheRows", () => {
  const health = readHealth({
    firmware: "0.1.0", uptimeMs: 81234, starts: 7, restarting: false,
    memory: { free: 5120, least: 4096, low: 8192, critical: 4096, sheds: 0 },
    network: { state: "up", reason: "", address: "192.168.1.20", rssi: -61, joins: 2, failures: 0, losses: 1 },
    server: { open: 1, accepted: 12, opened: 2, lost: 0, refused: 0, messages: 31, errors: 0, signInFailures: 3 },
    parts: [{ name: "pump", stalled: true, stalls: 2 }],
    readings: [{ id: "temperature", present: false }],
    sensors: [{ id: "bme280", name: "BME280", present: false, failed: 0, error: "no answer" }, { id: "chip", name: "Chip", present: true, failed: 2, error: "failed" }],
    restarts: [{ reason: "stalled", detail: "pump", uptimeSeconds: 3600, time: 1795262400 }, { reason: "first start", detail: "", uptimeSeconds: null, time: null }],
    log: [{ ms: 12, text: "start" }],
  });
  const fact = (name) => health.facts.find((item) => item.name === name);
  assert.deepEqual([fact("Uptime").value, fact("Free memory").value, fact("Free memory").isBad], ["1 min 21 s", "5.0 KB", true]);
  assert.deepEqual([fact("Signal").value, fact("Wrong passwords").isBad], ["−61 dBm", true]);
  assert.deepEqual(health.sensors[0], { name: "BME280", state: "absent", detail: "no answer", isBad: true });
  assert.equal(health.sensors[1].detail, "failed 2 times, last: failed");
  assert.deepEqual(health.parts[0], { name: "pump", state: "stalled", detail: "stalled 2 times", isBad: true });
  assert.deepEqual([health.restarts[0].reason, health.restarts[0].ran], ["stalled: pump", "1 h 00 min"]);
  assert.deepEqual([health.restarts[1].when, health.restarts[1].ran], ["time not known", "–"]);
});

test("ReadHealth_WhatNobodyKnows_IsNotZero", () => {
  const health = readHealth({ uptimeMs: 5, memory: { free: null, least: null, low: 8192 }, parts: "x", readings: [{ id: "light", present: true }, null] });
  assert.equal(health.facts.find((item) => item.name === "Free memory").value, "–");
  assert.equal(health.facts.some((item) => item.name === "Signal"), false);
  assert.deepEqual(health.sensors.map((sensor) => sensor.name), ["light"]);
  for (const wrong of [null, [], 5, {}, { uptimeMs: null }]) {
    assert.throws(() => readHealth(wrong));
  }
});
