// What the browser remembers for this page, by name. Where it remembers nothing (a private window, a setting) nobody is troubled.

export function readStored(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function writeStored(name, value) {
  try {
    if (value === null) {
      localStorage.removeItem(name);
    } else {
      localStorage.setItem(name, value);
    }
  } catch {
    // It is forgotten with the tab then.
  }
}
