import { readStored, writeStored } from "./stored.js";
import { german, germanTold } from "./words-de.js";
import { english, englishTold } from "./words-en.js";

// What the page says, in the language that was chosen here before, else the first of the browser's that it knows, else English.

const languages = { en: { words: english, told: englishTold }, de: { words: german, told: germanTold } };
const languageName = "nanowire.language";

function chooseLanguage() {
  const wanted = [readStored(languageName), ...navigator.languages].map((tag) => String(tag).slice(0, 2).toLowerCase());
  return wanted.find((tag) => Object.hasOwn(languages, tag)) ?? "en";
}

export const language = globalThis.document ? chooseLanguage() : "en";
const chosenWords = languages[language].words;
const chosenTold = languages[language].told;

// The words of a key, with what is put into them.
export function t(key, ...values) {
  return chosenWords[key].replace(/\{(\d)\}/g, (mark, i) => values[i]);
}

// Whether there are words of a key that the device made up.
export function hasWords(key) {
  return Object.hasOwn(chosenWords, key);
}

// What the device said, in this language as far as that is known.
export function told(text) {
  const known = chosenTold.find(([pattern]) => pattern.test(text));
  return known ? text.replace(...known) : text;
}

// Fills what index.html names, and makes the choice of the language.
export function fillWords() {
  document.documentElement.lang = language;
  for (const target of document.querySelectorAll("[data-t]")) {
    target.textContent = t(target.dataset.t);
  }
  for (const target of document.querySelectorAll("[data-label]")) {
    target.setAttribute("aria-label", t(target.dataset.label));
  }
  const choice = document.getElementById("language");
  choice.value = language;
  choice.addEventListener("change", () => {
    writeStored(languageName, choice.value);
    location.reload();
  });
}
