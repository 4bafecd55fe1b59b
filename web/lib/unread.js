/** How many notices of the inbox are unread: counted now and then, and told by whatever reads or marks them. */

import { signal } from "@preact/signals";
import { get } from "./http.js";
import { whenQuiet } from "./quiet.js";

/** @import { InboxView } from "#api" */

const EVERY_MS = 5 * 60_000;

export const unread = signal(0);

/** The last count serves where there is no line. */
async function count() {
  if (!navigator.onLine || document.hidden) return;
  /** @type {InboxView} */
  const inbox = await get("/inbox", { query: { limit: 1 } });
  unread.value = inbox.unread;
}

/** Count by itself, first when what was asked for has come, until told to stop. */
export function keepCounting() {
  const countNow = () => count().catch(() => null);
  const giveUp = whenQuiet(countNow);
  const timer = setInterval(countNow, EVERY_MS);
  document.addEventListener("visibilitychange", countNow);
  return () => {
    giveUp();
    clearInterval(timer);
    document.removeEventListener("visibilitychange", countNow);
    unread.value = 0;
  };
}
