// A device that keeps every sample, and answers with the history that the firmware would send of them.

const absent = -2147483648;
const tiers = [
  { stepMs: 1000, count: 61, width: 1 },
  { stepMs: 10000, count: 60, width: 3 },
  { stepMs: 60000, count: 60, width: 3 },
  { stepMs: 900000, count: 96, width: 3 },
];

// One block as bytes; values are raw numbers or null.
export function encodeBlock({ stream, number, stepMs, channels, values, count = values.length / channels }) {
  const view = new DataView(new ArrayBuffer(24 + values.length * 4));
  view.setUint8(0, 0xb1);
  view.setUint8(1, 2);
  view.setUint8(2, channels);
  view.setUint16(4, stream, true);
  view.setUint16(6, count, true);
  view.setUint32(8, number, true);
  view.setUint32(12, stepMs * 1000, true);
  view.setBigUint64(16, BigInt(number * stepMs) * 1000n, true);
  values.forEach((value, i) => view.setInt32(24 + i * 4, value ?? absent, true));
  return Buffer.from(view.buffer);
}

export function answer(...blocks) {
  const body = Buffer.concat(blocks);
  return Promise.resolve(new Response(body));
}

export class FakeDevice {
  samples = [];
  requests = 0;

  // values: raw numbers of one reading, or null.
  add(uptimeMs, value) {
    this.samples.push({ uptimeMs, value });
  }

  fetch = () => {
    this.requests += 1;
    return answer(...this.#blocks());
  };

  #blocks() {
    const last = this.samples.at(-1).uptimeMs;
    const newest = tiers.map((tier, i) => Math.floor(last / tier.stepMs) - (i === 0 ? 0 : 1));
    const oldest = tiers.map((tier, i) => Math.max(0, newest[i] - tier.count + 1));
    const blocks = [];
    for (let t = 3; t >= 0; t -= 1) {
      const tier = tiers[t];
      const end = t === 0 ? newest[0] + 1 : Math.ceil((oldest[t - 1] * tiers[t - 1].stepMs) / tier.stepMs);
      for (let number = oldest[t]; number < end; number += 7) {
        const values = [];
        for (let n = number; n < Math.min(end, number + 7); n += 1) {
          values.push(...this.#point(tier, n));
        }
        blocks.push(encodeBlock({ stream: t, number, stepMs: tier.stepMs, channels: tier.width, values }));
      }
    }
    return blocks;
  }

  #point({ stepMs, width }, number) {
    const inStep = this.samples.filter((sample) => Math.floor(sample.uptimeMs / stepMs) === number);
    const all = inStep.map((sample) => sample.value).filter((value) => value !== null);
    if (all.length === 0) {
      return Array(width).fill(null);
    }
    const mean = Math.round(all.reduce((sum, value) => sum + value, 0) / all.length);
    return width === 1 ? [all.at(-1)] : [Math.min(...all), Math.max(...all), mean];
  }
}
