export function byId(id) {
  return document.getElementById(id);
}

// Makes an element. Text goes in as text, never as markup: names and errors come from the device.
export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

// Sets an element's text only when it differs, so that nothing is laid out or announced for nothing.
export function setText(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

// Makes a button; label is for those who cannot see what its sign means.
export function button(text, onClick, label) {
  const made = element("button", "", text);
  made.type = "button";
  if (label) {
    made.setAttribute("aria-label", label);
    made.title = label;
  }
  made.addEventListener("click", onClick);
  return made;
}
