/** The reservations of a deal, each with what may still be done about it. */

import { html } from "htm/preact";
import { ReservationActions } from "./reservation-actions.js";
import { ReservationCard } from "./reservation-card.js";

/** @import { ReservationView } from "#api" */

/** @param {{ reservations: ReservationView[], onDone: () => unknown }} props */
export function Reservations({ reservations, onDone }) {
  return reservations.map((kept) => html`<${ReservationCard} key=${kept.id} kept=${kept} inDeal actions=${html`<${ReservationActions} kept=${kept} onDone=${onDone} />`} />`);
}
