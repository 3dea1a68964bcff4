import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

// The library as the build packed it.
const packed = fileURLToPath(new URL("../../artifacts/dashboard/nanowire.js", import.meta.url));
const skip = existsSync(packed) ? false : "the library has not been packed: dotnet build firmware/Host";

test("Packed_Gzipped_IsBelow3Kilobytes", { skip }, () => {
  const size = gzipSync(readFileSync(packed), { level: 9 }).length;
  assert.ok(size < 3 * 1024, `${size} bytes`);
});

test("Packed_Library_PassesTheSameTests", { skip }, () => {
  // Not as a part of this run of the runner, which would count its tests.
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const tests = ["client", "block"].map((name) => fileURLToPath(new URL(`${name}.test.js`, import.meta.url)));
  const run = spawnSync(process.execPath, ["--test", ...tests], { env: { ...env, NANOWIRE_JS: pathToFileURL(packed).href }, encoding: "utf8" });
  assert.equal(run.status, 0, run.stdout + run.stderr);
});
