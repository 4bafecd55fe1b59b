/** What to do when the customer was not reached: proposed, accepted in one tap, or taken as a start. */

import { html } from "htm/preact";
import { label } from "../../lib/codes.js";
import { dayAndTime } from "../../lib/format.js";
import { Button } from "../../parts/button.js";
import { planOf } from "../deal/plan-form.js";

/** @import { AlternativeView, LostReason, SuggestionView } from "#api" */
/** @import { Plan } from "../deal/plan-form.js" */

/** @param {{ suggestion: SuggestionView, onAccept: (plan: Plan) => void, onAdjust: (plan: Plan) => void, onGiveUp: (reason: LostReason | "") => void }} props */
export function Suggestion({ suggestion, onAccept, onAdjust, onGiveUp }) {
  const plan = planOf(suggestion);
  /** @param {AlternativeView} other */
  function take(other) {
    if (other.to) onGiveUp(other.reason ?? "");
    else onAdjust({ ...plan, type: other.type ?? plan.type, observations: other.observations ?? "", ...(other.due_at ? whenOf(other.due_at) : {}) });
  }
  return html`<section class="suggestion" aria-label="Sugerencia">
    <p><b>${suggestion.observations || label("follow_up_types", suggestion.type)}</b> ${label("follow_up_types", suggestion.type)}, ${dayAndTime(suggestion.due_at)}</p>
    <${Button} look="solid" icon="check" onPress=${() => onAccept(plan)}>Aceptar y guardar<//>
    <div class="actions">
      <${Button} look="quiet" onPress=${() => onAdjust(plan)}>Ajustar<//>
      ${suggestion.alternatives.map((other) => html`<${Button} key=${other.label} look="quiet" onPress=${() => take(other)}>${other.label}<//>`)}
    </div>
  </section>`;
}

/** @param {string} dueAt */
function whenOf(dueAt) {
  const { day, hour } = planOf({ type: "CALL", quality: "COLD", due_at: dueAt });
  return { day, hour };
}
