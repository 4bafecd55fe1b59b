/** *Reservar*: the form that becomes a SOLICITUD DE RESERVA; a unit that is taken can be waited for. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { codes, label } from "../../lib/codes.js";
import { addDays, instantAt, isoDate, money } from "../../lib/format.js";
import { post } from "../../lib/http.js";
import { centsOf } from "../../lib/parse.js";
import { isAnothers } from "../../lib/units.js";
import { Button } from "../../parts/button.js";
import { Choice, TextArea, TextField } from "../../parts/field.js";
import { Sheet } from "../../parts/sheet.js";
import { useSheetCommand } from "../../parts/sheet-command.js";
import { UnitChoice } from "./unit-choice.js";

/** @import { DepositMethod, QuoteView, ReservationBody, ReservationView, UnitView, VehicleView } from "#api" */
/** @typedef {{ vin: string, taken: boolean, wait: boolean, idNumber: string, deposit: string, method: DepositMethod, receipt: string, option: string, until: string, note: string }} Wish */

const NO_UNIT = { code: "", label: "La que llegue de ese color" };
const USUAL_HOLD_DAYS = 3;
const CLOSING = "18:00";

/** @param {QuoteView} quote @param {VehicleView} vehicle @returns {Wish} */
function firstWish({ customer }, { payment_options: options }) {
  const [only] = options;
  return { vin: "", taken: false, wait: false, idNumber: customer.id_number ?? "", deposit: "", method: "CASH", receipt: "", option: options.length === 1 ? (only?.id ?? "") : "", until: addDays(isoDate(), USUAL_HOLD_DAYS), note: "" };
}

/** @param {Wish} wish @param {string} vehicleId @returns {ReservationBody} */
function bodyOf(wish, vehicleId) {
  return {
    vehicle_id: vehicleId,
    id_number: wish.idNumber.trim(),
    deposit_cents: centsOf(wish.deposit) ?? 0,
    deposit_method: wish.method,
    hold_until: instantAt(wish.until, CLOSING),
    observations: wish.note.trim(),
    ...(wish.vin ? { vin: wish.vin } : {}),
    ...(wish.option ? { payment_option_id: wish.option } : {}),
    ...(wish.receipt.trim() ? { receipt_number: wish.receipt.trim() } : {}),
    ...(wish.taken && wish.wait ? { wait: true } : {}),
  };
}

/** @param {{ quote: QuoteView, vehicle: VehicleView, onClose: () => void, onDone: () => unknown }} props */
export function ReserveSheet({ quote, vehicle, onClose, onDone }) {
  const [wish, setWish] = useState(() => firstWish(quote, vehicle));
  const [touched, setTouched] = useState(false);
  const { problem, message, run } = useSheetCommand({ onClose, onDone });
  const [faults, setFaults] = useState(/** @type {Record<string, string>} */ ({}));
  /** @param {Partial<Wish>} changed */
  const set = (changed) => {
    setTouched(true);
    setFaults({});
    setWish((held) => ({ ...held, ...changed }));
  };
  /** @param {keyof Wish} name */
  const bound = (name) => ({ value: wish[name], onInput: (/** @type {string} */ value) => set({ [name]: value }) });

  function save() {
    const wrong = faultsOf(wish);
    setFaults(wrong);
    if (Object.keys(wrong).length) return undefined;
    return run(
      () => /** @type {Promise<ReservationView>} */ (post(`/quotes/${quote.id}/reservations`, bodyOf(wish, vehicle.id))),
      ({ status }) => `Solicitud de reserva: ${label("reservation_statuses", status).toLowerCase()}.`,
    );
  }
  const options = vehicle.payment_options.map((option) => ({ code: option.id, label: `${label("payment_kinds", option.kind)} ${money(option.total_cents)}${option.term_months ? `, ${option.term_months} meses` : ""}` }));
  const footer = html`<${Button} look="solid" wide icon="flag" onPress=${save}>Solicitar reserva<//>`;
  return html`<${Sheet} title="Solicitud de reserva" onClose=${onClose} unsaved=${touched} footer=${footer} message=${message}>
    <p class="quiet-text">${vehicle.model.brand} ${vehicle.model.name} ${vehicle.model_year}, ${vehicle.colour}. La aprueba el jefe de vitrina.</p>
    <${UnitChoice} modelId=${vehicle.model.id} colour=${vehicle.colour} vin=${wish.vin} fault=${faults.vin ?? problem?.at("/vin")} none=${NO_UNIT} onPick=${(/** @type {string} */ vin, /** @type {UnitView | undefined} */ unit) => set({ vin, taken: !!unit && isAnothers(unit, quote.id), wait: false })} />
    ${wish.taken && html`<label class="check"><input type="checkbox" checked=${wish.wait} onChange=${() => set({ wait: !wish.wait })} /><span>Esperar por esta unidad: si se libera, se ofrece en orden de llegada.</span></label>`}
    ${options.length > 1 && html`<${Choice} label="Forma de pago" options=${options} value=${wish.option} fault=${problem?.at("/payment_option_id")} onInput=${(/** @type {string} */ option) => set({ option })} />`}
    <div class="fields">
      <${TextField} label="Cédula, RUC o pasaporte" required autocomplete="off" fault=${faults.idNumber ?? problem?.at("/id_number")} ...${bound("idNumber")} />
      <${TextField} label="Abono" required inputmode="decimal" placeholder="0,00" fault=${faults.deposit ?? problem?.at("/deposit_cents")} ...${bound("deposit")} />
      <${Choice} label="Cómo lo pagó" options=${codes("deposit_methods")} value=${wish.method} fault=${problem?.at("/deposit_method")} onInput=${(/** @type {DepositMethod} */ method) => set({ method })} />
      <${TextField} label=${wish.method === "CASH" ? "Número de recibo (opcional)" : "Número de comprobante"} fault=${faults.receipt ?? problem?.at("/receipt_number")} ...${bound("receipt")} />
      <${TextField} label="Guardar hasta" type="date" min=${isoDate()} hint="Hasta las 18:00 de ese día." fault=${faults.until ?? problem?.at("/hold_until")} ...${bound("until")} />
      <${TextArea} label="Observaciones (opcional)" rows="2" maxlength="1000" fault=${problem?.at("/observations")} ...${bound("note")} />
    </div>
  <//>`;
}

/** @param {Wish} wish */
function faultsOf({ taken, wait, idNumber, deposit, method, receipt, until }) {
  /** @type {Record<string, string>} */
  const faults = {};
  if (taken && !wait) faults.vin = "Otra persona la tiene: escoja otra, o espere por ella.";
  if (!idNumber.trim()) faults.idNumber = "Escriba la identificación.";
  if (centsOf(deposit) === null) faults.deposit = "Escriba el valor del abono.";
  if (method !== "CASH" && !receipt.trim()) faults.receipt = "Escriba el número del comprobante.";
  if (!until) faults.until = "Escoja la fecha.";
  return faults;
}
