/** The head of the detail: whom, what for, and until when. */

import { html } from "htm/preact";
import { label } from "../../lib/codes.js";
import { counted, dayAndTime, phone } from "../../lib/format.js";
import { ButtonLink } from "../../parts/button.js";
import { Chip, QualityChip } from "../../parts/chip.js";
import { Icon } from "../../parts/icon.js";
import { TYPE_ICONS } from "./types.js";

/** @typedef {import("./tasks.js").Task} Known */

/** @param {{ task: Known }} props */
export function Task({ task }) {
  const late = task.pending && Date.parse(task.dueAt) < Date.now();
  return html`<div class="task" data-quality=${task.quality}>
    <div class="task-who">
      <h1>${task.name}</h1>
      ${task.phone && html`<${ButtonLink} look="solid" icon="phone" href=${`tel:${task.phone}`} label=${`Llamar a ${task.name}`}>${phone(task.phone)}<//>`}
    </div>
    <p class="task-what">
      <${Icon} name=${TYPE_ICONS[task.type]} />
      <b>${label("follow_up_types", task.type)}</b>
      <time datetime=${task.dueAt}>${dayAndTime(task.dueAt)}</time>
      ${late && html`<${Chip} tone="bad">${task.daysPending > 0 ? `Vencido hace ${counted(task.daysPending, "día")}` : "Vencido hoy"}<//>`}
      <${QualityChip} code=${task.quality} />
    </p>
    ${task.observations && html`<p class="said">${task.observations}</p>`}
  </div>`;
}
