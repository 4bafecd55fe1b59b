/** All filters at once; the list behind follows each of them. */

import { html } from "htm/preact";
import { codes } from "../../lib/codes.js";
import { place, setQuery } from "../../lib/router.js";
import { isOneOf } from "../../lib/session.js";
import { choices, useStaff } from "../../lib/staff.js";
import { Button } from "../../parts/button.js";
import { SelectField, TextField } from "../../parts/field.js";
import { Several } from "../../parts/several.js";
import { Sheet } from "../../parts/sheet.js";
import { filtersHere, NO_FILTERS } from "./filters.js";

export function FilterSheet() {
  const filters = filtersHere();
  const close = () => setQuery({ hoja: null });
  const footer = html`<${Button} onPress=${() => setQuery(NO_FILTERS)}>Quitar todos<//>
    <${Button} look="solid" onPress=${close}>Ver la lista<//>`;
  return html`<${Sheet} title="Filtros" onClose=${close} footer=${footer}>
    <div class="fields two">
      <${TextField} label="Desde" type="date" max=${filters.to} ...${bound("from")} />
      <${TextField} label="Hasta" type="date" min=${filters.from} ...${bound("to")} />
    </div>
    <div class="fields two">
      <${TextField} label="Días pendientes, desde" type="number" inputmode="numeric" max=${filters.max_days} ...${bound("min_days")} />
      <${TextField} label="hasta" type="number" inputmode="numeric" min=${filters.min_days} ...${bound("max_days")} />
    </div>
    <${Several} label="Calidad de cliente" options=${codes("qualities")} ...${several("quality")} />
    <${Several} label="Procedencia" options=${codes("sources")} ...${several("source")} />
    <${Several} label="Tipo" options=${codes("follow_up_types")} ...${several("type")} />
    ${isOneOf("BOSS", "MANAGER") && html`<${Whose} />`}
  <//>`;
}

/** The value and the setter of a filter with one value. @param {string} name */
function bound(name) {
  return { value: place.value.query.get(name) ?? "", onInput: (/** @type {string} */ value) => setQuery({ [name]: value }) };
}

/** The same of a filter with several. @param {string} name */
function several(name) {
  return { chosen: place.value.query.getAll(name), onInput: (/** @type {string[]} */ chosen) => setQuery({ [name]: chosen }) };
}

/** Whose work: for those who lead. */
function Whose() {
  const { data } = useStaff();
  const advisors = data?.people.filter((one) => one.role === "ADVISOR");
  return html`<div class="fields two">
    <${SelectField} label="Asesor" empty="Todos" options=${choices(advisors)} ...${bound("advisor_id")} />
    ${isOneOf("MANAGER") && html`<${SelectField} label="Vitrina" empty="Todas" options=${choices(data?.showrooms)} ...${bound("showroom_id")} />`}
  </div>`;
}
