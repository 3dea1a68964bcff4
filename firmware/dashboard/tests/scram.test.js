import assert from "node:assert/strict";
import { createHash, createHmac, pbkdf2Sync } from "node:crypto";
import { test } from "node:test";
import { ScramClient, fromBase64, hmac, makeVerifier, sha256, stretch, toBase64, toUtf8 } from "../src/scram.js";

function bytes(count) {
  return Uint8Array.from({ length: count }, (_, i) => (i * 7 + count) & 255);
}

test("Sha256_EveryLengthAroundTheBlocks_IsNodes", () => {
  for (let count = 0; count < 260; count++) {
    assert.equal(Buffer.from(sha256(bytes(count))).toString("hex"), createHash("sha256").update(bytes(count)).digest("hex"), `${count} bytes`);
  }
});

test("Hmac_KeysAroundTheBlock_IsNodes", () => {
  for (const count of [0, 1, 63, 64, 65, 200]) {
    const expected = createHmac("sha256", bytes(count)).update(bytes(100)).digest("hex");
    assert.equal(Buffer.from(hmac(bytes(count), bytes(100))).toString("hex"), expected, `a key of ${count} bytes`);
  }
});

test("Stretch_Iterations_IsNodesPbkdf2", () => {
  for (const count of [1, 2, 4096]) {
    const expected = pbkdf2Sync("pencil", bytes(16), count, 32, "sha256").toString("hex");
    assert.equal(Buffer.from(stretch(toUtf8("pencil"), bytes(16), count)).toString("hex"), expected, `${count} iterations`);
  }
});

// RFC 7677 section 3.
const serverFirst = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
const serverFinal = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

test("ScramClient_Rfc7677_SaysTheSameAndKnowsTheServer", () => {
  const client = new ScramClient("user", "pencil", "rOprNGfwEbeRWgbNEkqO");
  assert.equal(client.first(), "n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
  assert.equal(client.isServer("v="), false);
  assert.equal(client.final(serverFirst), "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
  assert.equal(client.isServer(serverFinal), true);
  assert.equal(client.isServer(serverFinal.replace("6", "7")), false);
});

test("ScramClient_ServerThatIsNone_IsRefused", () => {
  for (const wrong of ["", "e=unknown-user", serverFirst.replace("rOpr", "other"), serverFirst.replace("4096", "4095"), serverFirst.replace("4096", "100001"),
    "r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"]) {
    assert.throws(() => new ScramClient("user", "pencil", "rOprNGfwEbeRWgbNEkqO").final(wrong), /answered/, wrong);
  }
});

test("ScramClient_User_IsEscaped", () => {
  assert.equal(new ScramClient("a=b,c", "x", "n").first(), "n,,n=a=3Db=2Cc,r=n");
});

test("MakeVerifier_OfThePassword_ChecksTheProofOfRfc7677", () => {
  const verifier = makeVerifier("pencil", fromBase64("W22ZaJ0SNY7soEsUEjb6gQ=="));
  assert.equal(verifier.salt, "W22ZaJ0SNY7soEsUEjb6gQ==");
  assert.equal(verifier.iterations, 4096);

  // What a server does (RFC 5802 section 3): the proof and the signature give the key that it knows the hash of.
  const bare = "n=user,r=rOprNGfwEbeRWgbNEkqO";
  const unsigned = "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
  const message = toUtf8(`${bare},${serverFirst},${unsigned}`);
  const signature = hmac(fromBase64(verifier.storedKey), message);
  const key = fromBase64("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=").map((b, i) => b ^ signature[i]);
  assert.equal(toBase64(sha256(key)), verifier.storedKey);
  assert.equal(`v=${toBase64(hmac(fromBase64(verifier.serverKey), message))}`, serverFinal);
});

test("MakeVerifier_Twice_HasTwoSalts", () => {
  assert.notEqual(makeVerifier("pencil").salt, makeVerifier("pencil").salt);
});

test("MakeVerifier_TheSameTextInTwoForms_IsOnePassword", () => {
  const salt = bytes(16);
  assert.deepEqual(makeVerifier("caf\u00e9", salt), makeVerifier("cafe\u0301", salt));
});
