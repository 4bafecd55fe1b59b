/** *Ajustes*: the rules that the dealership and its showrooms work by. A boss reads them, a manager sets them. */

import { html } from "htm/preact";
import { get } from "../../lib/http.js";
import { useLoading } from "../../lib/loading.js";
import { back, hrefOf, place, queryWith, setQuery } from "../../lib/router.js";
import { isOneOf } from "../../lib/session.js";
import { useShowrooms } from "../../lib/staff.js";
import { Button } from "../../parts/button.js";
import { Loaded, Page } from "../../parts/page.js";
import { Fact } from "../deal/facts.js";
import { SECTIONS, showroomSection } from "./rules.js";
import { SectionSheet } from "./section-sheet.js";
import { shown } from "./values.js";

/** @import { SettingsView, ShowroomList } from "#api" */
/** @import { Section } from "./rules.js" */
/** @import { Held } from "./values.js" */

/** What takes a line of its own. */
const WIDE = ["text", "line", "prose", "counts", "weekdays", "dates"];

export default function Settings() {
  const settings = useLoading("settings", (signal) => /** @type {Promise<SettingsView>} */ (get("/settings", { signal })));
  const showrooms = useShowrooms();
  const mine = isOneOf("MANAGER");
  return html`<${Page} title="Ajustes" still=${!mine}>
    ${!mine && html`<p class="quiet-text page-tools">Estas reglas las fija el gerente.</p>`}
    <div class="cards">
      <${Loaded} of=${settings}>
        ${(/** @type {SettingsView} */ rules) => SECTIONS.map((section) => html`<${Rules} key=${section.id} section=${section} held=${rules} at="/settings" mine=${mine} onDone=${settings.reload} />`)}
      <//>
      <${Loaded} of=${showrooms}>
        ${(/** @type {ShowroomList} */ { items }) => items.map((showroom) => html`<${Rules} key=${showroom.id} section=${showroomSection(showroom)} held=${showroom} at=${`/showrooms/${showroom.id}`} mine=${mine} onDone=${showrooms.reload} />`)}
      <//>
    </div>
  <//>`;
}

/** @param {{ section: Section, held: Held, at: string, mine: boolean, onDone: () => unknown }} props */
function Rules({ section, held, at, mine, onDone }) {
  const { id, title, rules } = section;
  const edited = mine && place.value.query.get("hoja") === id;
  const close = () => back(hrefOf(place.value.segments, queryWith({ hoja: null })));
  return html`<section class="card" aria-labelledby=${id}>
      <div class="card-head">
        <h2 id=${id}>${title}</h2>
        ${mine && html`<${Button} label=${`Cambiar ${title}`} onPress=${() => setQuery({ hoja: id }, { push: true })}>Cambiar<//>`}
      </div>
      <dl class="facts">
        ${rules.map((rule) => html`<${Fact} key=${rule.name} name=${rule.label} wide=${WIDE.includes(rule.kind)}>${shown(rule, held[rule.name])}<//>`)}
      </dl>
    </section>
    ${edited && html`<${SectionSheet} section=${section} held=${held} at=${at} onClose=${close} onDone=${onDone} />`}`;
}
