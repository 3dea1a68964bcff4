import { Nanowire } from "../../../js/nanowire.js";
import { byId, element, setText } from "./dom.js";
import { speak } from "./language.js";
import { findProblems, joinFields, strength } from "./portal-form.js";
import { p, portalTold } from "./portal-words.js";
import { makeVerifier } from "./scram.js";

// The page of the setup portal: lists the networks that the device sees, and tells it which one to join.

const followPauseMs = 2000;
const chosen = () => document.querySelector("input[name=network]:checked");

// When the device started, on this page's clock.
let startedAt = 0;
let networks = [];
let isDone = false;

async function get(path) {
  const answer = await fetch(path, { cache: "no-store" });
  if (!answer.ok) {
    throw new Error(`${answer.status}`);
  }
  return answer.json();
}

function setState(state, text) {
  byId("state").dataset.state = state;
  setText(byId("state"), text);
}

function showSettings(portal) {
  startedAt = performance.now() - portal.uptimeMs;
  setText(byId("title"), p("title", portal.name));
  document.title = p("title", portal.name);
  if (byId("device").value === "") {
    byId("device").value = portal.name;
    setText(byId("host"), portal.name);
    for (const name of ["address", "mask", "gateway", "dns"]) {
      byId(name).value = portal[name] || byId(name).value;
    }
    byId(portal.network === "static" ? "static" : "dhcp").checked = true;
    showBoxes();
  }
  byId("admin-box").hidden = portal.hasPassword;
  byId("notice").hidden = portal.ssid === "";
  setText(byId("notice"), p("notIn", portal.ssid, portalTold(portal.reason)));
}

function showBoxes() {
  const network = networks.find((item) => item.ssid === chosen()?.value);
  byId("other-box").hidden = !byId("other").checked;
  byId("password-box").hidden = network?.security === "open";
  byId("static-box").hidden = !byId("static").checked;
}

function showNetworks(found) {
  const before = chosen()?.value;
  networks = found;
  byId("networks").replaceChildren(...found.map((network) => {
    const label = element("label", "choice");
    const radio = element("input");
    radio.type = "radio";
    radio.name = "network";
    radio.value = network.ssid;
    radio.checked = network.ssid === before;
    const facts = [p(strength(network.rssi)), network.security === "unknown" ? "" : p(network.security)].filter(Boolean);
    label.append(radio, element("span", "", network.ssid), element("small", "", facts.join(", ")));
    return label;
  }));
  setState("ready", found.length ? p("found", found.length) : p("foundNone"));
  byId("scan").disabled = false;
  showBoxes();
}

async function scan() {
  byId("scan").disabled = true;
  setState("scanning", p("scanning"));
  try {
    await connection.command("scan");
  } catch (error) {
    setState("ready", p("noScan", portalTold(error.message)));
    byId("scan").disabled = false;
  }
}

const connection = new Nanowire(new URL("ws", location.href).href.replace("http", "ws"), { pauseAfterMs: Infinity });

async function stateChanged(state) {
  byId("join").disabled = state !== "open";
  if (isDone) {
    return;
  }
  if (state === "open") {
    try {
      showSettings(await get("api/portal"));
      await scan();
    } catch {
      // This is the dashboard's place by now.
      location.reload();
    }
  } else {
    setState("connecting", p("connecting"));
  }
}

function read() {
  const values = { isOpen: undefined, isStatic: byId("static").checked };
  for (const name of ["password", "device", "admin", "address", "mask", "gateway", "dns"]) {
    values[name] = byId(name).value;
  }
  values.ssid = byId("other").checked ? byId("ssid").value : chosen()?.value ?? "";
  const network = networks.find((item) => item.ssid === values.ssid);
  if (network && network.security !== "unknown") {
    values.isOpen = network.security === "open";
  }
  if (values.isOpen && !byId("other").checked) {
    values.password = "";
  }
  return values;
}

// Each problem at its field; those of the address below all, as its box may be shut. Returns whether there is none.
function showProblems(problems) {
  let rest = "";
  for (const name of ["network", "password", "device", "admin", "address", "mask", "gateway", "dns"]) {
    const problem = problems[name] ? p(problems[name]) : "";
    byId(name)?.setAttribute("aria-invalid", problem !== "");
    if (byId(`${name}-problem`)) {
      setText(byId(`${name}-problem`), problem);
    } else if (problem) {
      byId("address-box").open = true;
      rest = `${p(name)}: ${problem}`;
    }
  }
  setText(byId("problem"), rest);
  const first = Object.keys(problems)[0];
  (byId(first) ?? byId(first && "scan"))?.focus();
  return first === undefined;
}

async function join(values) {
  byId("join").disabled = true;
  try {
    if (values.admin !== "") {
      await connection.command("password", makeVerifier(values.admin));
    }
    await connection.command("join", joinFields(values));
    isDone = true;
    connection.stop();
    byId("form").hidden = byId("notice").hidden = true;
    setText(byId("done-ssid"), values.ssid);
    setText(byId("done-back"), p("doneBack", values.device));
    byId("done-link").href = `http://${values.device}.local/`;
    setText(byId("done-link"), byId("done-link").href);
    byId("done").hidden = false;
    byId("done").focus();
    setState("stored", "");
    setTimeout(follow, followPauseMs);
  } catch (error) {
    setText(byId("problem"), p("notStored", portalTold(error.message)));
    byId("join").disabled = connection.state !== "open";
  }
}

// Where the page can reach the device afterwards it goes on by itself: to the dashboard, or back here with the reason.
async function follow() {
  try {
    const answer = await fetch("api/portal", { cache: "no-store" });
    // Its clock and this one may differ a little.
    if (!answer.ok || performance.now() - (await answer.json()).uptimeMs > startedAt + 1000) {
      location.replace("./");
      return;
    }
  } catch {
    // It restarts, or this browser is in another network now.
  }
  setTimeout(follow, followPauseMs);
}

byId("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const values = read();
  if (showProblems(findProblems(values))) {
    join(values);
  }
});
byId("form").addEventListener("change", showBoxes);
byId("scan").addEventListener("click", scan);
byId("device").addEventListener("input", () => setText(byId("host"), byId("device").value));
for (const box of document.querySelectorAll("[data-shows]")) {
  box.addEventListener("change", () => {
    byId(box.dataset.shows).type = box.checked ? "text" : "password";
  });
}
speak(p);
setText(byId("title"), p("title", "Nanowire"));
byId("dns").placeholder = p("asGateway");
setState("connecting", p("connecting"));
connection.on("state", ({ state }) => stateChanged(state));
connection.on("message", async (message) => {
  if (message.type === "scanned") {
    showNetworks(message.ok ? await get("api/networks").catch(() => []) : []);
  }
});
connection.start();
