/** A down payment and a rate, with the usual shares a tap away. */

import { html } from "htm/preact";
import { percent } from "../../lib/format.js";
import { recall, remember } from "../../lib/keep.js";
import { bpsOf, centsOf, typed } from "../../lib/parse.js";
import { share } from "../../lib/pricing.js";
import { TextField } from "../../parts/field.js";

/** @import { Problem } from "../../lib/http.js" */
/** @typedef {{ down: string, rate: string }} Terms */

const RATE = "loan.rate";
/** The rate to begin with, until another was used here. */
const FIRST_RATE_BPS = 1560;
const SHARES_BPS = [1000, 2000, 3000];
const TEN_DOLLARS = 1000;

/** @returns {Terms} */
export function firstTerms() {
  const kept = recall(RATE);
  return { down: "", rate: typed(typeof kept === "number" ? kept : FIRST_RATE_BPS) };
}

/** A usual down payment: a share, in tens of dollars. @param {number} totalCents @param {number} bps */
export function usualDown(totalCents, bps) {
  return Math.round(share(totalCents, bps) / TEN_DOLLARS) * TEN_DOLLARS;
}

/** What the API is sent. @param {Terms} terms @param {number} months */
export function loanBody({ down, rate }, months) {
  const bps = bpsOf(rate);
  if (bps !== null) remember(RATE, bps);
  return { kind: /** @type {const} */ ("FINANCED"), down_payment_cents: centsOf(down) ?? 0, term_months: months, annual_rate_bps: bps ?? 0 };
}

/** @param {Terms} terms */
export function termFaults({ down, rate }) {
  return { down: centsOf(down) === null ? "Escriba la entrada." : undefined, rate: bpsOf(rate) === null ? "Escriba la tasa." : undefined };
}

/** @param {{ terms: Terms, totalCents: number, onChange: (terms: Terms) => void, problem?: Problem | null, at?: string, faults?: { down?: string | undefined, rate?: string | undefined } }} props */
export function LoanForm({ terms, totalCents, onChange, problem, at = "", faults = {} }) {
  return html`<div class="fields">
    <div class="fields two">
      <${TextField} label="Entrada" inputmode="decimal" placeholder="0,00" value=${terms.down} fault=${faults.down ?? problem?.at(`${at}/down_payment_cents`)} onInput=${(/** @type {string} */ down) => onChange({ ...terms, down })} />
      <${TextField} label="Tasa nominal anual, %" inputmode="decimal" value=${terms.rate} fault=${faults.rate ?? problem?.at(`${at}/annual_rate_bps`)} onInput=${(/** @type {string} */ rate) => onChange({ ...terms, rate })} />
    </div>
    <div class="choices" role="group" aria-label="Entradas usuales">
      ${SHARES_BPS.map((bps) => {
        const down = typed(usualDown(totalCents, bps));
        return html`<button key=${bps} type="button" class="toggle" aria-pressed=${terms.down === down} onClick=${() => onChange({ ...terms, down })}>${percent(bps)} · $${down}</button>`;
      })}
    </div>
  </div>`;
}
