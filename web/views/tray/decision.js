/** A reservation that waits: approved, with its unit where none is named, or rejected with a reason. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { post } from "../../lib/http.js";
import { isOneOf, me } from "../../lib/session.js";
import { isAnothers } from "../../lib/units.js";
import { Button } from "../../parts/button.js";
import { ReasonSheet } from "../../parts/reason-sheet.js";
import { Sheet } from "../../parts/sheet.js";
import { toast, toastFailure } from "../../parts/toast.js";
import { ReservationCard } from "../deal/reservation-card.js";
import { UnitChoice } from "../deal/unit-choice.js";

/** @import { ReservationView, UnitView } from "#api" */

/** @param {{ kept: ReservationView, onDone: () => unknown }} props */
export function Decision({ kept, onDone }) {
  const [asking, setAsking] = useState(/** @type {"" | "unit" | "reason"} */ (""));
  const own = [kept.requested_by, kept.confirmed_by].some((asker) => asker?.id === me().id);
  const path = `/reservations/${kept.id}/decision`;
  /** @param {string} [vin] */
  const approve = (vin) =>
    post(path, { decision: "APPROVED", ...(vin ? { vin } : {}) })
      .then(() => toast(`${kept.customer.name}: reserva aprobada.`, { tone: "good" }))
      .then(onDone, toastFailure);
  const reject = (/** @type {string} */ reason) => post(path, { decision: "REJECTED", reason }).then(() => onDone());
  const actions = own
    ? html`<p class="quiet-text">La pidió o confirmó usted: la decide otra persona.</p>`
    : html`<${Button} look="solid" icon="check" onPress=${() => (kept.vin ? approve() : setAsking("unit"))}>Aprobar<//>
        <${Button} look="danger" onPress=${() => setAsking("reason")}>Rechazar<//>`;
  return html`<${ReservationCard} kept=${kept} actions=${actions} />
    ${asking === "unit" && html`<${UnitSheet} kept=${kept} onPick=${approve} onClose=${() => setAsking("")} />`}
    ${asking === "reason" && html`<${ReasonSheet} title="Rechazar la reserva" action="Rechazar" run=${reject} onClose=${() => setAsking("")} />`}`;
}

/** @param {{ kept: ReservationView, onPick: (vin: string) => Promise<unknown>, onClose: () => void }} props */
function UnitSheet({ kept, onPick, onClose }) {
  const [vin, setVin] = useState("");
  /** Of the colour that was asked for, free, and theirs to give. @param {UnitView} unit */
  const fits = (unit) => unit.colour === kept.colour && unit.status === "AVAILABLE" && !isAnothers(unit, kept.quote_id) && (isOneOf("MANAGER") || unit.showroom_id === me().showroom.id);
  const footer = html`<${Button} look="solid" wide icon="check" disabled=${!vin} onPress=${() => onPick(vin).then(onClose)}>Aprobar con esta unidad<//>`;
  return html`<${Sheet} title="Asignar una unidad" onClose=${onClose} footer=${footer}>
    <p class="quiet-text">${kept.vehicle.name}, para ${kept.customer.name}.</p>
    <${UnitChoice} modelId=${kept.model_id} colour=${kept.colour} vin=${vin} onPick=${setVin} fits=${fits} />
  <//>`;
}
