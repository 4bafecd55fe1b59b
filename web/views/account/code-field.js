/** The field for the six digits that an authenticator shows. */

import { html } from "htm/preact";
import { digitsOf } from "../../lib/account.js";
import { TextField } from "../../parts/field.js";

/** What is wrong with it before it is sent. @param {string} text */
export const faultOf = (text) => (/^\d{6}$/.test(digitsOf(text)) ? undefined : "Escriba los 6 dígitos.");

/** @param {{ label: string, value: string, fault: string | undefined, onInput: (text: string) => void }} props */
export function CodeField(props) {
  return html`<${TextField} inputmode="numeric" autocomplete="one-time-code" maxlength="9" ...${props} />`;
}
