import { createChart } from "./chart.js";

createChart();
