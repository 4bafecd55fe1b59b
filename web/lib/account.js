/** Signing in and out, and passwords. */

import { get, post, Problem } from "./http.js";
import { dropSession, isStillOpen, keepSession, session } from "./session.js";

/** @import { SessionView } from "#api" */

/**
 * What a sign-in needs to go on: a password of one's own, or the authenticator's code, within the challenge's session.
 * @typedef {"NEW_PASSWORD_REQUIRED" | "AUTHENTICATOR_CODE"} Kind
 */
export class Challenge extends Error {
  /** @param {Problem} problem */
  constructor({ message, state }) {
    super(message);
    this.kind = /** @type {Kind} */ (state.challenge);
    this.session = /** @type {string} */ (state.session);
  }
}

const OPEN = { open: true, key: undefined };

/** @param {string} email @param {string} password */
export const signIn = (email, password) => enter("/session", { email, password });

/** @param {string} email @param {string} challenge @param {string} password */
export const chooseFirstPassword = (email, challenge, password) =>
  enter("/session/first-password", { email, session: challenge, new_password: password });

/** An authenticator's code without the spaces that it is shown with. @param {string} text */
export const digitsOf = (text) => text.replace(/\s/g, "");

/** @param {string} email @param {string} challenge @param {string} code */
export const answerCode = (email, challenge, code) => enter("/session/code", { email, session: challenge, code });

/** @param {string} path @param {unknown} content */
async function enter(path, content) {
  try {
    keep(await post(path, content, OPEN));
  } catch (error) {
    throw error instanceof Problem && error.state.session ? new Challenge(error) : error;
  }
}

/** @param {string} email */
export function askForCode(email) {
  return post("/session/forgotten-password", { email }, OPEN);
}

/** @param {string} email @param {string} code @param {string} password */
export function changePassword(email, code, password) {
  return post("/session/new-password", { email, code, new_password: password }, OPEN);
}

/** Out on this device at once; the server is told if there is a line. */
export async function signOut() {
  const refreshToken = session.value?.refreshToken;
  dropSession();
  await post("/session/revocation", { refresh_token: refreshToken }, OPEN).catch(() => null);
}

/** The profile as it is now: a role or a showroom may have changed since the sign-in. */
export async function refreshProfile() {
  const held = session.value;
  const person = await get("/me");
  if (!held || !session.value || !isStillOpen(held)) return;
  if (JSON.stringify(person) !== JSON.stringify(session.value.person)) keepSession({ ...session.value, person });
}

/** @param {SessionView} opened */
function keep({ id_token, refresh_token, person }) {
  keepSession({ idToken: id_token, refreshToken: refresh_token ?? "", person });
}
