/**
 * Commands that must arrive, on a bad line too. Each is written down before it is sent, and sent with one key until an
 * answer comes: the API does it once however often it arrives. What the API refuses stays here, with its reason, to be seen.
 */

import { computed, signal } from "@preact/signals";
import { newKey, NoLine, post, Problem } from "./http.js";
import { drop, keysFrom, OUTBOX, recall, remember } from "./keep.js";
import { session } from "./session.js";

/**
 * @typedef {object} Command
 * @property {string} path
 * @property {unknown} body
 * @property {string} title what a person would call it
 * @property {string} subject the follow-up or quote that it is about
 * @property {string} href where to see it
 */
/** @typedef {Command & { key: string, person: string, at: string, refusal: string | null }} Entry */
/** @typedef {{ state: "sent" } | { state: "waiting" } | { state: "refused", problem: Problem }} Fate */

const AGAIN_MS = 20_000;
const LOCK = "desk.outbox";

/** What there was no room to write down lives as long as the page. @type {Map<string, Entry>} */
const unwritten = new Map();

/** @type {import("@preact/signals").Signal<Entry[]>} */
const all = signal(kept());

/** The commands of whoever is signed in, oldest first. */
export const outbox = computed(() => all.value.filter((entry) => entry.person === session.value?.person.id));

/** How many were delivered since the console was opened: what a view reads anew by. */
export const delivered = signal(0);

/** Whether something about a follow-up or quote still has to be sent. @param {string} subject */
export function isWaiting(subject) {
  return outbox.value.some((entry) => entry.subject === subject && entry.refusal === null);
}

/**
 * Write a command down and send it.
 * @param {Command} command
 * @returns {Promise<Fate>} what became of it on this try; a command that waits is sent later
 */
export async function submit(command) {
  const person = session.value?.person.id ?? "";
  /** @type {Entry} */
  const entry = { ...command, key: newKey(), person, at: new Date().toISOString(), refusal: null };
  write(entry);
  all.value = kept();
  return (await flush()).get(entry.key) ?? { state: "waiting" };
}

/** Try again one that was refused, or all that wait. */
export function flush() {
  return navigator.locks.request(LOCK, async () => {
    /** @type {Map<string, Fate>} */
    const fates = new Map();
    all.value = kept();
    for (const entry of outbox.value) {
      if (entry.refusal !== null) continue;
      const fate = await deliver(entry);
      fates.set(entry.key, fate);
      if (fate.state === "waiting") break;
    }
    return fates;
  });
}

/** Give a command up. @param {string} key */
export function discard(key) {
  drop(OUTBOX + key);
  unwritten.delete(key);
  all.value = kept();
}

/** Send by itself whenever there is hope: on start, when the line is back, when the console is looked at, every so often. */
export function keepSending() {
  const tryNow = () => {
    if (outbox.value.some((entry) => entry.refusal === null)) flush();
  };
  const timer = setInterval(tryNow, AGAIN_MS);
  addEventListener("online", tryNow);
  document.addEventListener("visibilitychange", tryNow);
  tryNow();
  return () => {
    clearInterval(timer);
    removeEventListener("online", tryNow);
    document.removeEventListener("visibilitychange", tryNow);
  };
}

/** @param {Entry} entry @returns {Promise<Fate>} */
async function deliver(entry) {
  try {
    await post(entry.path, entry.body, { key: entry.key });
  } catch (error) {
    if (error instanceof NoLine || (error instanceof Problem && isPassing(error))) return { state: "waiting" };
    if (!(error instanceof Problem)) throw error;
    const refusal = error.errors[0]?.detail ?? error.message;
    write({ ...entry, refusal });
    all.value = kept();
    return { state: "refused", problem: error };
  }
  discard(entry.key);
  delivered.value++;
  return { state: "sent" };
}

/** Not a refusal of what was asked: the session is over, or the service is. @param {Problem} problem */
function isPassing({ status }) {
  return status === 401 || status === 429 || status >= 500;
}

/** @param {Entry} entry */
function write(entry) {
  if (!remember(OUTBOX + entry.key, entry)) unwritten.set(entry.key, entry);
}

/** @returns {Entry[]} */
function kept() {
  const written = keysFrom(OUTBOX).map((key) => /** @type {Entry} */ (recall(key)));
  return [...written, ...unwritten.values()].sort((a, b) => a.at.localeCompare(b.at));
}

addEventListener("storage", (event) => {
  if (event.key?.includes(OUTBOX)) all.value = kept();
});
