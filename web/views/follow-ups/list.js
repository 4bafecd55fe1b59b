/** The list: search as one types, tabs with counts, quick filters, and rows ranked by whom to call first. */

import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { codes } from "../../lib/codes.js";
import { isWaiting, whenDelivered } from "../../lib/outbox.js";
import { hrefOf, queryWith, setQuery } from "../../lib/router.js";
import { me } from "../../lib/session.js";
import { Button } from "../../parts/button.js";
import { Icon } from "../../parts/icon.js";
import { LongList } from "../../parts/long-list.js";
import { Search } from "../../parts/search.js";
import { Empty, Failure, Skeleton } from "../../parts/states.js";
import { Tabs } from "../../parts/tabs.js";
import { agenda, keyOf, readOn, refreshAgenda, showAgenda } from "./agenda.js";
import { askHere, bucketHere, countOf, filtersHere, NO_FILTERS } from "./filters.js";
import { BlankRow, Row } from "./row.js";

/** @import { CountsView } from "#api" */
/** @import { Bucket } from "./filters.js" */

const ROW_REMS = 6.375;

/** @param {{ openId: string | undefined }} props */
export function FollowUpList({ openId }) {
  const ask = askHere();
  const key = keyOf(ask);
  useEffect(() => {
    showAgenda(ask);
  }, [key]);
  useEffect(() => {
    const seen = () => document.visibilityState === "visible" && refreshAgenda();
    document.addEventListener("visibilitychange", seen);
    addEventListener("online", seen);
    return () => {
      document.removeEventListener("visibilitychange", seen);
      removeEventListener("online", seen);
    };
  }, []);
  useEffect(() => whenDelivered(refreshAgenda), []);
  const { counts, kept, loading } = agenda.value;
  return html`<section class="list-pane" aria-label="Seguimientos pendientes" aria-busy=${loading ? "true" : undefined}>
    <header class="list-head">
      <div class="list-title">
        <h1>Mis Seguimientos</h1>
        <p class="quiet-text" role="status">${kept && loading && "Actualizando…"}</p>
      </div>
      <${Search} label="Buscar por nombre, apellido o modelo" placeholder="Nombre, apellido o modelo" />
      <${QuickFilters} />
      <${Tabs} label="Vencimiento" tabs=${tabsOf(counts, openId)} current=${bucketHere()} />
    </header>
    <${Rows} asked=${key} openId=${openId} />
  </section>`;
}

/** @param {{ asked: string, openId: string | undefined }} props */
function Rows({ asked, openId }) {
  const { key, rows, counts, loading, error } = agenda.value;
  const { advisor_id: one } = filtersHere();
  const whose = me().role !== "ADVISOR" && !one;
  if (key !== asked || (loading && !rows.length)) return html`<${Skeleton} label="Cargando seguimientos" />`;
  if (error && !rows.length) return html`<${Failure} error=${error} retry=${refreshAgenda} />`;
  if (!rows.length) return html`<${Nothing} />`;
  const query = queryWith({ hoja: null });
  const total = Math.max(rows.length, counts ? totalOf(counts, bucketHere()) : 0);
  return html`${error && html`<p class="stale" role="status"><${Icon} name="unlinked" size="small" />Sin conexión: esta lista es de la última vez. <${Button} look="quiet" onPress=${refreshAgenda}>Reintentar<//></p>`}
    <${LongList}
      label="Seguimientos"
      count=${total}
      rowRems=${ROW_REMS}
      top=${key}
      keyOf=${(/** @type {number} */ at) => rows[at]?.id ?? at}
      draw=${(/** @type {number} */ at) => {
        const row = rows[at];
        return row ? html`<${Row} row=${row} href=${hrefOf(["seguimientos", row.id], query)} current=${row.id === openId} waiting=${isWaiting(row.id)} whose=${whose} />` : html`<${BlankRow} />`;
      }}
      onShown=${readOn}
    />`;
}

function QuickFilters() {
  const filters = filtersHere();
  const chosen = new Set([filters.quality ?? []].flat());
  const count = countOf(filters);
  /** @param {string} code */
  function turn(code) {
    const next = chosen.has(code) ? [...chosen].filter((one) => one !== code) : [...chosen, code];
    setQuery({ quality: next });
  }
  return html`<div class="quick" role="group" aria-label="Filtros">
    <${Button} look="quiet" icon="filter" onPress=${() => setQuery({ hoja: "filtros" }, { push: true })}>Filtros${count > 0 && html` <b class="badge">${count}</b>`}<//>
    ${codes("qualities").map(
      ({ code, label }) => html`<button key=${code} type="button" class="toggle" data-quality=${code} aria-pressed=${chosen.has(code)} onClick=${() => turn(code)}><i></i>${label}</button>`,
    )}
  </div>`;
}

function Nothing() {
  const filtered = bucketHere() !== "" || Object.keys(filtersHere()).length > 0;
  if (!filtered) return html`<${Empty} title="Todo al día">No hay seguimientos pendientes.<//>`;
  const all = html`<${Button} look="solid" onPress=${() => setQuery(NO_FILTERS)}>Quitar los filtros<//>`;
  return html`<${Empty} icon="search" title="Nada coincide" action=${all}>Ningún seguimiento pendiente cumple con lo que pidió.<//>`;
}

/** @param {CountsView | null} counts @param {string | undefined} openId */
function tabsOf(counts, openId) {
  const here = ["seguimientos", ...(openId ? [openId] : [])];
  const names = /** @type {[Bucket | "", string][]} */ ([["", "Todos"], ["overdue", "Vencidos"], ["today", "Hoy"], ["upcoming", "Próximos"]]);
  return names.map(([id, label]) => ({
    id,
    label,
    count: counts && totalOf(counts, id),
    tone: id === "overdue" && counts?.overdue ? "late" : "",
    href: hrefOf(here, queryWith({ bucket: id, hoja: null })),
  }));
}

/** @param {CountsView} counts @param {Bucket | ""} bucket */
function totalOf(counts, bucket) {
  return bucket ? counts[bucket] : counts.overdue + counts.today + counts.upcoming;
}
