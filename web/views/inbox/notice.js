/** One notice: what happened, to whom, and the way to each follow-up or quote that it is about. */

import { html } from "htm/preact";
import { counted, dayAndTime } from "../../lib/format.js";
import { hrefOf } from "../../lib/router.js";
import { isOneOf } from "../../lib/session.js";
import { Button, ButtonLink } from "../../parts/button.js";
import { Chip } from "../../parts/chip.js";
import { Icon } from "../../parts/icon.js";

/** @import { InboxEntryView, NoticeKind, NoticeLineView, TeamLineView } from "#api" */

const FEW = 3;
/** Where those who lead decide what a notice asks for. @type {Partial<Record<NoticeKind, Record<string, string>>>} */
const TRAYS = { DISCOUNT_WAITING: { que: "descuentos" }, RESERVATION_REQUESTED: {} };
/** What is done about these is done in the quote. @type {NoticeKind[]} */
const OF_QUOTES = ["QUOTES_EXPIRED", "QUOTES_EXPIRING"];
/** The list that holds all of them. @type {Partial<Record<NoticeKind, Record<string, string>>>} */
const LISTS = { FOLLOW_UPS_OVERDUE: { bucket: "overdue" }, FOLLOW_UPS_UNATTENDED: { bucket: "overdue" }, AGENDA: {}, WORK_RECEIVED: {} };

/** @param {{ entry: InboxEntryView, onRead: () => unknown }} props */
export function Notice({ entry, onRead }) {
  const { kind, label, text, at, read, lines, team } = entry;
  /** @param {Event} event */
  const opened = (event) => {
    if (event.target instanceof Element && event.target.closest("a")) onRead();
  };
  return html`<article class=${`card entry${read ? "" : " unread"}`} aria-label=${label} onClick=${opened}>
    <header>
      <h2>${label}${!read && html` <${Chip} tone="strong">Nuevo<//>`}</h2>
      <time class="quiet-text" datetime=${at}>${dayAndTime(at)}</time>
      ${!read && html`<${Button} look="quiet" icon="check" label="Marcar como leído" onPress=${onRead} />`}
    </header>
    <p>${text}</p>
    <${Lines} entry=${entry} count=${lines.length + team.length}>
      ${lines.map((line) => html`<li key=${line.quote_id}><${Line} line=${line} kind=${kind} /></li>`)}
      ${team.map((line) => html`<li key=${line.advisor.id}><${Team} line=${line} /></li>`)}
    <//>
    <${Ways} entry=${entry} />
  </article>`;
}

/** A few are in sight; many open at a tap. @param {{ count: number, children: unknown }} props */
function Lines({ count, children }) {
  if (!count) return null;
  const list = html`<ul class="lines">${children}</ul>`;
  return count > FEW ? html`<details><summary>Ver los ${count}<${Icon} name="chevron" size="small" /></summary>${list}</details>` : list;
}

/** @param {{ line: NoticeLineView, kind: NoticeKind }} props */
function Line({ line, kind }) {
  const { follow_up_id: id, quote_id: quoteId, due_at: due } = line;
  const href = id && !OF_QUOTES.includes(kind) ? hrefOf(["seguimientos", id]) : hrefOf(["cotizaciones", quoteId]);
  return html`<a href=${href}>${line.customer} <small>${line.models.join(", ")}${due && ` · ${dayAndTime(due)}`}</small></a>`;
}

/** @param {{ line: TeamLineView }} props */
function Team({ line: { advisor, overdue, oldest_due_at: oldest } }) {
  return html`<a href=${hrefOf(["seguimientos"], new URLSearchParams({ advisor_id: advisor.id, bucket: "overdue" }))}>
    ${advisor.name} <small>${counted(overdue, "vencido")}, desde ${dayAndTime(oldest)}</small>
  </a>`;
}

/** @param {{ entry: InboxEntryView }} props */
function Ways({ entry: { kind, quote_id: quoteId, lines, more } }) {
  const tray = isOneOf("BOSS", "MANAGER") ? TRAYS[kind] : undefined;
  const list = lines.length === 1 ? undefined : LISTS[kind];
  if (!tray && !quoteId && !list) return null;
  return html`<div class="actions">
    ${tray && html`<${ButtonLink} look="solid" icon="check" href=${hrefOf(["bandeja"], new URLSearchParams(tray))}>Decidir en la bandeja<//>`}
    ${quoteId && html`<${ButtonLink} icon="quote" href=${hrefOf(["cotizaciones", quoteId])}>Ver cotización<//>`}
    ${list && html`<${ButtonLink} icon="agenda" href=${hrefOf(["seguimientos"], new URLSearchParams(list))}>Ver la lista${more > 0 && `, con ${more} más`}<//>`}
  </div>`;
}
