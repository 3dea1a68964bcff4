// The answer of GET /api/history: blocks of samples one behind the other, oldest first (../README.md says what is in them).

const blockMark = 0xb1;
const int32Samples = 2;
const historyHeaderSize = 24;
const absentValue = -2147483648;

// Each block as { startMs, endMs, stepMs, count, width, values, skippedMs }: width numbers for each reading of a point, 1 or 3, the numbers
// where they lie, and the time before it that the device had overwritten before it could send it. endMs is where the next block begins, if
// that is before this one's last point ends. Throws when it is no history of so many readings.
export function readHistoryBlocks(buffer, readingCount) {
  const view = new DataView(buffer);
  const blocks = [];
  let last = null;
  for (let at = 0; at < buffer.byteLength; ) {
    if (buffer.byteLength - at <= historyHeaderSize || view.getUint8(at) !== blockMark || view.getUint8(at + 1) !== int32Samples) {
      throw new Error("not a block of the history");
    }
    const isFinest = view.getUint16(at + 4, true) === 0;
    const width = isFinest ? 1 : 3;
    const channels = view.getUint8(at + 2);
    const count = view.getUint16(at + 6, true);
    const stepMs = view.getUint32(at + 12, true) / 1000;
    const startMs = (view.getUint32(at + 20, true) * 2 ** 32 + view.getUint32(at + 16, true)) / 1000;
    const size = count * channels * 4;
    if (channels !== width * readingCount || count === 0 || stepMs === 0 || size > buffer.byteLength - at - historyHeaderSize) {
      throw new Error("a block of the history that does not fit the description");
    }
    // The last point of a coarse tier may reach into the next finer one, but no block begins before that point does.
    if (last !== null && startMs <= last.endMs - (stepMs < last.stepMs ? last.stepMs : 1)) {
      throw new Error("blocks of the history in disorder");
    }
    const values = new Int32Array(buffer, at + historyHeaderSize, count * channels);
    const skippedMs = last === null ? 0 : Math.max(0, startMs - last.endMs);
    if (last !== null) {
      last.endMs = Math.min(last.endMs, startMs);
    }
    last = { startMs, endMs: startMs + count * stepMs, stepMs, count, width, values, skippedMs };
    blocks.push(last);
    at += historyHeaderSize + size;
  }
  return blocks;
}

// One number of a point: which is 0 to width - 1. NaN when the reading was absent.
export function readHistoryValue(block, point, readingCount, reading, which, divisor) {
  const raw = block.values[(point * readingCount + reading) * block.width + which];
  return raw === absentValue ? NaN : raw / divisor;
}
