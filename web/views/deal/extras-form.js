/** What goes with a motorcycle: registration, insurance, accessories. */

import { html } from "htm/preact";
import { centsOf } from "../../lib/parse.js";
import { Button } from "../../parts/button.js";
import { TextField } from "../../parts/field.js";

/** @import { ExtraBody } from "#api" */
/** @import { Problem } from "../../lib/http.js" */
/** @typedef {{ name: string, amount: string, taxed: boolean }} Extra */

/** The usual ones; a registration carries no IVA. @type {Extra[]} */
const USUAL = [
  { name: "Matrícula", amount: "", taxed: false },
  { name: "Seguro", amount: "", taxed: true },
  { name: "Accesorios", amount: "", taxed: true },
];

/** Those with an amount, as the API takes them. @param {Extra[]} extras @returns {ExtraBody[]} */
export function extrasOf(extras) {
  return extras.filter((extra) => extra.amount.trim()).map(({ name, amount, taxed }) => ({ name: name.trim(), amount_cents: centsOf(amount) ?? 0, taxed }));
}

/** @param {{ extras: Extra[], onChange: (extras: Extra[]) => void, problem?: Problem | null, at?: string }} props */
export function ExtrasForm({ extras, onChange, problem, at = "" }) {
  /** @param {Extra} extra @param {Partial<Extra>} changed */
  const set = (extra, changed) => onChange(extras.map((one) => (one === extra ? { ...one, ...changed } : one)));
  const left = USUAL.filter(({ name }) => !extras.some((extra) => extra.name === name));
  return html`<fieldset class="choice">
    <legend>Adicionales</legend>
    ${extras.map(
      (extra, index) => html`<div class="extra" key=${index}>
        <${TextField} label=${extra.name || "Adicional"} inputmode="decimal" placeholder="0,00" value=${extra.amount} fault=${problem?.at(`${at}/extras/${index}`)} onInput=${(/** @type {string} */ amount) => set(extra, { amount })} />
        <${Button} look="quiet" icon="trash" label=${`Quitar ${extra.name}`} onPress=${() => onChange(extras.filter((one) => one !== extra))} />
      </div>`,
    )}
    ${left.length > 0 && html`<div class="actions">
      ${left.map((usual) => html`<${Button} key=${usual.name} look="quiet" icon="plus" onPress=${() => onChange([...extras, usual])}>${usual.name}<//>`)}
    </div>`}
  </fieldset>`;
}
