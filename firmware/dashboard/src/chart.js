// The seam between the page and whatever draws its charts. The packer puts chart-uplot.js or chart-plain.js in place of
// this file and never reads it; unpacked, the page draws plainly.
//
// createChart(box, onHover) draws into an element and returns
//   draw(frame)            shows a frame: { times, values, least, greatest, dots, from, to, scale, marks, colors }
//   resize(width, height)  in CSS pixels; draws the last frame again
//   destroy()
// times are ms since 1970; values numbers or null, in a band from least to greatest; dots indices into all of them; from and to are the
// edges in time; scale and marks come from scale.js; colors are { line, fill, band, grid, label }. onHover(index) tells which sample the pointer is at,
// null for none; a drawing may leave it out. Without onHover nothing follows the pointer: the owner does that.
export { createChart } from "./chart-plain.js";
