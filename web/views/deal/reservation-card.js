/** A reservation with all that a decision needs: customer, motorcycle, price, deposit, unit, who else asks for it. */

import { html } from "htm/preact";
import { label } from "../../lib/codes.js";
import { dayAndTime, money, phone } from "../../lib/format.js";
import { hrefOf } from "../../lib/router.js";
import { Chip } from "../../parts/chip.js";
import { Fact } from "./facts.js";

/** @import { ComponentChildren } from "preact" */
/** @import { ReservationStatus, ReservationView } from "#api" */

/** @type {Partial<Record<ReservationStatus, "good" | "warm" | "bad">>} */
const TONES = { REQUESTED: "warm", OFFERED: "warm", APPROVED: "good", FULFILLED: "good", REJECTED: "bad", EXPIRED: "bad" };

/** @param {{ kept: ReservationView, actions?: ComponentChildren, inDeal?: boolean }} props `inDeal`: whose it is, is told around it */
export function ReservationCard({ kept, actions, inDeal = false }) {
  const { rivals = [] } = kept;
  return html`<article class="card booking" aria-label=${`Reserva de ${inDeal ? kept.vehicle.name : kept.customer.name}`}>
    <div class="card-head">
      <h2>${inDeal ? html`<small>Reserva</small> ${kept.vehicle.name}` : html`<a href=${hrefOf(["cotizaciones", kept.quote_id])}>${kept.customer.name}</a>`}</h2>
      <${Chip} tone=${TONES[kept.status] ?? "plain"}>${label("reservation_statuses", kept.status)}${kept.place_in_line ? `, puesto ${kept.place_in_line}` : ""}<//>
    </div>
    <dl class="facts">
      ${!inDeal && html`<${Fact} name="Motocicleta" wide>${kept.vehicle.name}<//>`}
      <${Fact} name="Unidad" wide>${kept.vin ?? "Por asignar"}${kept.unit_status && ` · ${label("unit_statuses", kept.unit_status)}`}<//>
      <${Fact} name="Precio">${money(kept.total_cents ?? kept.list_price_cents)}${kept.option && ` · ${kept.option.name}`}<//>
      <${Fact} name="Abono">${money(kept.deposit_cents)} · ${label("deposit_methods", kept.deposit_method)}${kept.receipt_number && ` · ${kept.receipt_number}`}<//>
      ${kept.id_number && html`<${Fact} name="Identificación">${kept.id_number}<//>`}
      ${!inDeal && html`${kept.customer.phone && html`<${Fact} name="Teléfono">${phone(kept.customer.phone)}<//>`}
        <${Fact} name="Asesor">${kept.advisor.name}<//>
        <${Fact} name="Cotización">${kept.number}<//>`}
      <${Fact} name="Solicitada">${dayAndTime(kept.requested_at)}<//>
      <${Fact} name=${kept.offered_until ? "Ofrecida hasta" : "Guardar hasta"}>${dayAndTime(kept.offered_until ?? kept.hold_until)}<//>
    </dl>
    ${kept.observations && html`<p class="said">${kept.observations}</p>`}
    ${kept.id_warning && html`<p><${Chip} tone="warm" icon="alert">${kept.id_warning}<//></p>`}
    ${rivals.map((rival) => html`<p key=${rival.id}><${Chip} tone="warm" icon="person">También la pide ${rival.customer}, de ${rival.advisor.name}, ${dayAndTime(rival.requested_at)}<//></p>`)}
    ${kept.decided_by && html`<p class="quiet-text">${kept.decided_by.name}${kept.decided_at && `, ${dayAndTime(kept.decided_at)}`}${kept.reason && `: ${kept.reason}`}</p>`}
    ${actions && html`<div class="actions">${actions}</div>`}
  </article>`;
}
