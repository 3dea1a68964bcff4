// What a chart shows, as files.

function csvCell(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// A view of the history as CSV (RFC 4180), in the device's own unit and digits: one line for each entry from one time to another, with the
// three numbers of a point that stands for several samples, and without any in a gap. No cell begins with what a spreadsheet would execute.
export function historyCsv(reading, view, fromMs, toMs, offsetMs) {
  const unit = reading.rawUnit ? ` (${reading.rawUnit})` : "";
  const names = ["mean", "least", "greatest"];
  const lines = [["time", "uptime (ms)", ...names.map((name) => `${name} of ${reading.name}${unit}`)].map(csvCell)];
  view.times.forEach((time, i) => {
    if (time >= fromMs && time <= toMs) {
      lines.push([new Date(Math.round(time + offsetMs)).toISOString(), time, ...names.map((name) => view[name][i] ?? "")]);
    }
  });
  return lines.map((cells) => `${cells.join(",")}\r\n`).join("");
}

// "kitchen-temperature-20261121-180000.csv", whatever the device's name has in it.
export function exportName(device, reading, timeMs, extension) {
  const stamp = new Date(timeMs).toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-");
  const plain = `${device}-${reading}`.replace(/[^\p{L}\p{N}_-]+/gu, "-");
  return `${plain}-${stamp}.${extension}`;
}

// Gives a file to the browser's downloads.
export function saveFile(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// A chart's canvas with a title above it, on the card's color.
export function chartPicture(drawn, cssWidth, title, colors) {
  const canvas = document.createElement("canvas");
  const ratio = drawn.width / cssWidth;
  const head = Math.round(34 * ratio);
  canvas.width = drawn.width;
  canvas.height = drawn.height + head;
  const context = canvas.getContext("2d");
  context.fillStyle = colors.card;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = colors.text;
  context.font = `600 ${13 * ratio}px system-ui, sans-serif`;
  context.textBaseline = "middle";
  context.fillText(title, 12 * ratio, head / 2, canvas.width - 24 * ratio);
  context.drawImage(drawn, 0, head);
  return canvas;
}
