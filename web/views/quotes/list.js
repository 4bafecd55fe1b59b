/** *Cotizaciones*: every quote within reach, newest first, by words and by stage. */

import { html } from "htm/preact";
import { codes, label } from "../../lib/codes.js";
import { day, phone } from "../../lib/format.js";
import { get } from "../../lib/http.js";
import { useLoading } from "../../lib/loading.js";
import { hrefOf, place, queryWith, setQuery } from "../../lib/router.js";
import { isOneOf } from "../../lib/session.js";
import { Button, ButtonLink } from "../../parts/button.js";
import { StageChip } from "../../parts/chip.js";
import { Loaded, Page } from "../../parts/page.js";
import { Pager } from "../../parts/pager.js";
import { Search } from "../../parts/search.js";
import { Empty } from "../../parts/states.js";
import { Tabs } from "../../parts/tabs.js";

/** @import { QuoteList, QuoteRowView } from "#api" */

const A_PAGE = 30;
/** What other screens ask for by a link. */
const NAMES = ["stage", "source", "lost_reason", "advisor_id", "showroom_id", "from", "to", "q", "cursor"];
const NO_FILTERS = Object.fromEntries(NAMES.map((name) => [name, null]));

export function QuotesList() {
  const { query } = place.value;
  const asked = Object.fromEntries(NAMES.map((name) => [name, query.getAll(name)]));
  const quotes = useLoading(`quotes ${JSON.stringify(asked)}`, (signal) => /** @type {Promise<QuoteList>} */ (get("/quotes", { query: { ...asked, limit: A_PAGE }, signal })));
  const fresh = html`<${ButtonLink} look="solid" icon="plus" href=${hrefOf(["cotizaciones", "nueva"])}>Nueva cotización<//>`;
  return html`<${Page} title="Cotizaciones" actions=${fresh}>
    <div class="page-tools">
      <${Search} label="Buscar por nombre, apellido o modelo" placeholder="Nombre, apellido o modelo" />
      <${Tabs} label="Etapa" tabs=${tabs()} current=${query.get("stage") ?? ""} />
      <${Filtered} />
    </div>
    <${Loaded} of=${quotes}>
      ${(/** @type {QuoteList} */ { items, next }) =>
        items.length || next
          ? html`<ul class="tiles" aria-label="Cotizaciones">${items.map((row) => html`<li key=${row.id}><${Tile} row=${row} /></li>`)}</ul><${Pager} next=${next} />`
          : html`<${Empty} icon="search" title="Nada coincide" action=${html`<${Button} onPress=${() => setQuery(NO_FILTERS)}>Quitar los filtros<//>`}>Ninguna cotización cumple con lo que pidió.<//>`}
    <//>
  <//>`;
}

/** @param {{ row: QuoteRowView }} props */
function Tile({ row }) {
  const whose = isOneOf("BOSS", "MANAGER") ? row.advisor.name : phone(row.customer.phone);
  return html`<a class="tile" href=${hrefOf(["cotizaciones", row.id])}>
    <span class="tile-head"><b>${row.customer.name}</b><${StageChip} code=${row.stage} /></span>
    <span>${row.models.join(", ")}</span>
    <span class="quiet-text">${[row.number, day(row.created_at), whose, label("sources", row.source)].filter(Boolean).join(" · ")}</span>
  </a>`;
}

/** What narrows the list beside stage and words, and the way out. */
function Filtered() {
  const { query } = place.value;
  const told = [
    query.get("source") && label("sources", query.get("source")),
    query.get("lost_reason") && label("lost_reasons", query.get("lost_reason")),
    query.get("from") && `desde ${query.get("from")}`,
    query.get("to") && `hasta ${query.get("to")}`,
    query.get("advisor_id") && "de un asesor",
  ].filter(Boolean);
  if (!told.length) return null;
  return html`<p class="narrowed"><span>Solo ${told.join(", ")}.</span> <${Button} look="quiet" icon="close" onPress=${() => setQuery(NO_FILTERS)}>Ver todas<//></p>`;
}

function tabs() {
  const all = [{ code: "", label: "Todas" }, ...codes("stages")];
  return all.map(({ code, label: name }) => ({ id: code, label: name, href: hrefOf(place.value.segments, queryWith({ stage: code, cursor: null })) }));
}
