import { toUtf8 } from "./scram.js";

// What is typed into the portal: what is wrong with it, and the command that it makes. Without a document, so that it
// is tested in Node. The device checks all of it again.

// How strong a network comes in: the key of a word, for readers of screens and people alike.
export function strength(dbm) {
  return dbm >= -60 ? "strong" : dbm >= -75 ? "fair" : "weak";
}

function isAddress(text) {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split(".").every((part) => part < 256);
}

// values: { ssid, password, isOpen, device, admin, isStatic, address, mask, gateway, dns }. Returns { field: key of the
// words that say so }, empty when all is right. isOpen: true or false when the scan said it, undefined when nobody knows.
export function findProblems(values) {
  const problems = {};
  const ssidSize = toUtf8(values.ssid).length;
  if (ssidSize === 0 || ssidSize > 32) {
    problems.network = ssidSize ? "networkLong" : "networkNone";
  }
  const size = toUtf8(values.password).length;
  if (size === 0 && values.isOpen === false) {
    problems.password = "passwordNone";
  } else if (size !== 0 && (size < 8 || size > 63)) {
    problems.password = "passwordSize";
  }
  if (!/^[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/.test(values.device)) {
    problems.device = "deviceWrong";
  }
  if (values.admin !== "" && [...values.admin].length < 8) {
    problems.admin = "adminShort";
  }
  if (values.isStatic) {
    for (const name of ["address", "mask", "gateway", "dns"]) {
      const isOptional = name === "gateway" || name === "dns";
      if (!isAddress(values[name]) && !(isOptional && values[name] === "")) {
        problems[name] = "addressWrong";
      }
    }
  }
  return problems;
}

// The fields of the command "join".
export function joinFields(values) {
  const fields = { ssid: values.ssid, password: values.password, name: values.device, network: values.isStatic ? "static" : "dhcp" };
  if (values.isStatic) {
    for (const name of ["address", "mask", "gateway", "dns"]) {
      fields[name] = values[name];
    }
  }
  return fields;
}
