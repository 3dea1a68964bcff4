import { readStored, writeStored } from "./stored.js";

// Which language a page speaks: the one that was chosen here before, else the first of the browser's that it knows, else English.

const languageName = "nanowire.language";
const knownLanguages = ["en", "de"];

function chooseLanguage() {
  const wanted = [readStored(languageName), ...navigator.languages].map((tag) => String(tag).slice(0, 2).toLowerCase());
  return wanted.find((tag) => knownLanguages.includes(tag)) ?? "en";
}

export const language = globalThis.document ? chooseLanguage() : "en";

// A text with what is put into it, in place of {0}, {1}.
export function filled(text, values) {
  return text.replace(/\{(\d)\}/g, (mark, i) => values[i]);
}

// What a device said, by the first pattern that knows it; as it came when none does.
export function heard(patterns, text) {
  const known = patterns.find(([pattern]) => pattern.test(text));
  return known ? text.replace(...known) : text;
}

// Fills what the page's markup names, by word(key), and makes the choice of the language.
export function speak(word) {
  document.documentElement.lang = language;
  for (const target of document.querySelectorAll("[data-t]")) {
    target.textContent = word(target.dataset.t);
  }
  for (const target of document.querySelectorAll("[data-label]")) {
    target.setAttribute("aria-label", word(target.dataset.label));
  }
  const choice = document.getElementById("language");
  choice.value = language;
  choice.addEventListener("change", () => {
    writeStored(languageName, choice.value);
    location.reload();
  });
}
