import { t } from "./words.js";

// Which other devices are shown beside this one: their pages' addresses, kept by the browser.

export const mostDevices = 8;

// What was typed, or found, as the address of a device's page: "kitchen.local" is "http://kitchen.local/". Null when it is none.
export function deviceUrl(text) {
  const typed = text.trim();
  let url;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `http://${typed}`);
  } catch {
    return null;
  }
  if (typed === "" || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    return null;
  }
  // A device behind a proxy may have a path; what leads to a part of its page is dropped.
  return url.origin + url.pathname.replace(/[^/]*$/, "");
}

export class DeviceList {
  #read;
  #write;
  #own;

  urls = [];

  // read() gives what was written last, or null; own is the address of this page's device.
  constructor(read, write, own) {
    this.#read = read;
    this.#write = write;
    this.#own = own;
    let stored = [];
    try {
      stored = JSON.parse(this.#read() ?? "[]");
    } catch {
      // Somebody else wrote it.
    }
    for (const url of Array.isArray(stored) ? stored : []) {
      if (typeof url === "string" && deviceUrl(url) === url && url !== own && !this.urls.includes(url) && this.urls.length < mostDevices) {
        this.urls.push(url);
      }
    }
  }

  // Returns what is wrong with it; "" when it is in the list now.
  add(text) {
    const url = deviceUrl(text);
    if (url === null) {
      return t("devicesWrong");
    }
    if (url === this.#own || this.urls.includes(url)) {
      return t("devicesThere");
    }
    if (this.urls.length >= mostDevices) {
      return t("devicesFull", mostDevices);
    }
    this.urls.push(url);
    this.#keep();
    return "";
  }

  remove(url) {
    this.urls = this.urls.filter((item) => item !== url);
    this.#keep();
  }

  #keep() {
    this.#write(this.urls.length ? JSON.stringify(this.urls) : null);
  }
}

// What GET /api/neighbours says: [{ name, url }], as far as it is right.
export function readNeighbours(raw) {
  return (Array.isArray(raw) ? raw : []).filter((item) => item !== null && typeof item === "object" && typeof item.address === "string").map((item) => ({
    name: typeof item.name === "string" && item.name ? item.name : item.address,
    url: deviceUrl(item.address + (Number.isInteger(item.port) && item.port !== 80 ? `:${item.port}` : "")),
  })).filter(({ url }) => url !== null);
}
