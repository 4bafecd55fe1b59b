/** *Reservas*: those of one's own quotes, or of the showroom, by status. */

import { html } from "htm/preact";
import { codes } from "../../lib/codes.js";
import { get } from "../../lib/http.js";
import { useLoading } from "../../lib/loading.js";
import { hrefOf, place, queryWith } from "../../lib/router.js";
import { isOneOf } from "../../lib/session.js";
import { ButtonLink } from "../../parts/button.js";
import { Loaded, Page } from "../../parts/page.js";
import { Pager } from "../../parts/pager.js";
import { Empty } from "../../parts/states.js";
import { Tabs } from "../../parts/tabs.js";
import { ReservationActions } from "../deal/reservation-actions.js";
import { ReservationCard } from "../deal/reservation-card.js";

/** @import { ReservationList } from "#api" */

const A_PAGE = 20;

export default function Reservations() {
  const status = place.value.query.get("status") ?? "";
  const asked = { status, cursor: place.value.query.get("cursor"), limit: A_PAGE };
  const found = useLoading(`reservations ${JSON.stringify(asked)}`, (signal) => /** @type {Promise<ReservationList>} */ (get("/reservations", { query: asked, signal })));
  const tabs = [{ code: "", label: "Todas" }, ...codes("reservation_statuses")].map(({ code, label }) => ({ id: code, label, href: hrefOf(place.value.segments, queryWith({ status: code, cursor: null })) }));
  const tray = isOneOf("BOSS", "MANAGER") && html`<${ButtonLink} icon="inbox" href=${hrefOf(["bandeja"])}>Por aprobar<//>`;
  return html`<${Page} title="Reservas" actions=${tray}>
    <div class="page-tools"><${Tabs} label="Estado" tabs=${tabs} current=${status} /></div>
    <${Loaded} of=${found}>
      ${(/** @type {ReservationList} */ { items, next }) =>
        items.length
          ? html`<ul class="cards" aria-label="Reservas">${items.map((kept) => html`<li key=${kept.id}><${ReservationCard} kept=${kept} actions=${html`<${ReservationActions} kept=${kept} onDone=${found.reload} />`} /></li>`)}</ul><${Pager} next=${next} />`
          : html`<${Empty} icon="flag" title="Ninguna reserva aquí" action=${html`<${ButtonLink} href=${hrefOf(["cotizaciones"])}>Ir a Cotizaciones<//>`}>Se reserva desde la motocicleta de una cotización.<//>`}
    <//>
  <//>`;
}
