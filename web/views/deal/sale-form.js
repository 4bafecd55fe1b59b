/** What is sold when a quote is invoiced: the motorcycle, how it is paid, and the very unit. */

import { html } from "htm/preact";
import { codes, label } from "../../lib/codes.js";
import { money } from "../../lib/format.js";
import { get } from "../../lib/http.js";
import { useLoading } from "../../lib/loading.js";
import { Choice } from "../../parts/field.js";
import { Failure, Skeleton } from "../../parts/states.js";

/** @import { OptionView, QuoteView, UnitList, UnitView } from "#api" */
/** @import { Problem } from "../../lib/http.js" */
/** @typedef {{ vehicle_id: string, payment_option_id: string, vin: string }} Sale */

/** @param {QuoteView} quote @returns {Sale} */
export function firstSale({ vehicles }) {
  const [only] = vehicles;
  const vehicle = vehicles.length === 1 ? only : undefined;
  const options = vehicle?.payment_options ?? [];
  return { vehicle_id: vehicle?.id ?? "", payment_option_id: options.length === 1 ? (options[0]?.id ?? "") : "", vin: "" };
}

/** @param {{ quote: QuoteView, sale: Sale, onChange: (sale: Sale) => void, problem: Problem | null }} props */
export function SaleForm({ quote, sale, onChange, problem }) {
  const vehicle = quote.vehicles.find((one) => one.id === sale.vehicle_id);
  const vehicles = quote.vehicles.map(({ id, model, colour }) => ({ code: id, label: `${model.brand} ${model.name}, ${colour}` }));
  return html`<div class="fields">
    <${Choice} label="Motocicleta" options=${vehicles} value=${sale.vehicle_id} fault=${problem?.at("/vehicle_id")} onInput=${(/** @type {string} */ id) => onChange({ vehicle_id: id, payment_option_id: "", vin: "" })} />
    ${vehicle && html`<${Choice} label="Forma de pago" options=${vehicle.payment_options.map(told)} value=${sale.payment_option_id} fault=${problem?.at("/payment_option_id")} onInput=${(/** @type {string} */ id) => onChange({ ...sale, payment_option_id: id })} />`}
    ${vehicle && html`<${Units} modelId=${vehicle.model.id} colour=${vehicle.colour} vin=${sale.vin} fault=${problem?.at("/vin")} onPick=${(/** @type {string} */ vin) => onChange({ ...sale, vin })} />`}
  </div>`;
}

/** @param {{ modelId: string, colour: string, vin: string, fault: string | undefined, onPick: (vin: string) => void }} props */
function Units({ modelId, colour, vin, fault, onPick }) {
  const units = useLoading(modelId, (signal) => /** @type {Promise<UnitList>} */ (get("/units", { query: { model_id: modelId }, signal })));
  if (units.error) return html`<${Failure} error=${units.error} retry=${units.reload} />`;
  if (!units.data) return html`<${Skeleton} rows=${1} />`;
  const free = units.data.items.filter((unit) => unit.status !== "SOLD").sort((a, b) => Number(b.colour === colour) - Number(a.colour === colour));
  if (!free.length) return html`<p class="fault">No hay unidades de este modelo en stock.</p>`;
  return html`<${Choice} label="Unidad" options=${free.map(unitTold)} value=${vin} fault=${fault} onInput=${onPick} />`;
}

/** @param {UnitView} unit */
function unitTold({ vin, colour, model_year, status }) {
  const state = status === codes("unit_statuses")[0]?.code ? "" : ` · ${label("unit_statuses", status)}`;
  return { code: vin, label: `${vin} · ${colour} ${model_year}${state}` };
}

/** @param {OptionView} option */
function told(option) {
  const waits = option.discount_status === "WAITING" ? ` · ${label("discount_statuses", "WAITING")}` : "";
  return { code: option.id, label: `${label("payment_kinds", option.kind)} ${money(option.total_cents)}${waits}` };
}
