import { axisFont, chartMargin, markHeight, scaleWidth } from "./chart-layout.js";

// Charts by uPlot, which the packer puts in front of the page's modules as a global.

export function createChart(box, onHover) {
  let frame = null;
  let plot = null;

  const options = {
    padding: [chartMargin, chartMargin, 0, 0],
    legend: { show: false },
    cursor: {
      show: Boolean(onHover),
      y: false,
      drag: { x: false, y: false },
      // Pointing at one chart shows the same moment in all of them.
      sync: { key: "nanowire" },
      points: { size: 7, width: 0, fill: () => frame.colors.line },
    },
    scales: {
      x: { time: false, range: () => [frame.from, frame.to] },
      y: { range: () => [frame.scale.min, frame.scale.max] },
    },
    axes: [
      {
        size: markHeight,
        gap: 4,
        font: axisFont,
        stroke: () => frame.colors.label,
        grid: { show: false },
        ticks: { show: false },
        splits: () => frame.marks.map((mark) => mark.at),
        values: () => frame.marks.map((mark) => mark.label),
      },
      {
        size: scaleWidth,
        gap: 6,
        font: axisFont,
        stroke: () => frame.colors.label,
        grid: { stroke: () => frame.colors.grid, width: 1 },
        ticks: { show: false },
        splits: () => frame.scale.ticks,
        values: (self, ticks) => ticks.map((tick) => tick.toFixed(frame.scale.decimals)),
      },
    ],
    series: [
      {},
      {
        width: 1.75,
        stroke: () => frame.colors.line,
        fill: () => frame.colors.fill,
        points: { show: true, size: 6, width: 0, fill: () => frame.colors.line, filter: () => frame.dots },
      },
      { points: { show: false } },
      { points: { show: false } },
    ],
    bands: [{ series: [3, 2], fill: () => frame.colors.band }],
    hooks: { setCursor: [(self) => onHover?.(self.cursor.idx ?? null)] },
  };

  function columns() {
    return [frame.times, frame.values, frame.least, frame.greatest];
  }

  return {
    draw(next) {
      frame = next;
      plot?.setData(columns());
    },
    resize(width, height) {
      if (plot) {
        plot.setSize({ width, height });
      } else if (frame) {
        plot = new uPlot({ ...options, width, height }, columns(), box);
      }
    },
    destroy() {
      plot?.destroy();
    },
  };
}
