/** Who a customer is, as it is written down. */

import { html } from "htm/preact";
import { codes } from "../../lib/codes.js";
import { SelectField, TextField } from "../../parts/field.js";

/** @import { CustomerBody } from "#api" */
/** @import { Problem } from "../../lib/http.js" */
/** @typedef {{ first_name: string, last_name: string, phone: string, id_type: string, id_number: string, email: string, consent: boolean }} Person */

/** @type {Person} */
export const NOBODY = { first_name: "", last_name: "", phone: "", id_type: "CEDULA", id_number: "", email: "", consent: false };

/** As the API takes it: what is empty is nothing. @param {Person} person @returns {CustomerBody} */
export function customerOf({ first_name, last_name, phone, id_type, id_number, email, consent }) {
  const known = id_number.trim() !== "";
  return {
    first_name: first_name.trim(),
    last_name: last_name.trim(),
    phone: phone.trim(),
    id_type: known ? /** @type {CustomerBody["id_type"]} */ (id_type) : null,
    id_number: known ? id_number.trim() : null,
    email: email.trim() || null,
    consent,
  };
}

/** @param {{ person: Person, onChange: (changed: Partial<Person>) => void, problem: Problem | null, faults?: Partial<Record<keyof Person, string>>, first?: unknown }} props `first`: what stands behind the phone */
export function CustomerFields({ person, onChange, problem, faults = {}, first }) {
  /** @param {"first_name" | "last_name" | "phone" | "id_number" | "email" | "id_type"} name */
  const bound = (name) => ({ value: person[name], fault: faults[name] ?? problem?.at(`/customer/${name}`), onInput: (/** @type {string} */ value) => onChange({ [name]: value }) });
  return html`<div class="fields">
    <${TextField} label="Teléfono" type="tel" autocomplete="off" required placeholder="099 999 9999" ...${bound("phone")} />
    ${first}
    <div class="fields two">
      <${TextField} label="Nombres" autocomplete="off" required maxlength="80" ...${bound("first_name")} />
      <${TextField} label="Apellidos" autocomplete="off" required maxlength="80" ...${bound("last_name")} />
    </div>
    <div class="fields two">
      <${SelectField} label="Identificación" options=${codes("id_types")} ...${bound("id_type")} />
      <${TextField} label="Número (opcional)" autocomplete="off" ...${bound("id_number")} />
    </div>
    <${TextField} label="Correo (opcional)" type="email" autocomplete="off" ...${bound("email")} />
    <label class="check"><input type="checkbox" checked=${person.consent} onChange=${() => onChange({ consent: !person.consent })} /><span>El cliente acepta que lo contactemos.</span></label>
    ${(faults.consent ?? problem?.at("/customer/consent")) && html`<p class="fault">${faults.consent ?? problem?.at("/customer/consent")}</p>`}
  </div>`;
}
