import { nearestIndex } from "./chart-frame.js";
import { axisFont, chartMargin, markHeight, scaleWidth } from "./chart-layout.js";
import { formatNumber } from "./format.js";

// Draws a chart into an element: a line, the band around it, dots, and the marks of both axes. Own lines: uPlot, the
// smallest library that does as much, has 23 KB gzipped, of the 60 that the device's pages may have in all.
//
// createChart(box, onHover) returns
//   draw(frame)            shows a frame: { times, values, least, greatest, dots, from, to, scale, marks, colors }
//   resize(width, height)  in CSS pixels; draws the last frame again
//   destroy()
// times are ms since 1970; values numbers or null, in a band from least to greatest; dots indices into all of them; from and to are the
// edges in time; scale and marks come from scale.js; colors are { line, fill, band, grid, label }. onHover(index), if there is one, tells which
// sample the pointer is at, null for none.

export function createChart(box, onHover) {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  box.append(canvas);
  let frame = null;
  let width = 0;
  let height = 0;
  // Where the pointer is, in pixels, and at which sample that is.
  let pointer = null;
  let hovered = null;

  function hover() {
    const share = pointer === null || !frame ? null : (pointer - scaleWidth) / (width - scaleWidth - chartMargin);
    const index = share === null ? -1 : nearestIndex(frame.times, frame.from + share * (frame.to - frame.from));
    hovered = index < 0 ? null : index;
    onHover?.(hovered);
  }

  function point(x) {
    pointer = x;
    hover();
    paint();
  }

  if (onHover) {
    canvas.addEventListener("pointermove", (event) => event.pointerType === "mouse" && point(event.offsetX));
    canvas.addEventListener("pointerleave", () => point(null));
  }

  function paint() {
    if (!frame || width <= scaleWidth + chartMargin || height <= markHeight + chartMargin) {
      return;
    }
    const ratio = window.devicePixelRatio || 1;
    const right = width - chartMargin;
    const bottom = height - markHeight;
    const { times, values, from, to, scale, colors } = frame;
    const toX = (time) => scaleWidth + ((time - from) / (to - from)) * (right - scaleWidth);
    const toY = (value) => bottom - ((value - scale.min) / (scale.max - scale.min)) * (bottom - chartMargin);

    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    context.scale(ratio, ratio);
    context.font = axisFont;
    paintAxes(toX, toY, right, bottom);

    context.save();
    context.beginPath();
    context.rect(scaleWidth, 0, width - scaleWidth, bottom);
    context.clip();
    context.lineWidth = 1.75;
    context.lineJoin = "round";
    let first = 0;
    while (first < values.length) {
      let end = first;
      while (end < values.length && values[end] !== null) {
        end += 1;
      }
      if (end > first) {
        const xs = times.slice(first, end).map(toX);
        paintBand(xs, frame.least.slice(first, end).map(toY), frame.greatest.slice(first, end).map(toY));
        paintLine(xs, values.slice(first, end).map(toY), bottom);
      }
      first = end + 1;
    }
    context.restore();

    context.fillStyle = colors.line;
    for (const index of hovered === null ? frame.dots : [...frame.dots, hovered]) {
      if (times[index] >= from && values[index] !== null) {
        context.beginPath();
        context.arc(toX(times[index]), toY(values[index]), 3, 0, 2 * Math.PI);
        context.fill();
      }
    }
  }

  function paintAxes(toX, toY, right, bottom) {
    const { scale, marks, colors } = frame;
    context.strokeStyle = colors.grid;
    context.fillStyle = colors.label;
    context.lineWidth = 1;
    context.textAlign = "right";
    context.textBaseline = "middle";
    for (const tick of scale.ticks) {
      const y = Math.round(toY(tick)) + 0.5;
      context.beginPath();
      context.moveTo(scaleWidth, y);
      context.lineTo(right, y);
      context.stroke();
      context.fillText(formatNumber(tick, scale.decimals), scaleWidth - 6, y);
    }
    context.textAlign = "center";
    context.textBaseline = "top";
    for (const mark of marks) {
      context.fillText(mark.label, toX(mark.at), bottom + 7);
    }
  }

  function paintBand(xs, lows, highs) {
    context.beginPath();
    xs.forEach((x, i) => context.lineTo(x, highs[i]));
    for (let i = xs.length - 1; i >= 0; i -= 1) {
      context.lineTo(xs[i], lows[i]);
    }
    context.fillStyle = frame.colors.band;
    context.fill();
  }

  function paintLine(xs, ys, bottom) {
    context.beginPath();
    context.moveTo(xs[0], ys[0]);
    for (let i = 1; i < xs.length; i += 1) {
      context.lineTo(xs[i], ys[i]);
    }
    context.strokeStyle = frame.colors.line;
    context.stroke();
    context.lineTo(xs[xs.length - 1], bottom);
    context.lineTo(xs[0], bottom);
    context.fillStyle = frame.colors.fill;
    context.fill();
  }

  return {
    draw(next) {
      frame = next;
      hover();
      paint();
    },
    resize(newWidth, newHeight) {
      width = newWidth;
      height = newHeight;
      paint();
    },
    destroy() {
      canvas.remove();
    },
  };
}
