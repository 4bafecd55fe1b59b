/** Where the sale stands: the steps behind, the one it is on, and those ahead. */

import { html } from "htm/preact";
import { label } from "../../lib/codes.js";
import { Button } from "../../parts/button.js";
import { Icon } from "../../parts/icon.js";
import { LADDER } from "./stages.js";

/** @import { QuoteView } from "#api" */

/** @param {{ quote: QuoteView, onChange: () => void }} props */
export function StageCard({ quote, onChange }) {
  const lost = quote.stage === "LOST";
  const reached = LADDER.indexOf(quote.stage_before_lost ?? quote.stage);
  return html`<section class="card" aria-labelledby="etapa">
    <div class="card-head">
      <h2 id="etapa">Etapa</h2>
      <${Button} icon="flag" onPress=${onChange}>Cambiar etapa<//>
    </div>
    <ol class=${`ladder${lost ? " lost" : ""}`}>
      ${LADDER.map(
        (stage, at) => html`<li key=${stage} class=${at < reached ? "done" : at === reached ? "here" : ""} aria-current=${at === reached && !lost ? "step" : undefined}>
          <i>${at < reached && html`<${Icon} name="check" size="small" />`}</i><span>${label("stages", stage)}</span>
        </li>`,
      )}
    </ol>
    ${lost && html`<p class="fault">${label("stages", "LOST")}: ${label("lost_reasons", quote.lost_reason)}</p>`}
  </section>`;
}
