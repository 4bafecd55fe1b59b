/** Who is signed in, remembered on this device. No HTTP here: `account.js` signs in, `http.js` renews. */

import { computed, signal } from "@preact/signals";
import { forget, recall, remember } from "./keep.js";

/** @import { PersonView } from "#api" */
/** @typedef {{ idToken: string, refreshToken: string, person: PersonView }} Session */

const KEY = "session";

/** @type {import("@preact/signals").Signal<Session | null>} */
export const session = signal(/** @type {Session | null} */ (recall(KEY)));

/** Who it is, whatever else of the session changes. */
export const personId = computed(() => session.value?.person.id ?? null);

/** The person who is signed in. Call it only in views that need an account. */
export function me() {
  if (!session.value) throw new Error("nobody is signed in");
  return session.value.person;
}

/** @param {...PersonView["role"]} roles */
export function isOneOf(...roles) {
  return session.value !== null && roles.includes(session.value.person.role);
}

/** Whether a session that was asked something is still the one that is open. @param {Session} asked */
export function isStillOpen({ refreshToken }) {
  return session.value?.refreshToken === refreshToken;
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
