/** *Tablero*: the showroom's work in figures; each opens the list that it counts. */

import { html } from "htm/preact";
import { label } from "../../lib/codes.js";
import { addDays, counted, date, isoDate, number } from "../../lib/format.js";
import { get } from "../../lib/http.js";
import { useLoading } from "../../lib/loading.js";
import { hrefOf, place, queryWith, setQuery } from "../../lib/router.js";
import { isOneOf } from "../../lib/session.js";
import { choices, useShowrooms } from "../../lib/staff.js";
import { SelectField } from "../../parts/field.js";
import { Loaded, Page } from "../../parts/page.js";
import { Tabs } from "../../parts/tabs.js";

/** @import { AdvisorLineView, BoardView, LostReasonView, SourceLineView } from "#api" */

const PERIODS = [7, 30, 90];
const FIRST_PERIOD = 30;
const OFTEN_RE_DATED = "3";

export default function Board() {
  const days = Number(place.value.query.get("dias") ?? FIRST_PERIOD);
  const showroom = place.value.query.get("showroom_id") ?? "";
  const today = isoDate();
  const asked = { from: addDays(today, 1 - days), to: today, showroom_id: showroom };
  const board = useLoading(`board ${JSON.stringify(asked)}`, (signal) => /** @type {Promise<BoardView>} */ (get("/board", { query: asked, signal })));
  const tabs = PERIODS.map((one) => ({ id: String(one), label: `${one} días`, href: hrefOf(place.value.segments, queryWith({ dias: String(one) })) }));
  return html`<${Page} title="Tablero">
    <div class="page-tools">
      <${Tabs} label="Período" tabs=${tabs} current=${String(days)} />
      ${isOneOf("MANAGER") && html`<${Showrooms} value=${showroom} />`}
    </div>
    <${Loaded} of=${board}>${(/** @type {BoardView} */ data) => html`<${Figures} board=${data} showroom=${showroom} />`}<//>
  <//>`;
}

/** @param {{ value: string }} props */
function Showrooms({ value }) {
  const { data } = useShowrooms();
  return html`<${SelectField} label="Vitrina" empty="Todas" options=${choices(data?.items)} value=${value} onInput=${(/** @type {string} */ id) => setQuery({ showroom_id: id })} />`;
}

/** @param {{ board: BoardView, showroom: string }} props */
function Figures({ board, showroom }) {
  /** @param {Record<string, string>} names the quotes of the period that a figure counts */
  const quotes = (names) => hrefOf(["cotizaciones"], new URLSearchParams({ from: board.from, to: board.to, ...(showroom ? { showroom_id: showroom } : {}), ...names }));
  return html`<div class="board-grid">
    <section class="card" aria-labelledby="por-asesor">
      <h2 id="por-asesor">Por asesor</h2>
      ${board.advisors.map((line) => html`<${Advisor} key=${line.showroom_id + line.advisor.id} line=${line} quotes=${quotes} />`)}
      ${!board.advisors.length && html`<p class="quiet-text">Nadie tiene seguimientos ni cotizaciones.</p>`}
    </section>
    <div class="cards">
      <p class="quiet-text">Cotizaciones creadas del ${date(board.from)} al ${date(board.to)}, como están hoy.${!board.complete && " Son muchas: se cuentan las más recientes."}</p>
      <section class="card" aria-labelledby="por-procedencia">
        <h2 id="por-procedencia">Ventas por procedencia</h2>
        ${board.sources.map((line) => html`<${Source} key=${line.source} line=${line} quotes=${quotes} />`)}
        ${!board.sources.length && html`<p class="quiet-text">Sin cotizaciones en el período.</p>`}
      </section>
      <section class="card" aria-labelledby="por-motivo">
        <h2 id="por-motivo">Motivos de desistimiento</h2>
        ${board.lost_reasons.map((line) => html`<${Reason} key=${line.reason} line=${line} most=${board.lost_reasons[0]?.quotes ?? 1} quotes=${quotes} />`)}
        ${!board.lost_reasons.length && html`<p class="quiet-text">Nadie desistió en el período.</p>`}
      </section>
    </div>
  </div>`;
}

/** @param {{ line: AdvisorLineView, quotes: (names: Record<string, string>) => string }} props */
function Advisor({ line, quotes }) {
  const { advisor, tally } = line;
  /** @param {Record<string, string>} names */
  const list = (names) => hrefOf(["seguimientos"], new URLSearchParams({ advisor_id: advisor.id, ...names }));
  return html`<article class="board-line" aria-label=${advisor.name}>
    <h3>${advisor.name}</h3>
    <div class="figures">
      <a href=${list({})}><b>${number(line.pending)}</b>pendientes</a>
      <a class=${line.overdue ? "late" : ""} href=${list({ bucket: "overdue" })}><b>${number(line.overdue)}</b>vencidos</a>
      <a class=${line.re_dated ? "late" : ""} href=${list({ min_re_dates: OFTEN_RE_DATED })}><b>${number(line.re_dated)}</b>movidos 3 o más veces</a>
      <a href=${quotes({ advisor_id: advisor.id })}><b>${number(tally.quotes)}</b>cotizaciones</a>
      <p><b>${number(tally.sold)}</b>vendidas</p>
      <a href=${quotes({ advisor_id: advisor.id, stage: "LOST" })}><b>${number(tally.lost)}</b>desistidas</a>
    </div>
  </article>`;
}

/** @param {{ line: SourceLineView, quotes: (names: Record<string, string>) => string }} props */
function Source({ line: { source, quotes: made, sold }, quotes }) {
  const name = label("sources", source);
  return html`<a class="bar-line" href=${quotes({ source })}>
    <span><b>${name}</b><span class="figure">${counted(sold, "venta")} de ${number(made)}</span></span>
    <progress max=${made} value=${sold} aria-hidden="true"></progress>
  </a>`;
}

/** @param {{ line: LostReasonView, most: number, quotes: (names: Record<string, string>) => string }} props */
function Reason({ line: { reason, quotes: lost }, most, quotes }) {
  return html`<a class="bar-line" href=${quotes({ lost_reason: reason })}>
    <span><b>${label("lost_reasons", reason)}</b><span class="figure">${number(lost)}</span></span>
    <progress max=${most} value=${lost} aria-hidden="true"></progress>
  </a>`;
}
