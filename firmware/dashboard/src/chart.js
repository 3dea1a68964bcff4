// The seam between the page and whatever draws its charts. The packer puts chart-uplot.js or chart-plain.js in place of
// this file and never reads it; unpacked, the page draws plainly.
//
// createChart(box, onHover) draws into an element and returns
//   draw(frame)            shows a frame: { times, values, dots, from, to, scale, marks, colors }
//   resize(width, height)  in CSS pixels; draws the last frame again
//   destroy()
// times are ms since 1970, values numbers or null, dots indices into both; from and to are the edges in time; scale and
// marks come from scale.js; colors are { line, fill, grid, label }. onHover(index) tells which sample the pointer is at,
// null for none; a drawing may leave it out.
export { createChart } from "./chart-plain.js";
