/** What the first screen needs, asked for while the rest of the console is still on its way. */

import { loadCodes } from "./lib/codes.js";
import { view } from "./lib/router.js";
import { session } from "./lib/session.js";
import { askEarly } from "./views/follow-ups/agenda.js";
import { askHere } from "./views/follow-ups/filters.js";

if (!session.value) import("./views/login.js").catch(quiet);
else {
  loadCodes().catch(quiet);
  if (!view.value || view.value === "seguimientos") askEarly(askHere());
}

/** Whoever shows it asks again, and says what is wrong. */
function quiet() {}
