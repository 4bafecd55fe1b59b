/** Who is signed in, remembered on this device. No HTTP here: `account.js` signs in, `http.js` renews. */

import { signal } from "@preact/signals";
import { forget, recall, remember } from "./keep.js";

/** @import { PersonView } from "#api" */
/** @typedef {{ idToken: string, refreshToken: string, person: PersonView }} Session */

const KEY = "session";

/** @type {import("@preact/signals").Signal<Session | null>} */
export const session = signal(/** @type {Session | null} */ (recall(KEY)));

/** The person who is signed in. Call it only in views that need an account. */
export function me() {
  if (!session.value) throw new Error("nobody is signed in");
  return session.value.person;
}

/** @param {...PersonView["role"]} roles */
export function isOneOf(...roles) {
  return session.value !== null && roles.includes(session.value.person.role);
}

/** @param {Session} opened */
export function keepSession(opened) {
  remember(KEY, opened);
  session.value = opened;
}

/** The session is over on this device; what it kept of customers goes with it. */
export function dropSession() {
  forget();
  session.value = null;
}

/** Another tab signed in or out. */
addEventListener("storage", (event) => {
  if (event.key === null || event.key.endsWith(KEY)) session.value = /** @type {Session | null} */ (recall(KEY));
});
