/** An expired quote, and the way on: renewed with the prices of today, in one tap. */

import { html } from "htm/preact";
import { date } from "../../lib/format.js";
import { post } from "../../lib/http.js";
import { Button } from "../../parts/button.js";
import { toast, toastFailure } from "../../parts/toast.js";

/** @import { QuoteView } from "#api" */

/** @param {{ quote: QuoteView, onDone: () => unknown }} props */
export function Renewal({ quote, onDone }) {
  if (!quote.expired) return null;
  const renew = () =>
    post(`/quotes/${quote.id}/renewals`, {})
      .then(() => toast("Cotización renovada con los precios de hoy: envíela de nuevo.", { tone: "good" }))
      .then(onDone, toastFailure);
  return html`<p class="notice">Venció el ${date(quote.valid_until)}: no se puede avanzar con ella. <${Button} icon="refresh" onPress=${renew}>Renovar<//></p>`;
}
