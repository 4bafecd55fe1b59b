/** One quote: what is offered, to whom, where it stands, what was sent, what is reserved, and its history. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { dayAndTime } from "../../lib/format.js";
import { get } from "../../lib/http.js";
import { useLoading } from "../../lib/loading.js";
import { back, hrefOf, place, queryWith, setQuery } from "../../lib/router.js";
import { Button, ButtonLink } from "../../parts/button.js";
import { StageChip } from "../../parts/chip.js";
import { Failure, Skeleton } from "../../parts/states.js";
import { Customer, Proforma } from "../deal/facts.js";
import { Offer } from "../deal/offer.js";
import { ProformaSheet } from "../deal/proforma-sheet.js";
import { Renewal } from "../deal/renewal.js";
import { Reservations } from "../deal/reservations.js";
import { SendActions } from "../deal/send.js";
import { StageCard } from "../deal/stage-card.js";
import { StageSheet } from "../deal/stage-sheet.js";
import { Timeline } from "../deal/timeline.js";
import { CustomerSheet } from "./customer-sheet.js";
import { Versions } from "./versions.js";

/** @import { EventList, QuoteView } from "#api" */
/** @typedef {{ quote: QuoteView, history: EventList }} Whole */

/** @param {{ id: string }} props */
export function QuotePage({ id }) {
  const whole = useLoading(id, async (signal) => {
    const [quote, history] = await Promise.all([get(`/quotes/${id}`, { signal }), get(`/quotes/${id}/timeline`, { signal })]);
    return /** @type {Whole} */ ({ quote, history });
  });
  const { data, error, reload } = whole;
  return html`<section class="detail-pane quote-page" aria-label="Cotización">
    <header class="detail-head">
      <${Button} look="quiet" icon="back" label="Volver" onPress=${() => back(hrefOf(["cotizaciones"]))} />
      <p>${data?.quote.number ?? ""}</p>
      ${data && html`<${StageChip} code=${data.quote.stage} />`}
    </header>
    <div class="detail-scroll">
      ${data ? html`<${Body} whole=${data} changed=${reload} />` : error ? html`<${Failure} error=${error} retry=${reload} />` : html`<${Skeleton} rows=${4} />`}
    </div>
  </section>`;
}

/** @param {{ whole: Whole, changed: () => Promise<void> }} props */
function Body({ whole: { quote, history }, changed }) {
  const [version, setVersion] = useState(quote.proforma?.version ?? 0);
  const sheet = place.value.query.get("hoja");
  const close = () => back(hrefOf(place.value.segments, queryWith({ hoja: null })));
  /** @param {string} hoja */
  const show = (hoja) => setQuery({ hoja }, { push: true });
  /** @param {number} one */
  const look = (one) => {
    setVersion(one);
    show("cotizacion");
  };
  const pending = quote.pending_follow_up;
  return html`
    <div class="quote-head">
      <h1>${quote.customer.name}</h1>
      ${pending && html`<${ButtonLink} icon="agenda" href=${hrefOf(["seguimientos", pending.id])}>Seguimiento: ${dayAndTime(pending.due_at)}<//>`}
    </div>
    <${Renewal} quote=${quote} onDone=${changed} />
    <div class="actions share">
      <${SendActions} quote=${quote} onSent=${changed} />
      ${quote.proforma && html`<${Button} icon="eye" onPress=${() => look(quote.proforma?.version ?? 1)}>Ver cotización<//>`}
    </div>
    <div class="detail-columns">
      <div>
        <${Offer} quote=${quote} onChanged=${changed} />
        <${Reservations} reservations=${quote.reservations} onDone=${changed} />
      </div>
      <div>
        <${StageCard} quote=${quote} onChange=${() => show("etapa")} />
        <${Customer} quote=${quote} actions=${html`<div class="actions"><${Button} look="quiet" icon="person" onPress=${() => show("cliente")}>Editar cliente<//></div>`} />
        <${Proforma} quote=${quote} />
        <${Versions} quote=${quote} onLook=${look} />
        <${Timeline} quoteId=${quote.id} events=${history.items} next=${history.next} />
      </div>
    </div>
    ${sheet === "etapa" && html`<${StageSheet} quote=${quote} onClose=${close} onDone=${changed} />`}
    ${sheet === "cliente" && html`<${CustomerSheet} quote=${quote} onClose=${close} onDone=${changed} />`}
    ${sheet === "cotizacion" && version > 0 && html`<${ProformaSheet} quoteId=${quote.id} version=${version} onClose=${close} />`}`;
}
