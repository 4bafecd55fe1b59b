/** The second step of one's own sign-in, at the API. Nothing of it is sent twice by itself, and no answer is kept. */

import { post } from "./http.js";
import { session } from "./session.js";

/** @import { AuthenticatorKeyView, AuthenticatorView } from "#api" */

const ONCE = { key: undefined };

/** @returns {Promise<AuthenticatorView>} */
export const readStatus = () => post("/me/authenticator/status", { refresh_token: held() }, ONCE);

/** @returns {Promise<AuthenticatorKeyView>} */
export const askForKey = () => post("/me/authenticator", { refresh_token: held() }, ONCE);

/** @param {string} code */
export const switchOn = (code) => post("/me/authenticator/confirmation", { refresh_token: held(), code }, ONCE);

/** @param {string} password @param {string} code */
export const switchOff = (password, code) => post("/me/authenticator/removal", { password, code }, ONCE);

function held() {
  return session.value?.refreshToken;
}
