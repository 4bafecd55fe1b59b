/** How many notices of the inbox are unread: counted now and then, and told by whatever reads or marks them. */

import { signal } from "@preact/signals";
import { get, post } from "./http.js";
import { whenQuiet } from "./quiet.js";

/** @import { InboxView, ReadView } from "#api" */

const EVERY_MS = 5 * 60_000;

export const unread = signal(0);

/** How often something was marked, or somebody else came: a count from before is late. */
let changes = 0;
/** Marks are noted one after the other, so that the last answer knows of all of them. @type {Promise<unknown>} */
let noting = Promise.resolve();

/**
 * A page of the inbox, which tells how many are unread.
 * @param {import("./http.js").Query} query @param {AbortSignal} signal
 * @returns {Promise<InboxView>}
 */
export async function readInbox(query, signal) {
  const asked = changes;
  /** @type {InboxView} */
  const inbox = await get("/inbox", { query, signal });
  if (asked === changes) unread.value = inbox.unread;
  return inbox;
}

/** Mark some as read: that many less at once, and noted after what was marked before. @param {string[]} ids */
export function markRead(ids) {
  const asked = ++changes;
  unread.value = Math.max(0, unread.value - ids.length);
  const noted = noting.then(() => note(ids, asked));
  noting = noted.catch(() => null);
  return noted;
}

/** @param {string[]} ids @param {number} asked */
async function note(ids, asked) {
  for (const id of ids) {
    /** @type {ReadView} */
    const left = await post(`/inbox/${id}/read`);
    if (id === ids.at(-1) && asked === changes) unread.value = left.unread;
  }
}

/** The last count serves where there is no line. @param {AbortSignal} signal */
async function count(signal) {
  if (navigator.onLine && !document.hidden) await readInbox({ limit: 1 }, signal);
}

/** Count by itself, first when what was asked for has come, until told to stop. */
export function keepCounting() {
  const stopped = new AbortController();
  const countNow = () => count(stopped.signal).catch(() => null);
  const giveUp = whenQuiet(countNow);
  const timer = setInterval(countNow, EVERY_MS);
  document.addEventListener("visibilitychange", countNow);
  return () => {
    stopped.abort();
    giveUp();
    clearInterval(timer);
    document.removeEventListener("visibilitychange", countNow);
    changes++;
    unread.value = 0;
  };
}
