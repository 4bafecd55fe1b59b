/**
 * Commands that must arrive, on a bad line too. Each is written down before it is sent, and sent with one key until an
 * answer comes: the API does it once however often it arrives. What the API refuses stays here, with its reason, to be seen.
 */

import { computed, signal } from "@preact/signals";
import { newKey, NoLine, post, Problem } from "./http.js";
import { drop, keysFrom, OUTBOX, recall, remember } from "./keep.js";
import { personId } from "./session.js";

/**
 * @typedef {object} Command
 * @property {string} path
 * @property {unknown} body
 * @property {string} title what a person would call it
 * @property {string} subject the follow-up or quote that it is about
 * @property {string} href where to see it
 */
/** @typedef {Command & { key: string, person: string, at: string, refusal: string | null }} Entry */
/** @typedef {{ state: "sent" | "waiting" } | { state: "refused", reason: string }} Fate */

const AGAIN_MS = 20_000;
const LOCK = "desk.outbox";
/** Something is wrong with this one at the service: the next may go. */
const BROKEN = 500;

/** What there was no room to write down lives as long as the page. @type {Map<string, Entry>} */
const unwritten = new Map();

/** @type {import("@preact/signals").Signal<Entry[]>} */
const all = signal(kept());

/** The commands of whoever is signed in, oldest first. */
export const outbox = computed(() => all.value.filter((entry) => entry.person === personId.value));

/** How many were delivered since the console was opened, from this window or another. */
const delivered = signal(0);

/** The round that has not begun. @type {Promise<void> | null} */
let next = null;

/** Tell of each delivery from now on: a view reads anew. @param {() => unknown} run @returns {() => void} stops it */
export function whenDelivered(run) {
  const before = delivered.peek();
  return delivered.subscribe((count) => {
    if (count !== before) run();
  });
}

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
  /** @type {Entry} */
  const entry = { ...command, key: newKey(), person: personId.value ?? "", at: new Date().toISOString(), refusal: null };
  write(entry);
  all.value = kept();
  await flush();
  return fateOf(entry.key);
}

/** Send all that waits, one round at a time: who asks while one is under way is served by the next, however many ask. */
export function flush() {
  next ??= navigator.locks.request(LOCK, () => {
    next = null;
    return sendAll();
  });
  return next;
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

/** As long as there is hope, and whoever did it is signed in. */
async function sendAll() {
  all.value = kept();
  for (const entry of outbox.value) {
    if (entry.refusal !== null) continue;
    if (entry.person !== personId.value || !(await deliver(entry))) return;
  }
}

/** @param {Entry} entry @returns {Promise<boolean>} whether there is hope for the next */
async function deliver(entry) {
  try {
    await post(entry.path, entry.body, { key: entry.key });
  } catch (error) {
    if (error instanceof NoLine) return false;
    if (!(error instanceof Problem)) throw error;
    if (isPassing(error, entry)) return error.status === BROKEN;
    write({ ...entry, refusal: error.errors[0]?.detail ?? error.message });
    all.value = kept();
    return true;
  }
  discard(entry.key);
  delivered.value++;
  return true;
}

/** Not a refusal of what was asked: the session is over, or the service is. @param {Problem} problem @param {Entry} entry */
function isPassing({ status }, entry) {
  return status === 401 || status === 429 || status >= 500 || entry.person !== personId.value;
}

/** What became of a command, whichever round it went with. @param {string} key @returns {Fate} */
function fateOf(key) {
  const left = kept().find((entry) => entry.key === key);
  if (!left) return { state: "sent" };
  return left.refusal === null ? { state: "waiting" } : { state: "refused", reason: left.refusal };
}

/** @param {Entry} entry */
function write(entry) {
  if (remember(OUTBOX + entry.key, entry)) unwritten.delete(entry.key);
  else unwritten.set(entry.key, entry);
}

/** @returns {Entry[]} */
function kept() {
  const written = keysFrom(OUTBOX).map((key) => /** @type {Entry} */ (recall(key)));
  const found = new Map([...written, ...unwritten.values()].map((entry) => [entry.key, entry]));
  return [...found.values()].sort((a, b) => a.at.localeCompare(b.at));
}

/** Another window wrote something down, or is done with it. */
addEventListener("storage", (event) => {
  if (!event.key?.includes(OUTBOX)) return;
  all.value = kept();
  if (event.newValue === null) delivered.value++;
});
