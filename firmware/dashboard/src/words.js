import { filled, heard, language } from "./language.js";
import { german, germanTold } from "./words-de.js";
import { english } from "./words-en.js";

// What the dashboard says, in the language of the page.

const chosenWords = language === "de" ? german : english;
const chosenTold = language === "de" ? germanTold : [];

// The words of a key, with what is put into them.
export function t(key, ...values) {
  return filled(chosenWords[key], values);
}

// Whether there are words of a key that the device made up.
export function hasWords(key) {
  return Object.hasOwn(chosenWords, key);
}

// What the device said, in this language as far as that is known.
export function told(text) {
  return heard(chosenTold, text);
}
