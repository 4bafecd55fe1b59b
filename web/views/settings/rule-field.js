/** The field of a rule: for money, per cents, hours, days, whatever it is. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { date, isoDate, weekdayName } from "../../lib/format.js";
import { Button } from "../../parts/button.js";
import { TextArea, TextField } from "../../parts/field.js";
import { Several } from "../../parts/several.js";
import { WEEKDAYS } from "./values.js";

/** @import { Kind, Rule } from "./rules.js" */
/** @import { Draft } from "./values.js" */

/** @type {Partial<Record<Kind, Record<string, string>>>} */
const CONTROLS = {
  text: { maxlength: "80" },
  line: { maxlength: "200" },
  prose: { rows: "4", maxlength: "1000" },
  count: { inputmode: "numeric" },
  percent: { inputmode: "decimal" },
  money: { inputmode: "decimal", placeholder: "0,00" },
  hour: { type: "time" },
};
/** @type {Partial<Record<Kind, string>>} */
const UNITS = { money: "dólares", percent: "%" };

/** @param {{ rule: Rule, draft: Draft, fault: string | undefined, onInput: (draft: Draft) => void }} props */
export function RuleField({ rule, draft, fault, onInput }) {
  const { kind, label, hint } = rule;
  if (kind === "weekdays") return html`<${Several} label=${label} options=${WEEKDAYS.map((day) => ({ code: String(day), label: weekdayName(day) }))} chosen=${draft} fault=${fault} onInput=${onInput} />`;
  if (kind === "dates") return html`<${Days} label=${label} days=${draft} fault=${fault} onInput=${onInput} />`;
  const unit = UNITS[kind] ?? rule.unit?.[1];
  const Control = kind === "prose" ? TextArea : TextField;
  return html`<${Control} label=${unit ? `${label} (${unit})` : label} hint=${hint} value=${draft} fault=${fault} onInput=${onInput} ...${CONTROLS[kind]} />`;
}

/** Days of the calendar, put in and taken out. @param {{ label: string, days: string[], fault: string | undefined, onInput: (days: string[]) => void }} props */
function Days({ label, days, fault, onInput }) {
  const [day, setDay] = useState("");
  function add() {
    if (day && !days.includes(day)) onInput([...days, day].sort());
    setDay("");
  }
  return html`<fieldset class="choice">
    <legend>${label}</legend>
    ${days.length > 0 && html`<ul class="lines">
      ${days.map((one) => html`<li key=${one}>${date(one)}<${Button} look="quiet" icon="trash" label=${`Quitar el ${date(one)}`} onPress=${() => onInput(days.filter((other) => other !== one))} /></li>`)}
    </ul>`}
    <div class="extra">
      <${TextField} label="Otro día" type="date" min=${isoDate()} value=${day} fault=${fault} onInput=${setDay} />
      <${Button} icon="plus" disabled=${!day} onPress=${add}>Agregar<//>
    </div>
  </fieldset>`;
}
