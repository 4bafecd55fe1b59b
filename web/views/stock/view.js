/** *Catálogo y stock*: what is sold, and which units there are. A manager keeps both. */

import { html } from "htm/preact";
import { hrefOf, place, setQuery } from "../../lib/router.js";
import { isOneOf } from "../../lib/session.js";
import { Button } from "../../parts/button.js";
import { Page } from "../../parts/page.js";
import { Tabs } from "../../parts/tabs.js";
import { Models } from "./models.js";
import { Units } from "./units.js";

export default function Stock() {
  const units = place.value.query.get("que") === "unidades";
  const tabs = [
    { id: "", label: "Modelos" },
    { id: "unidades", label: "Unidades" },
  ].map((tab) => ({ ...tab, href: hrefOf(place.value.segments, new URLSearchParams(tab.id ? { que: tab.id } : {})) }));
  const add = isOneOf("MANAGER") && html`<${Button} look="solid" icon="plus" onPress=${() => setQuery({ hoja: "nueva" }, { push: true })}>${units ? "Ingresar unidad" : "Agregar modelo"}<//>`;
  return html`<${Page} title="Catálogo y stock" actions=${add}>
    <div class="page-tools"><${Tabs} label="Qué ver" tabs=${tabs} current=${units ? "unidades" : ""} /></div>
    ${units ? html`<${Units} />` : html`<${Models} />`}
  <//>`;
}

