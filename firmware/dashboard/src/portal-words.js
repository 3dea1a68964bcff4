import { filled, heard, language } from "./language.js";

// What the setup portal says, in English and German: under one key each, so that both have the same.

const portalWords = {
  title: ["Set up {0}", "{0} einrichten"],
  connecting: ["Connecting to the device…", "Verbindet mit dem Gerät…"],
  scanning: ["Looking for networks… this takes some seconds.", "Sucht Netze… das dauert einige Sekunden."],
  found: ["{0} networks found.", "{0} Netze gefunden."],
  foundNone: ["No network found. Is the router on, with 2.4 GHz?", "Kein Netz gefunden. Ist der Router an, mit 2,4 GHz?"],
  noScan: ["No scan: {0}.", "Nicht gesucht: {0}."],
  notIn: ["The device is not in “{0}”: {1}.", "Das Gerät ist nicht in „{0}“: {1}."],
  wifi: ["Wi-Fi network", "WLAN"],
  open: ["open", "offen"],
  secured: ["needs a password", "mit Passwort"],
  strong: ["strong", "stark"],
  fair: ["fair", "mittel"],
  weak: ["weak", "schwach"],
  another: ["Another network", "Ein anderes Netz"],
  ssid: ["Name of the network (SSID)", "Name des Netzes (SSID)"],
  scan: ["Scan again", "Noch einmal suchen"],
  password: ["Password of the network", "Passwort des Netzes"],
  showIt: ["Show the password", "Passwort anzeigen"],
  device: ["Device", "Gerät"],
  deviceName: ["Name of the device", "Name des Geräts"],
  deviceHint: ["Letters, digits and hyphens. You find it at", "Buchstaben, Ziffern und Bindestriche. Es ist dann hier:"],
  admin: ["Admin password", "Admin-Passwort"],
  adminEmpty: ["(you may leave it empty)", "(darf leer bleiben)"],
  adminHint: ["Settings can be changed over the network by those who know it. It is never sent.", "Wer es kennt, darf über das Netz Einstellungen ändern. Es wird nie gesendet."],
  addressing: ["Address", "Adresse"],
  dhcp: ["From the network (DHCP)", "Vom Netz (DHCP)"],
  fixed: ["Always the same (static)", "Immer dieselbe (fest)"],
  address: ["Address", "Adresse"],
  mask: ["Mask", "Netzmaske"],
  gateway: ["Gateway", "Gateway"],
  dns: ["DNS server", "DNS-Server"],
  asGateway: ["as the gateway", "wie das Gateway"],
  join: ["Connect", "Verbinden"],
  done: ["Stored. The device restarts.", "Gespeichert. Das Gerät startet neu."],
  doneJoin: ["It now joins", "Es tritt nun diesem Netz bei:"],
  doneOpen: ["Go back to that network yourself and open", "Gehen Sie selbst in dieses Netz zurück und öffnen Sie"],
  doneBack: ["When the Wi-Fi “{0}” comes back within two minutes, joining failed: join it again, and this page says why.", "Kommt das WLAN „{0}“ binnen zwei Minuten zurück, so ging es nicht: treten Sie ihm wieder bei, dann sagt diese Seite den Grund."],
  notStored: ["Not stored: {0}.", "Nicht gespeichert: {0}."],
  language: ["Language", "Sprache"],
  networkLong: ["The name is too long.", "Der Name ist zu lang."],
  networkNone: ["Choose a network, or type its name.", "Ein Netz wählen oder seinen Namen eingeben."],
  passwordNone: ["This network needs its password.", "Dieses Netz braucht sein Passwort."],
  passwordSize: ["A Wi-Fi password has 8 to 63 characters.", "Ein WLAN-Passwort hat 8 bis 63 Zeichen."],
  deviceWrong: ["1 to 32 letters, digits, and hyphens between them.", "1 bis 32 Buchstaben, Ziffern und Bindestriche dazwischen."],
  adminShort: ["At least 8 characters, or nothing.", "Mindestens 8 Zeichen, oder nichts."],
  addressWrong: ["Four numbers, such as 192.168.1.20.", "Vier Zahlen wie 192.168.1.20."],
};

// Of what the device says all that people meet here.
export const portalGermanTold = [
  [/^(no network is stored|nothing happened yet)$/, "es ist noch keines gespeichert"],
  [/^the button was held at start$/, "beim Start wurde der Knopf gehalten"],
  [/^the network did not take the password$/, "das Netz nahm das Passwort nicht an"],
  [/^no network of that name is in reach$/, "kein Netz dieses Namens ist in Reichweite"],
  [/^the network gave no address in time$/, "das Netz gab ihm rechtzeitig keine Adresse"],
  [/^joining failed$/, "der Beitritt gelang nicht"],
  [/^the network went away$/, "das Netz verschwand"],
  [/^address: not one that a device can have in that network$/, "Adresse: keine, die ein Gerät in diesem Netz haben kann"],
  [/^mask: such as (.*)$/, "Netzmaske: zum Beispiel $1"],
  [/^gateway: another address of the same network$/, "Gateway: eine andere Adresse desselben Netzes"],
  [/^the device cannot look for networks now.*/, "das Gerät kann gerade nicht suchen; in einigen Sekunden noch einmal"],
  [/^the network could not be stored.*/, "das Netz ließ sich nicht speichern; bitte noch einmal"],
  [/^no answer within (\d+) s$/, "keine Antwort binnen $1 s"],
  [/^(?:not connected|connection lost)$/, "keine Verbindung"],
];

// The words of a key, with what is put into them.
export function p(key, ...values) {
  return filled(portalWords[key][language === "de" ? 1 : 0], values);
}

// What the device said, in this language as far as that is known.
export function portalTold(text) {
  return heard(language === "de" ? portalGermanTold : [], text);
}
