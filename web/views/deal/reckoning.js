/** What an option comes to while it is being written. */

import { html } from "htm/preact";
import { money } from "../../lib/format.js";
import { bpsOf, centsOf } from "../../lib/parse.js";
import { loanOf } from "../../lib/pricing.js";

/** @import { Terms } from "./loan-form.js" */

/** @param {{ label: string, totalCents: number, terms?: Terms | null, months?: number }} props */
export function Reckoning({ label, totalCents, terms = null, months = 0 }) {
  const loan = terms && loanOf(totalCents, { downCents: centsOf(terms.down) ?? 0, months, rateBps: bpsOf(terms.rate) ?? 0 });
  return html`<li class="option">
    <div class="option-head"><b>${label}</b><strong class="figure">${terms ? (loan ? `${months} × ${money(loan.instalment)}` : "—") : money(totalCents)}</strong></div>
    ${loan && html`<p class="quiet-text figure">Financia ${money(loan.financed)} · última cuota ${money(loan.last)} · paga en total ${money(loan.paid)}</p>`}
    ${terms && !loan && html`<p class="quiet-text">Con esa entrada y ese plazo no hay cuotas.</p>`}
  </li>`;
}
