/** The reservations of a deal, as they stand. */

import { html } from "htm/preact";
import { label } from "../../lib/codes.js";
import { dayAndTime, money } from "../../lib/format.js";
import { Chip } from "../../parts/chip.js";

/** @import { ReservationStatus, ReservationView } from "#api" */

/** @type {Partial<Record<ReservationStatus, "good" | "warm" | "bad">>} */
const TONES = { APPROVED: "good", FULFILLED: "good", REQUESTED: "warm", WAITING: "warm", OFFERED: "warm", REJECTED: "bad", EXPIRED: "bad" };

/** @param {{ reservations: ReservationView[] }} props */
export function Reservations({ reservations }) {
  if (!reservations.length) return null;
  return html`<section class="card" aria-labelledby="reservas">
    <h2 id="reservas">Reservas</h2>
    <ul class="stack">
      ${reservations.map((one) => html`<${Reservation} key=${one.id} reservation=${one} />`)}
    </ul>
  </section>`;
}

/** @param {{ reservation: ReservationView }} props */
function Reservation({ reservation }) {
  const { status, vehicle, vin, deposit_cents: deposit, hold_until: until, reason } = reservation;
  return html`<li>
    <p><b>${vehicle.name}</b> <${Chip} tone=${TONES[status] ?? "plain"}>${label("reservation_statuses", status)}<//></p>
    <p class="quiet-text">${vin ?? reservation.colour} · abono ${money(deposit)} · hasta ${dayAndTime(until)}</p>
    ${reason && html`<p class="said">${reason}</p>`}
  </li>`;
}
