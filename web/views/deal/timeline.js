/** What happened to a deal, newest first; older events on request. */

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { dayAndTime } from "../../lib/format.js";
import { get } from "../../lib/http.js";
import { Button } from "../../parts/button.js";
import { Icon } from "../../parts/icon.js";
import { toastFailure } from "../../parts/toast.js";

/** @import { EventKind, EventList, EventView } from "#api" */
/** @import { IconName } from "../../parts/icon.js" */

/** @type {Partial<Record<EventKind, IconName>>} */
const ICONS = {
  QUOTE_CREATED: "plus",
  FOLLOW_UP_RESOLVED: "check",
  FOLLOW_UP_RE_DATED: "calendar",
  STAGE_CHANGED: "flag",
  PROFORMA_PUBLISHED: "quote",
  PROFORMA_SENT: "send",
  CUSTOMER_ANSWERED: "message",
  REASSIGNED: "person",
};

/** @param {{ quoteId: string, events: EventView[], next: string | null }} props */
export function Timeline({ quoteId, events, next }) {
  const [older, setOlder] = useState({ events: /** @type {EventView[]} */ ([]), next });
  useEffect(() => setOlder({ events: [], next }), [events]);
  const readOlder = () =>
    get(`/quotes/${quoteId}/timeline`, { query: { cursor: older.next } }).then((/** @type {EventList} */ page) => {
      // What followed a history that was read anew meanwhile does not follow this one.
      setOlder((held) => (held === older ? { events: [...older.events, ...page.items], next: page.next } : held));
    }, toastFailure);
  return html`<section class="card" aria-labelledby="historia">
    <h2 id="historia">Historia</h2>
    <ol class="timeline">
      ${[...events, ...older.events].map((event) => html`<${Event} key=${event.at + event.text} event=${event} />`)}
    </ol>
    ${older.next && html`<${Button} look="quiet" onPress=${readOlder}>Ver lo anterior<//>`}
  </section>`;
}

/** @param {{ event: EventView }} props */
function Event({ event }) {
  const { resolved } = event;
  return html`<li>
    <span class="dot"><${Icon} name=${ICONS[event.kind] ?? "clock"} size="small" /></span>
    <div>
      <p><b>${event.text || event.label}</b></p>
      ${resolved?.observations && html`<p class="said">${resolved.observations}</p>`}
      <p class="quiet-text"><time datetime=${event.at}>${dayAndTime(event.at)}</time>${event.by.name && ` · ${event.by.name}`}</p>
    </div>
  </li>`;
}
