/** A discount above the showroom's limit, with what it comes to. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { dayAndTime, money, percent } from "../../lib/format.js";
import { post } from "../../lib/http.js";
import { hrefOf } from "../../lib/router.js";
import { me } from "../../lib/session.js";
import { Button } from "../../parts/button.js";
import { ReasonSheet } from "../../parts/reason-sheet.js";
import { toast, toastFailure } from "../../parts/toast.js";
import { Fact } from "../deal/facts.js";

/** @import { DiscountView } from "#api" */

const WHOLE_BPS = 10_000;

/** @param {{ row: DiscountView, onDone: () => unknown }} props */
export function DiscountCard({ row, onDone }) {
  const [asking, setAsking] = useState(false);
  const path = `/quotes/${row.quote_id}/vehicles/${row.vehicle.id}/payment-options/${row.option.id}/discount-decision`;
  const approve = () =>
    post(path, { decision: "APPROVED" })
      .then(() => toast(`${row.number}: descuento aprobado.`, { tone: "good" }))
      .then(onDone, toastFailure);
  const reject = (/** @type {string} */ reason) => post(path, { decision: "REJECTED", ...(reason ? { reason } : {}) }).then(() => onDone());
  return html`<article class="card booking" aria-label=${`Descuento de ${row.number}`}>
    <div class="card-head"><h2><a href=${hrefOf(["cotizaciones", row.quote_id])}>${row.number}</a></h2><strong class="figure">${money(row.discount_cents)}</strong></div>
    <dl class="facts">
      <${Fact} name="Motocicleta">${row.vehicle.name}<//>
      <${Fact} name="Forma de pago">${row.option.name}<//>
      <${Fact} name="Precio de lista">${money(row.list_price_cents)}<//>
      <${Fact} name="Del precio de lista">${percent(Math.round((row.discount_cents * WHOLE_BPS) / row.list_price_cents))}<//>
      <${Fact} name="Lo pide">${row.asked_by.name}, ${dayAndTime(row.asked_at)}<//>
    </dl>
    <p class="said">${row.reason}</p>
    <div class="actions">
      ${row.asked_by.id === me().id
        ? html`<p class="quiet-text">Lo pidió usted: lo decide otra persona.</p>`
        : html`<${Button} look="solid" icon="check" onPress=${approve}>Aprobar<//><${Button} look="danger" onPress=${() => setAsking(true)}>Rechazar<//>`}
    </div>
    ${asking && html`<${ReasonSheet} title="Rechazar el descuento" action="Rechazar" optional run=${reject} onClose=${() => setAsking(false)} />`}
  </article>`;
}
