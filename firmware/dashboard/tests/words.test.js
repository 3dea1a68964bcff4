import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
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

test("Told_WhatTheFirmwareSays_IsGermanAndWholeLinesOnly", () => {
  for (const [pattern, words] of germanTold) {
    assert.match(pattern.source, /^\^.*(?:\$|\.\*)$/, `${pattern} must be of a whole text`);
    assert.notEqual(words, "");
  }
});
