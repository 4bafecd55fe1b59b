/** The boss's *bandeja*: what waits for a decision, oldest first: reservations, and discounts above the limit. */

import { html } from "htm/preact";
import { get } from "../../lib/http.js";
import { useLoading } from "../../lib/loading.js";
import { hrefOf, place, queryWith } from "../../lib/router.js";
import { Loaded, Page } from "../../parts/page.js";
import { Pager } from "../../parts/pager.js";
import { Empty } from "../../parts/states.js";
import { Tabs } from "../../parts/tabs.js";
import { DiscountCard } from "./discount-card.js";
import { Decision } from "./decision.js";

/** @import { DiscountList, ReservationList } from "#api" */

const A_PAGE = 20;

export default function Tray() {
  const discounts = place.value.query.get("que") === "descuentos";
  const tabs = [
    { id: "", label: "Reservas" },
    { id: "descuentos", label: "Descuentos" },
  ].map((tab) => ({ ...tab, href: hrefOf(place.value.segments, queryWith({ que: tab.id, cursor: null })) }));
  return html`<${Page} title="Bandeja">
    <div class="page-tools"><${Tabs} label="Por aprobar" tabs=${tabs} current=${discounts ? "descuentos" : ""} /></div>
    ${discounts ? html`<${Discounts} />` : html`<${Requests} />`}
  <//>`;
}

function Requests() {
  const asked = { status: "REQUESTED", cursor: place.value.query.get("cursor"), limit: A_PAGE };
  const found = useLoading(`requests ${asked.cursor}`, (signal) => /** @type {Promise<ReservationList>} */ (get("/reservations", { query: asked, signal })));
  return html`<${Loaded} of=${found}>
    ${(/** @type {ReservationList} */ { items, next }) =>
      items.length
        ? html`<ul class="cards" aria-label="Solicitudes de reserva">${items.map((kept) => html`<li key=${kept.id}><${Decision} kept=${kept} onDone=${found.reload} /></li>`)}</ul><${Pager} next=${next} />`
        : html`<${Empty} title="Bandeja vacía">Ninguna reserva espera su decisión.<//>`}
  <//>`;
}

function Discounts() {
  const asked = { cursor: place.value.query.get("cursor"), limit: A_PAGE };
  const found = useLoading(`discounts ${asked.cursor}`, (signal) => /** @type {Promise<DiscountList>} */ (get("/discounts", { query: asked, signal })));
  return html`<${Loaded} of=${found}>
    ${(/** @type {DiscountList} */ { items, next }) =>
      items.length
        ? html`<ul class="cards" aria-label="Descuentos por aprobar">${items.map((row) => html`<li key=${row.option.id + row.quote_id}><${DiscountCard} row=${row} onDone=${found.reload} /></li>`)}</ul><${Pager} next=${next} />`
        : html`<${Empty} title="Bandeja vacía">Ningún descuento espera su decisión.<//>`}
  <//>`;
}
