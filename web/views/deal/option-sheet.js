/** *Agregar forma de pago* to a motorcycle, with its discount and what it all comes to. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { codes } from "../../lib/codes.js";
import { money } from "../../lib/format.js";
import { post } from "../../lib/http.js";
import { bpsOf, centsOf } from "../../lib/parse.js";
import { discountOf, totalOf } from "../../lib/pricing.js";
import { Button } from "../../parts/button.js";
import { Choice, TextField } from "../../parts/field.js";
import { Sheet } from "../../parts/sheet.js";
import { useSheetCommand } from "../../parts/sheet-command.js";
import { firstTerms, loanBody, LoanForm, termFaults } from "./loan-form.js";
import { TERMS } from "./offer-form.js";
import { Reckoning } from "./reckoning.js";

/** @import { DiscountBody, OptionView, PaymentKind, QuoteView, VehicleView } from "#api" */
/** @typedef {{ value: string, unit: "amount" | "percent", reason: string }} DiscountDraft */

const UNITS = [
  { code: "amount", label: "Dólares" },
  { code: "percent", label: "Por ciento" },
];

/** @param {DiscountDraft} draft @returns {DiscountBody | null} */
function discountBody({ value, unit, reason }) {
  if (!value.trim()) return null;
  return { reason: reason.trim(), ...(unit === "percent" ? { percent_bps: bpsOf(value) ?? 0 } : { amount_cents: centsOf(value) ?? 0 }) };
}

/** @param {{ quote: QuoteView, vehicle: VehicleView, onClose: () => void, onDone: () => unknown }} props */
export function OptionSheet({ quote, vehicle, onClose, onDone }) {
  const [kind, setKind] = useState(/** @type {PaymentKind} */ ("CASH"));
  const [terms, setTerms] = useState(firstTerms);
  const [months, setMonths] = useState("24");
  const [discount, setDiscount] = useState(/** @type {DiscountDraft} */ ({ value: "", unit: "amount", reason: "" }));
  const [checked, setChecked] = useState(false);
  const { problem, message, run } = useSheetCommand({ onClose, onDone });
  const asked = discountBody(discount);
  const priced = { listCents: vehicle.list_price_cents, extras: vehicle.extras };
  const totalCents = totalOf(priced, asked);
  const financed = kind === "FINANCED";
  const faults = checked && financed ? termFaults(terms) : {};
  const unexplained = asked && !asked.reason ? "Escriba el motivo del descuento." : undefined;

  function save() {
    setChecked(true);
    const wrong = financed && Object.values(termFaults(terms)).some(Boolean);
    if (wrong || unexplained) return undefined;
    const body = { ...(financed ? loanBody(terms, Number(months)) : { kind }), ...(asked ? { discount: asked } : {}) };
    return run(
      () => /** @type {Promise<OptionView>} */ (post(`/quotes/${quote.id}/vehicles/${vehicle.id}/payment-options`, body, { ifMatch: `"${quote.version}"` })),
      ({ discount_status: status }) => (status === "WAITING" ? "El descuento espera al jefe de vitrina; hasta entonces esta opción no sale en la proforma." : "Forma de pago agregada."),
    );
  }
  const footer = html`<${Button} look="solid" wide icon="plus" onPress=${save}>Agregar<//>`;
  return html`<${Sheet} title=${`${vehicle.model.brand} ${vehicle.model.name}`} onClose=${onClose} unsaved=${Boolean(terms.down || discount.value)} footer=${footer} message=${message}>
    <${Choice} label="Forma de pago" options=${codes("payment_kinds")} value=${kind} onInput=${setKind} />
    ${financed && html`
      <${Choice} label="Plazo" options=${TERMS.map((term) => ({ code: String(term), label: `${term} meses` }))} value=${months} fault=${problem?.at("/term_months")} onInput=${setMonths} />
      <${LoanForm} terms=${terms} totalCents=${totalCents} faults=${faults} problem=${problem} onChange=${setTerms} />`}
    <div class="fields">
      <${TextField} label="Descuento (opcional)" inputmode="decimal" placeholder="0,00" value=${discount.value} fault=${problem?.at("/discount/amount_cents") ?? problem?.at("/discount/percent_bps")} onInput=${(/** @type {string} */ value) => setDiscount({ ...discount, value })} />
      ${discount.value && html`
        <${Choice} label="El descuento es en" options=${UNITS} value=${discount.unit} onInput=${(/** @type {"amount" | "percent"} */ unit) => setDiscount({ ...discount, unit })} />
        <${TextField} label="Motivo del descuento" maxlength="200" value=${discount.reason} fault=${(checked && unexplained) || problem?.at("/discount/reason")} onInput=${(/** @type {string} */ reason) => setDiscount({ ...discount, reason })} />`}
    </div>
    <ul class="options" aria-label="Cómo queda">
      <${Reckoning} label="Total" totalCents=${totalCents} />
      ${financed && html`<${Reckoning} label=${`${months} meses`} totalCents=${totalCents} terms=${terms} months=${Number(months)} />`}
    </ul>
    ${asked && html`<p class="quiet-text">Precio de lista ${money(vehicle.list_price_cents)}, menos ${money(discountOf(vehicle.list_price_cents, asked))}.</p>`}
  <//>`;
}
