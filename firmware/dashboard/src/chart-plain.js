export function createChart() {}
