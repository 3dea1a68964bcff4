import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

// The library and the dashboard run in the browsers of two years ago: Chromium 131, Firefox 132 and Safari 18.1 (November 2024), all of which have
// ECMAScript 2022 whole. A browser that cannot parse one module shows nothing at all, so that is checked by a parser with that limit.
const ecmaVersion = 2022;

// What the sources take from outside of themselves. All of it is in those browsers; who adds something looks it up first (MDN, "Baseline").
const known = new Set([
  // ECMAScript
  "Array", "Boolean", "DataView", "Date", "Error", "Float32Array", "Float64Array", "Infinity", "Int16Array", "Int32Array", "JSON", "Map", "Math", "NaN", "Number", "Object",
  "Promise", "Set", "String", "Uint8Array", "Uint32Array", "globalThis", "isFinite", "isNaN", "undefined", "Intl", "BigInt", "RegExp", "parseFloat", "parseInt", "encodeURIComponent",
  "decodeURIComponent", "Symbol", "WeakMap", "URLSearchParams", "Uint16Array", "arguments",
  // The web
  "AbortController", "AbortSignal", "Blob", "Event", "CustomEvent", "EventTarget", "FormData", "ResizeObserver", "IntersectionObserver", "TextDecoder", "TextEncoder", "URL", "WebSocket", "atob", "btoa",
  "cancelAnimationFrame", "clearInterval", "clearTimeout", "console", "crypto", "document", "fetch", "getComputedStyle", "history", "localStorage", "sessionStorage", "location", "matchMedia",
  "navigator", "performance", "requestAnimationFrame", "setInterval", "setTimeout", "structuredClone", "window", "queueMicrotask", "addEventListener", "removeEventListener", "innerWidth", "innerHeight", "devicePixelRatio",
  "HTMLElement", "Option", "confirm", "scrollTo",
]);

// Members and CSS that are younger, or that one of the three does not have: names that nothing else here is called by.
const tooYoung = [
  "requestIdleCallback", "startViewTransition", "userAgentData", "showSaveFilePicker", "showOpenFilePicker", "toBase64", "fromBase64", "toHex", "fromHex", "sumPrecise", "isError",
  "getOrInsert", "getOrInsertComputed", "moveBefore", "Temporal", "URLPattern", "CloseWatcher", "Float16Array", "measureUserAgentSpecificMemory",
];
const tooYoungCss = [/@scope\b/, /\banchor-name\b/, /\bposition-anchor\b/, /\bfield-sizing\b/, /\binterpolate-size\b/, /\bif\(/, /\bsibling-index\(/, /animation-timeline/, /text-wrap:\s*pretty/];

const acorn = await import("acorn").catch(() => null);
const skip = acorn ? false : "npm's acorn is not there: npm ci brings it";
const library = fileURLToPath(new URL("../", import.meta.url));
const dashboard = fileURLToPath(new URL("../../firmware/dashboard/src/", import.meta.url));
const scripts = [`${library}nanowire.js`, ...readdirSync(dashboard).filter((name) => name.endsWith(".js")).map((name) => dashboard + name)];
const styles = readdirSync(dashboard).filter((name) => name.endsWith(".css")).map((name) => dashboard + name);

function parse(source) {
  return acorn.parse(source, { ecmaVersion, sourceType: "module" });
}

// All names that a module uses and does not declare, and all members that it names. A name that is declared anywhere counts as declared
// everywhere, which errs on one side only: towards what the sources call their own.
function outside(tree) {
  const declared = new Set();
  const used = new Set();
  const members = new Set();
  const bind = (node) => {
    if (node?.type === "Identifier") {
      declared.add(node.name);
    } else if (node) {
      [node.left, node.argument, node.value, ...(node.elements ?? []), ...(node.properties ?? [])].forEach((part) => part?.type && bind(part));
    }
  };
  const walk = (node, parent, key) => {
    if (Array.isArray(node)) {
      node.forEach((item) => walk(item, parent, key));
      return;
    }
    if (!node?.type) {
      return;
    }
    if (node.type === "Identifier") {
      const isName = (parent.type === "MemberExpression" && key === "property" && !parent.computed)
        || (["Property", "PropertyDefinition", "MethodDefinition"].includes(parent.type) && key === "key" && !parent.computed && !parent.shorthand);
      (isName ? members : used).add(node.name);
    }
    if (node.type === "VariableDeclarator" || node.type === "ImportSpecifier" || node.type === "ClassDeclaration" || node.type === "FunctionDeclaration") {
      bind(node.id ?? node.local);
    }
    node.params?.forEach(bind);
    if (node.type === "CatchClause") {
      bind(node.param);
    }
    Object.entries(node).forEach(([name, value]) => typeof value === "object" && value !== null && walk(value, node, name));
  };
  walk(tree, {}, "");
  return { globals: [...used].filter((name) => !declared.has(name)), members };
}

test("Sources_AreEcmaScriptOfTheBrowsersOfTwoYearsAgo", { skip }, () => {
  assert.ok(scripts.length > 20);
  const wrong = [];
  for (const file of scripts) {
    try {
      parse(readFileSync(file, "utf8"));
    } catch (error) {
      wrong.push(`${file}: ${error.message}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test("Sources_UseOnlyWhatThoseBrowsersHave", { skip }, () => {
  const wrong = [];
  for (const file of scripts) {
    const { globals, members } = outside(parse(readFileSync(file, "utf8")));
    wrong.push(...globals.filter((name) => !known.has(name)).map((name) => `${file}: ${name} is not in the list of this test`));
    wrong.push(...tooYoung.filter((name) => members.has(name) || globals.includes(name)).map((name) => `${file}: ${name} is too young`));
  }
  for (const file of styles) {
    const text = readFileSync(file, "utf8");
    wrong.push(...tooYoungCss.filter((pattern) => pattern.test(text)).map((pattern) => `${file}: ${pattern}`));
  }
  assert.deepEqual(wrong, []);
});

test("Check_FindsWhatIsTooYoung", { skip }, () => {
  assert.throws(() => parse("using file = open();"), SyntaxError);
  assert.throws(() => parse("const pattern = /[a--b]/v;"), SyntaxError);
  const { globals, members } = outside(parse("import { a } from './a.js'; const f = ({ b, c: [d] }, ...e) => { try { x.toBase64(Temporal, a, b, d, e); } catch (g) { h(g); } };"));
  assert.deepEqual(globals.sort(), ["Temporal", "h", "x"]);
  assert.ok(members.has("toBase64"));
});
