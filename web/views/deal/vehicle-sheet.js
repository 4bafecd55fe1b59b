/** *Agregar motocicleta* to a quote: model, year, colour, what goes with it, and the usual ways to pay. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { post } from "../../lib/http.js";
import { totalOf } from "../../lib/pricing.js";
import { Button } from "../../parts/button.js";
import { Sheet } from "../../parts/sheet.js";
import { useSheetCommand } from "../../parts/sheet-command.js";
import { ExtrasForm, extrasOf } from "./extras-form.js";
import { ModelPicker, NO_PICK } from "./model-picker.js";
import { firstOffer, offerFaults, OfferForm, optionsOf } from "./offer-form.js";

/** @import { QuoteView, VehicleBody } from "#api" */
/** @import { Problem } from "../../lib/http.js" */
/** @import { Extra } from "./extras-form.js" */
/** @import { Pick } from "./model-picker.js" */
/** @import { Offer } from "./offer-form.js" */
/** @typedef {{ pick: Pick, extras: Extra[], offer: Offer }} Draft */

/** @returns {Draft} */
export const firstDraft = () => ({ pick: NO_PICK, extras: [], offer: firstOffer() });

/** @param {Draft} draft @returns {VehicleBody} */
export function vehicleOf({ pick, extras, offer }) {
  return { model_id: pick.model?.id ?? "", model_year: Number(pick.year), colour: pick.colour, extras: extrasOf(extras), payment_options: optionsOf(offer) };
}

/** What has to be there before it is sent. @param {Draft} draft */
export function draftFault({ pick }) {
  return pick.model ? (pick.colour ? "" : "Escoja el color.") : "Escoja el modelo.";
}

/** @param {{ draft: Draft, onChange: (change: (held: Draft) => Draft) => void, problem: Problem | null, at?: string, checked: boolean }} props `checked`: say what is missing */
export function VehicleForm({ draft, onChange, problem, at = "", checked }) {
  const { pick, extras, offer } = draft;
  const totalCents = pick.model ? totalOf({ listCents: pick.model.list_price_cents, extras: extrasOf(extras) }) : 0;
  return html`<div class="fields">
    <${ModelPicker} pick=${pick} problem=${problem} at=${at} fault=${(checked && draftFault(draft)) || undefined} onChange=${(/** @type {Pick} */ next) => onChange((held) => ({ ...held, pick: next }))} />
    ${pick.model && html`
      <${ExtrasForm} extras=${extras} problem=${problem} at=${at} onChange=${(/** @type {Extra[]} */ next) => onChange((held) => ({ ...held, extras: next }))} />
      <${OfferForm} offer=${offer} totalCents=${totalCents} problem=${problem} at=${at} faults=${checked ? offerFaults(offer) : {}} onChange=${(/** @type {(held: Offer) => Offer} */ change) => onChange((held) => ({ ...held, offer: change(held.offer) }))} />`}
  </div>`;
}

/** @param {{ quote: QuoteView, onClose: () => void, onDone: () => unknown }} props */
export function VehicleSheet({ quote, onClose, onDone }) {
  const [draft, setDraft] = useState(firstDraft);
  const [checked, setChecked] = useState(false);
  const { problem, message, run } = useSheetCommand({ onClose, onDone });
  function save() {
    setChecked(true);
    if (draftFault(draft)) return undefined;
    return run(
      () => post(`/quotes/${quote.id}/vehicles`, vehicleOf(draft), { ifMatch: `"${quote.version}"` }),
      "Motocicleta agregada: envíe la cotización de nuevo.",
    );
  }
  const footer = html`<${Button} look="solid" wide icon="plus" onPress=${save}>Agregar<//>`;
  return html`<${Sheet} title="Agregar motocicleta" onClose=${onClose} unsaved=${Boolean(draft.pick.model)} footer=${footer} message=${message}>
    <${VehicleForm} draft=${draft} onChange=${setDraft} problem=${problem} checked=${checked} />
  <//>`;
}
