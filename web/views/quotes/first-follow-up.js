/** The first follow-up of a new quote: a usual moment in one tap, or any other. */

import { html } from "htm/preact";
import { codes } from "../../lib/codes.js";
import { addDays, dayAndTime, instantAt, isoDate, time } from "../../lib/format.js";
import { Choice, SelectField, TextField } from "../../parts/field.js";

/** @import { FirstFollowUpBody, FollowUpType } from "#api" */
/** @import { Problem } from "../../lib/http.js" */
/** @typedef {{ type: FollowUpType, day: string, hour: string }} First */

const MORNING = "10:00";
const TWO_HOURS_MS = 2 * 3_600_000;

/** @returns {{ label: string, day: string, hour: string }[]} */
function usual() {
  const soon = new Date(Date.now() + TWO_HOURS_MS);
  const today = isoDate();
  return [
    { label: "En 2 horas", day: isoDate(soon), hour: time(soon) },
    { label: "Mañana, 10:00", day: addDays(today, 1), hour: MORNING },
    { label: "En 3 días, 10:00", day: addDays(today, 3), hour: MORNING },
    { label: "En una semana", day: addDays(today, 7), hour: MORNING },
  ];
}

/** @returns {First} */
export const firstFirst = () => ({ type: "CALL", day: addDays(isoDate(), 1), hour: MORNING });

/** @param {First} first @returns {FirstFollowUpBody} */
export const firstBody = ({ type, day, hour }) => ({ type, due_at: instantAt(day, hour) });

/** @param {{ first: First, onChange: (first: First) => void, problem: Problem | null }} props */
export function FirstFollowUp({ first, onChange, problem }) {
  const moments = usual().map((one) => ({ ...one, code: `${one.day} ${one.hour}` }));
  /** @param {string} code */
  const pick = (code) => {
    const [day = first.day, hour = first.hour] = code.split(" ");
    onChange({ ...first, day, hour });
  };
  return html`<div class="fields">
    <${Choice} label="Primer seguimiento" options=${moments.map(({ code, label }) => ({ code, label }))} value=${`${first.day} ${first.hour}`} fault=${problem?.at("/follow_up/due_at")} onInput=${pick} />
    <div class="fields three">
      <${SelectField} label="Tipo" options=${codes("follow_up_types")} value=${first.type} fault=${problem?.at("/follow_up/type")} onInput=${(/** @type {FollowUpType} */ type) => onChange({ ...first, type })} />
      <${TextField} label="Día" type="date" min=${isoDate()} value=${first.day} onInput=${(/** @type {string} */ day) => onChange({ ...first, day })} />
      <${TextField} label="Hora" type="time" value=${first.hour} onInput=${(/** @type {string} */ hour) => onChange({ ...first, hour })} />
    </div>
    ${first.day && first.hour && html`<p class="quiet-text">Queda para ${dayAndTime(instantAt(first.day, first.hour))}.</p>`}
  </div>`;
}
