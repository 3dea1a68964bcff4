import { setText } from "./dom.js";

// Which part of the page is seen: the one that the address names behind its "#", else the first.
export class ViewsView {
  #sections = [...document.querySelectorAll("[data-view]")];
  #links = [...document.querySelectorAll(".views a")];
  #shown;

  current = "live";

  // shown(name) is called whenever another part is seen.
  constructor(shown) {
    this.#shown = shown;
    addEventListener("hashchange", () => this.#show(true));
  }

  start() {
    this.#show(false);
  }

  #show(byUser) {
    const name = location.hash.slice(1);
    const isKnown = this.#sections.some((section) => section.dataset.view === name);
    this.current = isKnown ? name : "live";
    for (const section of this.#sections) {
      section.hidden = section.dataset.view !== this.current;
    }
    for (const link of this.#links) {
      if (link.hash === `#${this.current}`) {
        link.setAttribute("aria-current", "page");
      } else {
        link.removeAttribute("aria-current");
      }
    }
    this.#shown(this.current);
    if (byUser) {
      // Readers of screens and keyboards go where the eyes went.
      scrollTo(0, 0);
      document.querySelector(`[data-view="${this.current}"] h2[tabindex]`)?.focus({ preventScroll: true });
    }
  }
}

// One line of what happened, until it is closed.
export class NewsView {
  #box = document.getElementById("news");
  #text = document.getElementById("news-text");

  constructor() {
    document.getElementById("news-close").addEventListener("click", () => this.show(""));
  }

  show(text) {
    this.#box.hidden = text === "";
    setText(this.#text, text);
  }
}

// Asks before what cannot be undone. Resolves with whether the user wants it.
export function confirmed(title, text, yes) {
  const dialog = document.getElementById("confirm");
  setText(document.getElementById("confirm-title"), title);
  setText(document.getElementById("confirm-text"), text);
  setText(document.getElementById("confirm-yes"), yes);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
