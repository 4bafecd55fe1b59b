/** What this device keeps between visits: JSON under a prefix of our own. A full or forbidden store is no error. */

const PREFIX = "desk.";
/** Kept when a session ends: work that still has to be sent. */
const OUTLIVES_SESSION = "desk.outbox";

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

/** Everything but the outbox. */
export function forget() {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX) && key !== OUTLIVES_SESSION) localStorage.removeItem(key);
    }
  } catch {
    // Nothing can have been kept either.
  }
}
