// SCRAM-SHA-256 (RFC 5802, RFC 7677), the client's side, and the verifier that a device keeps instead of a password.
//
// Browsers have crypto.subtle on https:// only, and a device serves http://, so SHA-256 (FIPS 180-4), HMAC (RFC 2104) and
// PBKDF2 (RFC 8018) are here. They are checked against the RFC's vectors; nothing here need be constant in time, as the
// password is typed on the machine that it runs on.

export const verifierIterations = 4096;

// The fraction of the root of each of the first primes: cube roots for the rounds, square roots for the start.
function rootBits(power) {
  const words = [];
  for (let candidate = 2; words.length < 64; candidate++) {
    let isPrime = true;
    for (let d = 2; d * d <= candidate; d++) {
      isPrime = isPrime && candidate % d !== 0;
    }
    if (isPrime) {
      const root = candidate ** power;
      words.push(((root - Math.floor(root)) * 0x100000000) | 0);
    }
  }
  return words;
}

const roundWords = rootBits(1 / 3);
const startWords = rootBits(1 / 2).slice(0, 8);

function compress(state, words, bytes, offset) {
  for (let i = 0; i < 16; i++) {
    const at = offset + i * 4;
    words[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let i = 16; i < 64; i++) {
    const x = words[i - 15];
    const y = words[i - 2];
    const low = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const high = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = words[i - 16] + low + words[i - 7] + high;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const high = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t = (h + high + ((e & f) ^ (~e & g)) + roundWords[i] + words[i]) | 0;
    const low = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const u = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t) | 0;
    d = c;
    c = b;
    b = a;
    a = (t + u) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => {
    state[i] += value;
  });
}

export function sha256(bytes) {
  const state = new Int32Array(startWords);
  const words = new Int32Array(64);
  const padded = new Uint8Array((bytes.length + 72) & ~63);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  // Lengths here are below 2^29 bytes, so that the upper half of the 64 bits is zero.
  new DataView(padded.buffer).setUint32(padded.length - 4, bytes.length * 8);
  for (let at = 0; at < padded.length; at += 64) {
    compress(state, words, padded, at);
  }
  const digest = new Uint8Array(32);
  const view = new DataView(digest.buffer);
  state.forEach((word, i) => view.setInt32(i * 4, word));
  return digest;
}

function concat(first, second) {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

export function hmac(key, message) {
  const block = new Uint8Array(64);
  block.set(key.length > 64 ? sha256(key) : key);
  const inner = sha256(concat(block.map((b) => b ^ 0x36), message));
  return sha256(concat(block.map((b) => b ^ 0x5c), inner));
}

// One block of PBKDF2 with HMAC-SHA-256, which is what SCRAM calls Hi.
export function stretch(password, salt, iterations) {
  let last = hmac(password, concat(salt, Uint8Array.of(0, 0, 0, 1)));
  const result = last.slice();
  for (let i = 1; i < iterations; i++) {
    last = hmac(password, last);
    for (let j = 0; j < 32; j++) {
      result[j] ^= last[j];
    }
  }
  return result;
}

export function toUtf8(text) {
  return new TextEncoder().encode(text);
}

export function toBase64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

export function fromBase64(text) {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}

export function randomBytes(count) {
  return crypto.getRandomValues(new Uint8Array(count));
}

function saltedPassword(password, salt, iterations) {
  // What SASLprep (RFC 4013) comes to for what people type.
  return stretch(toUtf8(password.normalize("NFKC")), salt, iterations);
}

// What a device keeps: enough to check a proof, not enough to make one.
export function makeVerifier(password, salt = randomBytes(16), iterations = verifierIterations) {
  const salted = saltedPassword(password, salt, iterations);
  return {
    salt: toBase64(salt),
    iterations,
    storedKey: toBase64(sha256(hmac(salted, toUtf8("Client Key")))),
    serverKey: toBase64(hmac(salted, toUtf8("Server Key"))),
  };
}

// One sign-in: first(), then final(what the server said), then isServer(what it said to that).
export class ScramClient {
  #bare;
  #nonce;
  #password;
  #serverSignature = "";

  constructor(user, password, nonce = toBase64(randomBytes(18))) {
    this.#nonce = nonce;
    this.#bare = `n=${user.replaceAll("=", "=3D").replaceAll(",", "=2C")},r=${nonce}`;
    this.#password = password;
  }

  first() {
    return `n,,${this.#bare}`;
  }

  final(serverFirst) {
    const parts = /^r=([^,]+),s=([^,]+),i=(\d+)/.exec(serverFirst);
    const iterations = parts ? Number(parts[3]) : 0;
    // A server that could choose any number could have the page count for hours, or learn more than it should.
    if (!parts || !parts[1].startsWith(this.#nonce) || parts[1] === this.#nonce || iterations < 4096 || iterations > 100000) {
      throw new Error("the device answered with something else");
    }
    const salted = saltedPassword(this.#password, fromBase64(parts[2]), iterations);
    const clientKey = hmac(salted, toUtf8("Client Key"));
    const unsigned = `c=biws,r=${parts[1]}`;
    const message = toUtf8(`${this.#bare},${serverFirst},${unsigned}`);
    const signature = hmac(sha256(clientKey), message);
    this.#serverSignature = toBase64(hmac(hmac(salted, toUtf8("Server Key")), message));
    return `${unsigned},p=${toBase64(clientKey.map((b, i) => b ^ signature[i]))}`;
  }

  isServer(serverFinal) {
    return this.#serverSignature !== "" && serverFinal === `v=${this.#serverSignature}`;
  }
}
