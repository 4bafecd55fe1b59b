/** The usual ways to pay, several at once: cash, and financed over the usual terms with one down payment. */

import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { label } from "../../lib/codes.js";
import { typed } from "../../lib/parse.js";
import { firstTerms, loanBody, LoanForm, termFaults, usualDown } from "./loan-form.js";
import { Reckoning } from "./reckoning.js";

/** @import { OptionBody } from "#api" */
/** @import { Problem } from "../../lib/http.js" */
/** @import { Terms } from "./loan-form.js" */
/** @typedef {{ cash: boolean, months: number[], terms: Terms }} Offer */

export const TERMS = [12, 24, 36, 48];
const USUAL_DOWN_BPS = 2000;

/** @returns {Offer} */
export const firstOffer = () => ({ cash: true, months: [24], terms: firstTerms() });

/** @param {Offer} offer @returns {OptionBody[]} */
export function optionsOf({ cash, months, terms }) {
  return [...(cash ? [{ kind: /** @type {const} */ ("CASH") }] : []), ...months.map((term) => loanBody(terms, term))];
}

/** What would be refused anyhow. @param {Offer} offer */
export function offerFaults({ months, terms }) {
  return months.length ? termFaults(terms) : {};
}

/** @param {{ offer: Offer, totalCents: number, onChange: (change: (held: Offer) => Offer) => void, problem?: Problem | null, at?: string, faults?: ReturnType<typeof offerFaults> }} props */
export function OfferForm({ offer, totalCents, onChange, problem, at = "", faults = {} }) {
  const { cash, months, terms } = offer;
  useEffect(() => {
    const down = typed(usualDown(totalCents, USUAL_DOWN_BPS));
    // After the paint somebody may have gone on already: nothing of that is taken back.
    if (totalCents) onChange((held) => (held.terms.down ? held : { ...held, terms: { ...held.terms, down } }));
  }, [totalCents]);
  /** @param {number} term */
  const turn = (term) => onChange((held) => ({ ...held, months: months.includes(term) ? months.filter((one) => one !== term) : [...months, term].sort((a, b) => a - b) }));
  const first = `${at}/payment_options/${cash ? 1 : 0}`;
  return html`<div class="fields">
    <fieldset class="choice">
      <legend>Formas de pago</legend>
      <div class="choices">
        <label><input type="checkbox" checked=${cash} onChange=${() => onChange((held) => ({ ...held, cash: !cash }))} /><span>${label("payment_kinds", "CASH")}</span></label>
        ${TERMS.map((term) => html`<label key=${term}><input type="checkbox" checked=${months.includes(term)} onChange=${() => turn(term)} /><span>${term} meses</span></label>`)}
      </div>
    </fieldset>
    ${months.length > 0 && html`<${LoanForm} terms=${terms} totalCents=${totalCents} faults=${faults} problem=${problem} at=${first} onChange=${(/** @type {Terms} */ changed) => onChange((held) => ({ ...held, terms: changed }))} />`}
    ${totalCents > 0 && html`<ul class="options" aria-label="Cómo queda">
      ${cash && html`<${Reckoning} label=${label("payment_kinds", "CASH")} totalCents=${totalCents} />`}
      ${months.map((term) => html`<${Reckoning} key=${term} label=${`${term} meses`} totalCents=${totalCents} terms=${terms} months=${term} />`)}
    </ul>`}
    ${problem?.at(`${at}/payment_options`) && html`<p class="fault">${problem.at(`${at}/payment_options`)}</p>`}
  </div>`;
}
