/** What whoever asked may still do about a reservation: confirm the unit that was offered, or cancel. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { post } from "../../lib/http.js";
import { Button } from "../../parts/button.js";
import { ReasonSheet } from "../../parts/reason-sheet.js";
import { toast, toastFailure } from "../../parts/toast.js";

/** @import { ReservationView } from "#api" */

const OPEN = ["REQUESTED", "WAITING", "OFFERED", "APPROVED"];

/** @param {{ kept: ReservationView, onDone: () => unknown }} props */
export function ReservationActions({ kept, onDone }) {
  const [asking, setAsking] = useState(false);
  if (!OPEN.includes(kept.status)) return null;
  const path = `/reservations/${kept.id}`;
  const confirm = () =>
    post(`${path}/confirmation`, {})
      .then(() => toast(`${kept.customer.name}: unidad confirmada.`, { tone: "good" }))
      .then(onDone, toastFailure);
  const cancel = (/** @type {string} */ reason) => post(`${path}/cancellation`, { reason }).then(() => onDone());
  return html`
    ${kept.status === "OFFERED" && html`<${Button} look="solid" icon="check" onPress=${confirm}>Confirmar<//>`}
    <${Button} look="quiet" onPress=${() => setAsking(true)}>Anular<//>
    ${asking && html`<${ReasonSheet} title="Anular la reserva" action="Anular" run=${cancel} onClose=${() => setAsking(false)} />`}`;
}
