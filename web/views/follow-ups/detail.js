/** One follow-up with all that is known of its deal, and what can be done about it. */

import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { get } from "../../lib/http.js";
import { useLoading } from "../../lib/loading.js";
import { isWaiting, whenDelivered } from "../../lib/outbox.js";
import { back, hrefOf, place, queryWith, setQuery } from "../../lib/router.js";
import { AfterPaint } from "../../parts/after-paint.js";
import { Button, ButtonLink } from "../../parts/button.js";
import { Chip, StageChip } from "../../parts/chip.js";
import { Icon } from "../../parts/icon.js";
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
import { agenda, refreshAgenda } from "./agenda.js";
import { MoveSheet } from "./move-sheet.js";
import { ResolveSheet } from "./resolve-sheet.js";
import { Task } from "./task.js";
import { taskOfDetail, taskOfRow } from "./tasks.js";

/** @import { FollowUpDetail } from "#api" */
/** @import { Loading } from "../../lib/loading.js" */

/** @param {{ id: string }} props */
export function Detail({ id }) {
  const detail = useLoading(id, (signal) => /** @type {Promise<FollowUpDetail>} */ (get(`/follow-ups/${id}`, { signal })));
  useEffect(() => whenDelivered(detail.reload), [detail.reload]);
  const row = agenda.value.rows.find((one) => one.id === id);
  const task = detail.data ? taskOfDetail(detail.data) : row && taskOfRow(row);
  const sheet = place.value.query.get("hoja");
  const close = () => back(hrefOf(place.value.segments, queryWith({ hoja: null })));
  const list = hrefOf(["seguimientos"], queryWith({ hoja: null }));
  const changed = () => Promise.all([detail.reload(), refreshAgenda()]);
  return html`<section class="detail-pane" aria-label="Seguimiento">
    <header class="detail-head">
      <${Button} look="quiet" icon="back" label="Volver a la lista" onPress=${() => back(list)} />
      <p>${task && html`<a href=${hrefOf(["cotizaciones", task.quoteId])}>${task.number}</a>`}</p>
      ${task && html`<${StageChip} code=${task.stage} />`}
    </header>
    <div class="detail-scroll">
      ${task && html`<${Task} task=${task} />`}
      <${Rest} detail=${detail} changed=${changed} known=${Boolean(task)} />
    </div>
    ${task?.pending && html`<footer class="detail-foot">
      ${isWaiting(id) ? html`<${Chip} tone="strong" icon="unlinked">Resuelto, por enviar<//>` : html`<${Actions} />`}
    </footer>`}
    ${sheet === "resolver" && task?.pending && html`<${ResolveSheet} task=${task} onClose=${close} />`}
    ${sheet === "mover" && task?.pending && html`<${MoveSheet} task=${task} onClose=${close} onDone=${changed} />`}
    ${sheet === "etapa" && detail.data && html`<${StageSheet} quote=${detail.data.quote} onClose=${close} onDone=${changed} />`}
    ${sheet === "cotizacion" && detail.data?.quote.proforma && html`<${ProformaSheet} quoteId=${detail.data.quote.id} version=${detail.data.quote.proforma.version} onClose=${close} />`}
  </section>`;
}

function Actions() {
  return html`
    <${Button} icon="calendar" onPress=${() => setQuery({ hoja: "mover" }, { push: true })}>Mover<//>
    <${Button} look="solid" wide icon="check" onPress=${() => setQuery({ hoja: "resolver" }, { push: true })}>Resolver<//>`;
}

/** What only the API knows. @param {{ detail: Loading<FollowUpDetail>, changed: () => unknown, known: boolean }} props */
function Rest({ detail: { data, error, reload }, changed, known }) {
  if (!data && error && known) return html`<p class="stale" role="status"><${Icon} name="unlinked" size="small" />No se pudo cargar el resto. <${Button} look="quiet" onPress=${reload}>Reintentar<//></p>`;
  if (!data) return error ? html`<${Failure} error=${error} retry=${reload} />` : html`<${Skeleton} rows=${3} label="Cargando el detalle" />`;
  const { quote, signals, timeline, timeline_next: next } = data;
  const pending = quote.pending_follow_up;
  return html`
    ${data.resolved && html`<p class="notice" role="status">
      Este seguimiento ya se resolvió.
      ${pending && html`<${ButtonLink} look="quiet" href=${hrefOf(["seguimientos", pending.id])}>Ver el pendiente<//>`}
    </p>`}
    <${Renewal} quote=${quote} onDone=${changed} />
    <div class="actions share">
      <${SendActions} quote=${quote} onSent=${changed} />
      ${quote.proforma && html`<${Button} icon="eye" onPress=${() => setQuery({ hoja: "cotizacion" }, { push: true })}>Ver cotización<//>`}
    </div>
    <div class="detail-columns">
      <div>
        <${StageCard} quote=${quote} onChange=${() => setQuery({ hoja: "etapa" }, { push: true })} />
        <${Offer} quote=${quote} onChanged=${changed} />
        <${Reservations} reservations=${data.reservations} onDone=${changed} />
      </div>
      <div>
        <${AfterPaint}>
          <${Customer} quote=${quote} />
          <${Proforma} quote=${quote} signals=${signals} />
          <${Timeline} quoteId=${quote.id} events=${timeline} next=${next} />
        <//>
      </div>
    </div>`;
}
