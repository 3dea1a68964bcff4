// Room for the marks beside and below a chart, in CSS pixels, their font, and the room above and to the right; the same for both drawings.

export const scaleWidth = 46;
export const markHeight = 24;
export const axisFont = "11px system-ui, sans-serif";
export const chartMargin = 8;
