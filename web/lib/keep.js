/** What this device keeps between visits: JSON under a prefix of our own. A full or forbidden store is no error. */

const PREFIX = "desk.";
/** Kept when a session ends: work that still has to be sent. */
export const OUTBOX = "outbox.";
/** The cache from which the service worker hands out proformas, and nothing else. */
export const PROFORMAS = "proformas";

/** @param {string} key @returns {unknown} what was kept; null when there is nothing, or it cannot be read */
export function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} key @param {unknown} value @returns {boolean} whether it is kept now */
export function remember(key, value) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** The keys that begin with a word. @param {string} start @returns {string[]} */
export function keysFrom(start) {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX + start));
    return keys.map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}

/** @param {string} key */
export function drop(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing can have been kept either.
  }
}

/** Everything but the outbox. */
export function forget() {
  for (const key of keysFrom("")) if (!key.startsWith(OUTBOX)) drop(key);
  globalThis.caches?.delete(PROFORMAS).catch(() => null);
}
