import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

// The page as the build packed it. NANOWIRE_DASHBOARD names another folder to look at.
const folder = process.env.NANOWIRE_DASHBOARD || fileURLToPath(new URL("../../../artifacts/dashboard", import.meta.url));
const pages = [["dashboard", "DashboardPage", 60 * 1024], ["portal", "PortalPage", 12 * 1024]];
const skip = existsSync(`${folder}/dashboard.html.gz`) ? false : "the page has not been built: dotnet build firmware/Host";

test("PackedPage_Size_IsWithinTheBudget", { skip }, () => {
  for (const [name, , budget] of pages) {
    const packed = readFileSync(`${folder}/${name}.html.gz`);
    assert.ok(packed.length <= budget, `${name}: ${packed.length} bytes`);
  }
  const all = pages.reduce((sum, [name]) => sum + readFileSync(`${folder}/${name}.html.gz`).length, 0);
  assert.ok(all <= 60 * 1024, `both: ${all} bytes`);
});

for (const [name, className] of pages) {
  test(`PackedPage_Unzipped_IsThePageAndNeedsNothingElse (${name})`, { skip }, () => {
    const page = gunzipSync(readFileSync(`${folder}/${name}.html.gz`)).toString("utf8");
    assert.equal(page, readFileSync(`${folder}/${name}.html`, "utf8"));
    assert.match(page, /^<!doctype html>/);
    assert.doesNotMatch(page, /<(script|img|iframe)[^>]*\ssrc=/);
    assert.doesNotMatch(page, /<link[^>]*href="(?!data:)/);
    assert.doesNotMatch(page, /@import|url\(/);
    assert.doesNotMatch(page, /^(import|export) /m);
  });

  test(`GeneratedSource_ChunksJoined_AreTheGzippedPage (${name})`, { skip }, () => {
    const source = readFileSync(`${folder}/${className}.cs`, "utf8");
    const chunks = [...source.matchAll(/case (\d+):\s+chunk = new byte\[\] \{ ([\d,]+) \};/g)];
    const size = Number(source.match(/const int ChunkSize = (\d+);/)[1]);
    assert.ok(chunks.length > 0, "no chunk is found");
    assert.deepEqual(chunks.map((match) => Number(match[1])), chunks.map((match, i) => i));
    const bytes = chunks.map((match) => match[2].split(",").map(Number));
    bytes.slice(0, -1).forEach((chunk) => assert.equal(chunk.length, size));
    assert.ok(Buffer.from(bytes.flat()).equals(readFileSync(`${folder}/${name}.html.gz`)), "they are other bytes");
  });
}
