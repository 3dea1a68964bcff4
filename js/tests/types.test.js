import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import * as library from "../nanowire.js";

const compiler = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
const skip = existsSync(compiler) ? false : "npm's typescript is not installed: npm ci in js";

test("Types_WhatIsWrittenWithThem_Compiles", { skip }, () => {
  const sample = fileURLToPath(new URL("types.ts", import.meta.url));
  const run = spawnSync(process.execPath, [
    compiler, "--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom", sample,
  ], { encoding: "utf8" });
  assert.equal(run.stdout + run.stderr, "");
  assert.equal(run.status, 0);
});

test("Exports_AreThoseOfTheTypes", () => {
  assert.deepEqual(Object.keys(library).sort(), ["Nanowire", "readBlock"]);
});
