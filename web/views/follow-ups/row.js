/** One row of *Mis Seguimientos*: who, when, what for, and why it stands where it stands. */

import { html } from "htm/preact";
import { label } from "../../lib/codes.js";
import { counted, day, daysUntil, phone, time } from "../../lib/format.js";
import { Chip, QualityChip, StageChip } from "../../parts/chip.js";
import { Icon } from "../../parts/icon.js";
import { TYPE_ICONS } from "./types.js";

/** @import { AgendaRowView } from "#api" */

/**
 * Drawn again only when it changes itself: it must not read where we are.
 * @param {{ row: AgendaRowView, href: string, current: boolean, waiting: boolean, whose: boolean }} props `whose`: the list is of several people
 */
export function Row({ row, href, current, waiting, whose }) {
  const late = row.bucket === "overdue";
  return html`<article class=${`row${current ? " current" : ""}`} data-quality=${row.quality}>
    <a class="row-main" href=${href} aria-current=${current ? "true" : undefined}>
      <span class="row-name">${row.customer.name}</span>
      <span class="row-what"><${Icon} name=${TYPE_ICONS[row.type]} size="small" /><span>${label("follow_up_types", row.type)} · ${row.models.join(", ")}</span></span>
      <span class="row-why">
        ${waiting && html`<${Chip} tone="strong" icon="unlinked">Por enviar<//>`}
        <${QualityChip} code=${row.quality} />
        ${reasons(row).map((reason, at) => html`<${Chip} key=${reason} tone=${late && at === 0 ? "bad" : "plain"}>${reason}<//>`)}
      </span>
      <span class="row-more">${whose ? row.advisor.name : phone(row.customer.phone)}<small>${row.number} · ${label("sources", row.source)}</small></span>
      <span class="row-stage"><${StageChip} code=${row.stage} /></span>
      <${When} row=${row} />
    </a>
    ${row.customer.phone && html`<a class="row-call" href=${`tel:${row.customer.phone}`} aria-label=${`Llamar a ${row.customer.name}`}><${Icon} name="phone" /></a>`}
  </article>`;
}

/** On a narrow row, the weekday and the hour of another day make room for the name. @param {{ row: AgendaRowView }} props */
function When({ row }) {
  const today = daysUntil(row.due_at) === 0;
  const [weekday, date] = day(row.due_at).split(", ");
  return html`<time class=${`row-when${row.bucket === "overdue" ? " late" : ""}`} datetime=${row.due_at}>
    <b>${today ? "Hoy" : html`<span class="roomy">${weekday}, </span>${date}`}</b>
    <small class=${today ? "" : "roomy"}>${time(row.due_at)}</small>
    <small class="row-days">${pending(row)}</small>
  </time>`;
}

/** A row that has not come yet. */
export function BlankRow() {
  return html`<div class="row blank" aria-hidden="true"><i></i><i></i></div>`;
}

/** The API's reasons, but for one that says no more than the quality's own chip. @param {AgendaRowView} row */
function reasons(row) {
  const quality = label("qualities", row.quality).toLowerCase();
  return row.rank_reasons.filter((reason) => !reason.toLowerCase().endsWith(quality));
}

/** @param {AgendaRowView} row */
function pending({ days_pending: days }) {
  if (!days) return "vence hoy";
  return days > 0 ? `hace ${counted(days, "día")}` : `en ${counted(-days, "día")}`;
}
