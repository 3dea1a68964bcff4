import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

// The page as the build packed it, with uPlot or without. NANOWIRE_DASHBOARD names another folder to look at.
const folder = process.env.NANOWIRE_DASHBOARD || fileURLToPath(new URL("../../../artifacts/dashboard", import.meta.url));
const skip = existsSync(`${folder}/dashboard.html.gz`) ? false : "the page has not been built: dotnet build firmware/Host";

test("PackedPage_Size_IsWithinTheBudget", { skip }, () => {
  const packed = readFileSync(`${folder}/dashboard.html.gz`);
  assert.ok(packed.length <= 40 * 1024, `${packed.length} bytes`);
});

test("PackedPage_Unzipped_IsThePageAndNeedsNothingElse", { skip }, () => {
  const page = gunzipSync(readFileSync(`${folder}/dashboard.html.gz`)).toString("utf8");
  assert.equal(page, readFileSync(`${folder}/dashboard.html`, "utf8"));
  assert.match(page, /^<!doctype html>/);
  assert.doesNotMatch(page, /<(script|img|iframe)[^>]*\ssrc=/);
  assert.doesNotMatch(page, /<link[^>]*href="(?!data:)/);
  assert.doesNotMatch(page, /@import|url\(/);
  assert.doesNotMatch(page, /^(import|export) /m);
});

test("GeneratedSource_ChunksJoined_AreTheGzippedPage", { skip }, () => {
  const source = readFileSync(`${folder}/DashboardPage.cs`, "utf8");
  const chunks = [...source.matchAll(/case (\d+): return new byte\[\] \{ ([\d,]+) \};/g)];
  assert.deepEqual(chunks.map((match) => Number(match[1])), chunks.map((match, i) => i));
  const bytes = chunks.map((match) => match[2].split(",").map(Number));
  bytes.slice(0, -1).forEach((chunk) => assert.equal(chunk.length, 512));
  assert.deepEqual(Buffer.from(bytes.flat()), readFileSync(`${folder}/dashboard.html.gz`));
});
