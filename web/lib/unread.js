/** How many notices of the inbox are unread: counted now and then, and told by whatever reads or marks them. */

import { signal } from "@preact/signals";
import { get } from "./http.js";

/** @import { InboxView } from "#api" */

/** What comes first has the line for itself. */
const FIRST_MS = 2000;
const EVERY_MS = 5 * 60_000;

export const unread = signal(0);

/** The last count serves where there is no line. */
async function count() {
  if (!navigator.onLine || document.hidden) return;
  /** @type {InboxView} */
  const inbox = await get("/inbox", { query: { limit: 1 } });
  unread.value = inbox.unread;
}

/** Count by itself, until told to stop. */
export function keepCounting() {
  const countNow = () => count().catch(() => null);
  const first = setTimeout(countNow, FIRST_MS);
  const timer = setInterval(countNow, EVERY_MS);
  document.addEventListener("visibilitychange", countNow);
  return () => {
    clearTimeout(first);
    clearInterval(timer);
    document.removeEventListener("visibilitychange", countNow);
    unread.value = 0;
  };
}
