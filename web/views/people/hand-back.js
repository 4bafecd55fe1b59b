/** A handover that was made here, and the way to undo it: the same quotes, as far as they are still open. */

import { html } from "htm/preact";
import { counted, dayAndTime } from "../../lib/format.js";
import { Button } from "../../parts/button.js";
import { toast, toastFailure } from "../../parts/toast.js";
import { handOver, handovers, keepHandovers } from "./handovers.js";

/** @import { Handover } from "./handovers.js" */

/** @param {{ handover: Handover }} props */
export function HandBack({ handover }) {
  const { from, to, quotes, at } = handover;
  const forget = () => keepHandovers(handovers.value.filter((one) => one !== handover));
  const giveBack = () =>
    handOver(to, from, quotes, () => undefined)
      .then((moved) => toast(`${counted(moved.length, "seguimiento")} de vuelta con ${from.name}.`, { tone: "good" }))
      .then(forget, toastFailure);
  return html`<div class="notice" role="group" aria-label="Traspaso hecho">
    <span>${counted(quotes.length, "seguimiento")} de ${from.name} con ${to.name}, ${dayAndTime(at)}.</span>
    <${Button} icon="refresh" onPress=${giveBack}>Devolver<//>
    <${Button} look="quiet" icon="close" label="Olvidar este traspaso" onPress=${forget} />
  </div>`;
}
