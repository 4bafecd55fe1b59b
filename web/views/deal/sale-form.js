/** What is sold when a quote is invoiced: the motorcycle, how it is paid, and the very unit. */

import { html } from "htm/preact";
import { label } from "../../lib/codes.js";
import { money } from "../../lib/format.js";
import { Choice } from "../../parts/field.js";
import { UnitChoice } from "./unit-choice.js";

/** @import { OptionView, QuoteView } from "#api" */
/** @import { Problem } from "../../lib/http.js" */
/** @typedef {{ vehicle_id: string, payment_option_id: string, vin: string }} Sale */

/** @param {QuoteView} quote @returns {Sale} */
export function firstSale({ vehicles }) {
  const [only] = vehicles;
  const vehicle = vehicles.length === 1 ? only : undefined;
  const options = vehicle?.payment_options ?? [];
  return { vehicle_id: vehicle?.id ?? "", payment_option_id: options.length === 1 ? (options[0]?.id ?? "") : "", vin: "" };
}

/** What the API is sent: what was chosen, and the API says what is missing. @param {Sale} sale @returns {Partial<Sale>} */
export function saleOf(sale) {
  return Object.fromEntries(Object.entries(sale).filter(([, chosen]) => chosen));
}

/** @param {{ quote: QuoteView, sale: Sale, onChange: (sale: Sale) => void, problem: Problem | null }} props */
export function SaleForm({ quote, sale, onChange, problem }) {
  const vehicle = quote.vehicles.find((one) => one.id === sale.vehicle_id);
  const vehicles = quote.vehicles.map(({ id, model, colour }) => ({ code: id, label: `${model.brand} ${model.name}, ${colour}` }));
  return html`<div class="fields">
    <${Choice} label="Motocicleta" options=${vehicles} value=${sale.vehicle_id} fault=${problem?.at("/vehicle_id")} onInput=${(/** @type {string} */ id) => onChange({ vehicle_id: id, payment_option_id: "", vin: "" })} />
    ${vehicle && html`<${Choice} label="Forma de pago" options=${vehicle.payment_options.map(told)} value=${sale.payment_option_id} fault=${problem?.at("/payment_option_id")} onInput=${(/** @type {string} */ id) => onChange({ ...sale, payment_option_id: id })} />`}
    ${vehicle && html`<${UnitChoice} modelId=${vehicle.model.id} colour=${vehicle.colour} vin=${sale.vin} fault=${problem?.at("/vin")} onPick=${(/** @type {string} */ vin) => onChange({ ...sale, vin })} />`}
  </div>`;
}

/** @param {OptionView} option */
function told(option) {
  const waits = option.discount_status === "WAITING" ? ` · ${label("discount_statuses", "WAITING")}` : "";
  return { code: option.id, label: `${label("payment_kinds", option.kind)} ${money(option.total_cents)}${waits}` };
}
