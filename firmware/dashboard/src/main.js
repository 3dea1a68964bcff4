import { Dashboard } from "./dashboard.js";
import { speak } from "./language.js";
import { t } from "./words.js";

speak(t);
const dashboard = new Dashboard();
dashboard.start();
