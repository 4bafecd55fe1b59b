/** Signing in and out, and passwords. */

import { get, post, Problem } from "./http.js";
import { dropSession, isStillOpen, keepSession, session } from "./session.js";

/** @import { SessionView } from "#api" */

/** What a first sign-in needs to go on: the challenge's session. */
export class FirstPassword extends Error {
  /** @param {string} challenge */
  constructor(challenge) {
    super("Escoja una contraseña propia para continuar.");
    this.challenge = challenge;
  }
}

const OPEN = { open: true, key: undefined };

/** @param {string} email @param {string} password */
export async function signIn(email, password) {
  try {
    keep(await post("/session", { email, password }, OPEN));
  } catch (error) {
    if (error instanceof Problem && typeof error.state.session === "string") throw new FirstPassword(error.state.session);
    throw error;
  }
}

/** @param {string} email @param {string} challenge @param {string} password */
export async function chooseFirstPassword(email, challenge, password) {
  keep(await post("/session/first-password", { email, session: challenge, new_password: password }, OPEN));
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
