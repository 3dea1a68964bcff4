import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { portalGermanTold } from "../src/portal-words.js";
import { german, germanTold } from "../src/words-de.js";
import { english } from "../src/words-en.js";

const folder = fileURLToPath(new URL("../src", import.meta.url));
const read = (name) => readFileSync(`${folder}/${name}`, "utf8");
const marks = (text) => (text.match(/\{\d\}/g) ?? []).sort().join();
const bundled = readdirSync(folder).filter((name) => name.endsWith(".js") && !/^(words|portal)/.test(name));

test("Dictionaries_BothLanguages_HaveTheSameKeysAndMarks", () => {
  assert.deepEqual(Object.keys(german), Object.keys(english));
  for (const key of Object.keys(english)) {
    assert.equal([...new Set(marks(german[key]).split(","))].join(), [...new Set(marks(english[key]).split(","))].join(), key);
    assert.equal(german[key] === "", english[key] === "", `${key}: nothing is nothing in both`);
  }
});

test("Dictionaries_EveryKeyThatIsUsed_IsThereAndNoOther", () => {
  const used = new Set();
  const page = read("index.html");
  for (const [, key] of page.matchAll(/data-(?:t|label)="(\w+)"/g)) {
    used.add(key);
  }
  const made = [];
  for (const name of bundled) {
    const source = read(name);
    // t(...) to its first comma or end: a key, or a choice of keys, or one that is put together.
    for (const [, inner] of source.matchAll(/\bt\(((?:[^()]|\([^()]*\))*)\)/g)) {
      for (const [, key] of inner.matchAll(/"(\w+)"/g)) {
        used.add(key);
      }
      for (const [, start] of inner.matchAll(/`(\w+_)\$/g)) {
        made.push(start);
      }
    }
    for (const [, line] of source.matchAll(/^const againWords = (.*);$/gm)) {
      for (const [, key] of line.matchAll(/"(\w+)"/g)) {
        used.add(key);
      }
    }
  }
  made.push("setting_", "choice_");
  const known = Object.keys(english);
  for (const key of used) {
    assert.ok(known.includes(key) || !/^[a-z]\w*$/.test(key) || ["trustedOrigins", "https", "http", "number", "boolean", "setting", "choice"].includes(key), `used, but not there: ${key}`);
  }
  for (const key of known.filter((item) => item !== "decimalMark")) {
    assert.ok(used.has(key) || made.some((start) => key.startsWith(start)), `there, but not used: ${key}`);
  }
});

test("Page_ItsMarkup_HasNoWordsOfItsOwn", () => {
  const body = read("index.html").split("<body>")[1]
    .replace(/<noscript>.*?<\/noscript>/s, "").replace(/<option[^>]*lang=.*?<\/option>/g, "")
    .replace('<h1 id="name">Nanowire</h1>', "");
  assert.doesNotMatch(body.replace(/<[^>]*>/g, ""), /\p{L}/u);
  assert.doesNotMatch(body, /(?:aria-label|title|placeholder|alt)="/);
});

test("Modules_OfThePage_HaveNoWordsOfTheirOwn", () => {
  // What looks like words and is seen by nobody: lists of classes and ids, fonts, media queries, what devices say, file names.
  const allowed = [
    /^(?:[\w-]+ )*[\w-]+$/, /\bsans-serif\b/, /^\(prefers-/, /^uptime \(ms\)$/, /^(?:mean|least|greatest) of /, /^no answer$/,
    /^the description has no readings$/, /^there are no settings in its answer$/, /^status \$/, /^not /,
  ];
  for (const name of bundled.filter((item) => !/^(scram|history-blocks)/.test(item))) {
    read(name).split("\n").forEach((line, i) => {
      if (/^\s*(\/\/|import |export const \w+ = \/)/.test(line)) {
        return;
      }
      const code = line.replace(/\s\/\/ .*$/, "").replace(/\/(?:[^/\\\n]|\\.)+\/[a-z]*\.?(?=[,;).\]]|test|exec)/g, "");
      for (const [, , text] of code.matchAll(/(["`])((?:[^"`\\]|\\.)*)\1/g)) {
        const plain = text.replace(/\$\{[^}]*\}/g, "");
        const looksSaid = /\p{Lu}\p{Ll}+ \p{Ll}/u.test(plain) || /\p{Ll}{2,} \p{Ll}{2,}.*[.:…]/u.test(plain) || /\p{Ll}…/u.test(plain);
        assert.ok(!looksSaid || allowed.some((pattern) => pattern.test(text)), `${name}:${i + 1}: ${text}`);
      }
    });
  }
});

test("Portal_EveryKeyThatIsUsed_IsThereInBothLanguagesAndNoOther", () => {
  const source = read("portal-words.js");
  const known = new Map([...source.matchAll(/^  (\w+): \["(.*)", "(.*)"\],$/gm)].map(([, key, ...both]) => [key, both]));
  assert.ok(known.size > 40);
  for (const [key, [first, second]] of known) {
    assert.equal(marks(first), marks(second), key);
  }
  const page = read("portal.html");
  const code = read("portal.js") + read("portal-form.js");
  const used = new Set([...page.matchAll(/data-t="(\w+)"/g), ...code.matchAll(/\bp\("(\w+)"/g)].map(([, key]) => key));
  // Those that are put together from what the device, or the form, says.
  for (const key of ["open", "secured", "strong", "fair", "weak", ...[...read("portal-form.js").matchAll(/"((?:network|password|device|admin|address)[A-Z]\w+)"/g)].map(([, key]) => key)]) {
    used.add(key);
  }
  assert.deepEqual([...used].sort(), [...known.keys()].sort());
  const body = page.split("<body>")[1].replace(/<noscript>.*?<\/noscript>/s, "").replace(/<option[^>]*lang=.*?<\/option>/g, "")
    .replace('<h1 id="title">Nanowire</h1>', "").replace('http://<span id="host">nanowire</span>.local/', "");
  assert.doesNotMatch(body.replace(/<[^>]*>/g, ""), /\p{L}/u);
});

test("Told_WhatTheBoardsAreCalled_IsInGerman", () => {
  // Of the sources: names that are a word of a language, and not a product's or a sign's.
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const files = ["boards", "firmware/Device", "firmware/Sensors", "firmware/Streams"].flatMap((name) =>
    readdirSync(`${root}/${name}`, { recursive: true }).filter((file) => file.endsWith(".cs")).map((file) => readFileSync(`${root}/${name}/${file}`, "utf8")));
  const source = files.join("\n");
  const names = new Set([
    ...[...source.matchAll(/new (?:Reading|Output|LevelOutput)\("\w+", "([^"]+)"/g)].map(([, name]) => name),
    ...[...source.matchAll(/json\.Member\("name", "([^"]+)"\)/g)].map(([, name]) => name),
    ...[...source.matchAll(/new\[\] \{ ((?:"\w+"(?:, )?)+) \}\)/g)].flatMap(([, list]) => list.match(/\w+/g)),
    ...["Temperature", "Humidity", "Pressure"].flatMap((name) => [name, `Outdoor ${name.toLowerCase()}`]),
  ]);
  assert.ok(names.has("Analogue input") && names.has("evening") && names.size > 10, [...names].join());
  for (const name of [...names].filter((item) => item !== "LED")) {
    assert.ok(germanTold.some(([pattern]) => pattern.test(name)), `no German for ${name}`);
  }
});

test("Told_WhatTheFirmwareSays_IsGermanAndWholeLinesOnly", () => {
  for (const [pattern, words] of [...germanTold, ...portalGermanTold]) {
    assert.match(pattern.source, /^\^.*(?:\$|\.\*)$/, `${pattern} must be of a whole text`);
    assert.notEqual(words, "");
  }
});
