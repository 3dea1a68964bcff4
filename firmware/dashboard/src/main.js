import { Dashboard } from "./dashboard.js";

const dashboard = new Dashboard();
dashboard.start();
