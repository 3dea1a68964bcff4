import assert from "node:assert/strict";
import { test } from "node:test";
import { findProblems, joinFields, strength } from "../src/portal-form.js";

const right = {
  ssid: "home", password: "12345678", isOpen: false, device: "kitchen-2", admin: "", isStatic: false, address: "", mask: "", gateway: "", dns: "",
};

function problemsOf(changes) {
  return Object.keys(findProblems({ ...right, ...changes }));
}

test("FindProblems_AllRight_IsNone", () => {
  assert.deepEqual(problemsOf({}), []);
  assert.deepEqual(problemsOf({ isOpen: true, password: "" }), []);
  assert.deepEqual(problemsOf({ isOpen: undefined, password: "" }), []);
  assert.deepEqual(problemsOf({ isStatic: true, address: "10.0.0.2", mask: "255.0.0.0" }), []);
});

test("FindProblems_LimitsOfTheNetwork_AreOnBothSides", () => {
  assert.deepEqual(problemsOf({ ssid: "" }), ["network"]);
  assert.deepEqual(problemsOf({ ssid: "x".repeat(32) }), []);
  assert.deepEqual(problemsOf({ ssid: "x".repeat(33) }), ["network"]);
  assert.deepEqual(problemsOf({ ssid: "\u00e9".repeat(16) }), []);
  assert.deepEqual(problemsOf({ ssid: "\u00e9".repeat(17) }), ["network"]);
  assert.deepEqual(problemsOf({ password: "" }), ["password"]);
  assert.deepEqual(problemsOf({ password: "1234567" }), ["password"]);
  assert.deepEqual(problemsOf({ password: "x".repeat(63) }), []);
  assert.deepEqual(problemsOf({ password: "x".repeat(64) }), ["password"]);
});

test("FindProblems_NamesAndPasswordsOfTheDevice_AreChecked", () => {
  for (const device of ["", "-a", "a-", "a b", "a_b", "\u00e9", "x".repeat(33)]) {
    assert.deepEqual(problemsOf({ device }), ["device"], device);
  }
  for (const device of ["a", "A-1", "x".repeat(32)]) {
    assert.deepEqual(problemsOf({ device }), [], device);
  }
  assert.deepEqual(problemsOf({ admin: "1234567" }), ["admin"]);
  assert.deepEqual(problemsOf({ admin: "12345678" }), []);
});

test("FindProblems_StaticAddresses_AreFourNumbers", () => {
  const address = { isStatic: true, address: "192.168.1.20", mask: "255.255.255.0" };
  assert.deepEqual(problemsOf({ ...address, address: "192.168.1" }), ["address"]);
  assert.deepEqual(problemsOf({ ...address, address: "192.168.1.256" }), ["address"]);
  assert.deepEqual(problemsOf({ ...address, mask: "" }), ["mask"]);
  assert.deepEqual(problemsOf({ ...address, gateway: "x", dns: "y" }), ["gateway", "dns"]);
});

test("JoinFields_Static_HasTheAddresses", () => {
  assert.deepEqual(joinFields(right), { ssid: "home", password: "12345678", name: "kitchen-2", network: "dhcp" });
  const fields = joinFields({ ...right, isStatic: true, address: "10.0.0.2", mask: "255.0.0.0" });
  assert.deepEqual(fields, {
    ssid: "home", password: "12345678", name: "kitchen-2", network: "static", address: "10.0.0.2", mask: "255.0.0.0", gateway: "", dns: "",
  });
});

test("Strength_OfASignal_IsAWord", () => {
  assert.deepEqual([-30, -60, -61, -75, -76].map(strength), ["strong", "strong", "fair", "fair", "weak"]);
});
