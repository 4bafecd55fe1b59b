/** *Ajustes*: the rules that the dealership works by. A boss reads them, a manager sets them. */

import { html } from "htm/preact";
import { percent } from "../../lib/format.js";
import { get } from "../../lib/http.js";
import { useLoading } from "../../lib/loading.js";
import { back, hrefOf, place, queryWith, setQuery } from "../../lib/router.js";
import { isOneOf } from "../../lib/session.js";
import { useShowrooms } from "../../lib/staff.js";
import { Button } from "../../parts/button.js";
import { Loaded, Page } from "../../parts/page.js";
import { Fact } from "../deal/facts.js";
import { SECTIONS } from "./rules.js";
import { SectionSheet } from "./section-sheet.js";
import { shown } from "./values.js";

/** @import { SettingsView } from "#api" */
/** @import { Section } from "./rules.js" */

/** What takes a line of its own. */
const WIDE = ["text", "prose", "counts", "weekdays", "dates"];

export default function Settings() {
  const settings = useLoading("settings", (signal) => /** @type {Promise<SettingsView>} */ (get("/settings", { signal })));
  const mine = isOneOf("MANAGER");
  const edited = SECTIONS.find((section) => section.id === place.value.query.get("hoja"));
  const close = () => back(hrefOf(place.value.segments, queryWith({ hoja: null })));
  return html`<${Page} title="Ajustes" still=${!mine}>
    ${!mine && html`<p class="quiet-text page-tools">Estas reglas las fija el gerente.</p>`}
    <${Loaded} of=${settings}>
      ${(/** @type {SettingsView} */ rules) => html`<div class="cards">
          ${SECTIONS.map((section) => html`<${Rules} key=${section.id} section=${section} settings=${rules} mine=${mine} />`)}
          <${Discounts} />
        </div>
        ${mine && edited && html`<${SectionSheet} key=${edited.id} section=${edited} settings=${rules} onClose=${close} onDone=${settings.reload} />`}`}
    <//>
  <//>`;
}

/** @param {{ section: Section, settings: SettingsView, mine: boolean }} props */
function Rules({ section: { id, title, rules }, settings, mine }) {
  return html`<section class="card" aria-labelledby=${id}>
    <div class="card-head">
      <h2 id=${id}>${title}</h2>
      ${mine && html`<${Button} label=${`Cambiar ${title}`} onPress=${() => setQuery({ hoja: id }, { push: true })}>Cambiar<//>`}
    </div>
    <dl class="facts">
      ${rules.map((rule) => html`<${Fact} key=${rule.name} name=${rule.label} wide=${WIDE.includes(rule.kind)}>${shown(rule, settings[rule.name])}<//>`)}
    </dl>
  </section>`;
}

/** How far an advisor may go without asking, by showroom. */
function Discounts() {
  const { data } = useShowrooms();
  if (!data) return null;
  return html`<section class="card" aria-labelledby="descuentos">
    <h2 id="descuentos">Descuento sin aprobación</h2>
    <dl class="facts">
      ${data.items.map((showroom) => html`<${Fact} key=${showroom.id} name=${showroom.name}>Hasta ${percent(showroom.discount_limit_bps)} del precio de lista<//>`)}
    </dl>
  </section>`;
}
