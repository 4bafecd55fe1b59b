/** The motorcycles of a quote, and what can be done about each: add, remove, reserve. Its sheets are in the address. */

import { html } from "htm/preact";
import { remove } from "../../lib/http.js";
import { back, hrefOf, place, queryWith, setQuery } from "../../lib/router.js";
import { Button } from "../../parts/button.js";
import { toast, toastFailure } from "../../parts/toast.js";
import { OptionSheet } from "./option-sheet.js";
import { ReserveSheet } from "./reserve-sheet.js";
import { Vehicle } from "./vehicles.js";
import { VehicleSheet } from "./vehicle-sheet.js";

/** @import { OptionView, QuoteView, VehicleView } from "#api" */

const EDITABLE = ["QUOTED", "DOCUMENTED"];

/** @param {{ quote: QuoteView, onChanged: () => unknown }} props */
export function Offer({ quote, onChanged }) {
  const open = EDITABLE.includes(quote.stage);
  const sheet = place.value.query.get("hoja");
  const vehicle = quote.vehicles.find((one) => one.id === place.value.query.get("moto"));
  const close = () => back(hrefOf(place.value.segments, queryWith({ hoja: null, moto: null })));
  /** @param {string} hoja @param {string | null} [moto] */
  const show = (hoja, moto = null) => setQuery({ hoja, moto }, { push: true });
  /** @param {string} path @param {string} told */
  const take = (path, told) =>
    remove(`/quotes/${quote.id}/vehicles/${path}`, { ifMatch: `"${quote.version}"` })
      .then(() => toast(told, { tone: "good" }))
      .then(onChanged, toastFailure);

  /** @param {VehicleView} one */
  const actions = (one) =>
    open &&
    html`<${Button} icon="flag" onPress=${() => show("reservar", one.id)} disabled=${quote.reservations.some((kept) => kept.vehicle.id === one.id)}>Reservar<//>
      <${Button} look="quiet" icon="plus" onPress=${() => show("pago", one.id)}>Forma de pago<//>
      ${!one.chosen && quote.vehicles.length > 1 && html`<${Button} look="quiet" icon="trash" label=${`Quitar ${one.model.name}`} onPress=${() => take(one.id, "Motocicleta retirada.")} />`}`;
  /** @param {VehicleView} one @param {OptionView} option */
  const optionActions = (one, option) =>
    open && !option.chosen && html`<div class="option-act"><${Button} look="quiet" icon="trash" label=${`Quitar esta forma de pago de ${one.model.name}`} onPress=${() => take(`${one.id}/payment-options/${option.id}`, "Forma de pago retirada.")} /></div>`;

  return html`<section class="card vehicles" aria-labelledby="motos">
    <div class="card-head">
      <h2 id="motos">Motocicletas</h2>
      ${open && html`<${Button} look="quiet" icon="plus" onPress=${() => show("moto")}>Agregar<//>`}
    </div>
    ${quote.vehicles.map((one) => html`<${Vehicle} key=${one.id} vehicle=${one} actions=${actions(one)} optionActions=${(/** @type {OptionView} */ option) => optionActions(one, option)} />`)}
    ${sheet === "moto" && html`<${VehicleSheet} quote=${quote} onClose=${close} onDone=${onChanged} />`}
    ${sheet === "pago" && vehicle && html`<${OptionSheet} quote=${quote} vehicle=${vehicle} onClose=${close} onDone=${onChanged} />`}
    ${sheet === "reservar" && vehicle && html`<${ReserveSheet} quote=${quote} vehicle=${vehicle} onClose=${close} onDone=${onChanged} />`}
  </section>`;
}
