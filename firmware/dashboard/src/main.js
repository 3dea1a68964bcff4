import { Dashboard } from "./dashboard.js";
import { fillWords } from "./words.js";

fillWords();
const dashboard = new Dashboard();
dashboard.start();
