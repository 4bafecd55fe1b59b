/** Units in stock: by model, showroom and how each stands. */

import { html } from "htm/preact";
import { codes, label } from "../../lib/codes.js";
import { counted, dayAndTime } from "../../lib/format.js";
import { get } from "../../lib/http.js";
import { useLoading } from "../../lib/loading.js";
import { back, hrefOf, place, queryWith, setQuery } from "../../lib/router.js";
import { isOneOf } from "../../lib/session.js";
import { choices, useShowrooms } from "../../lib/staff.js";
import { isOffered } from "../../lib/units.js";
import { Button } from "../../parts/button.js";
import { Chip } from "../../parts/chip.js";
import { SelectField } from "../../parts/field.js";
import { Loaded } from "../../parts/page.js";
import { Pager } from "../../parts/pager.js";
import { Empty } from "../../parts/states.js";
import { UnitSheet } from "./unit-sheet.js";

/** @import { CodeView, ModelList, UnitList, UnitView } from "#api" */

const A_PAGE = 30;
const ALL_MODELS = 200;
const NAMES = ["model_id", "showroom_id", "status"];
/** @type {Partial<Record<UnitView["status"], "good" | "warm" | "bad">>} */
const TONES = { AVAILABLE: "good", RESERVED: "warm", RETIRED: "bad" };

export function Units() {
  const { query } = place.value;
  const asked = { ...Object.fromEntries(NAMES.map((name) => [name, query.get(name)])), cursor: query.get("cursor"), limit: A_PAGE };
  const units = useLoading(`stock ${JSON.stringify(asked)}`, (signal) => /** @type {Promise<UnitList>} */ (get("/units", { query: asked, signal })));
  const showrooms = choices(useShowrooms().data?.items);
  const found = useLoading("all models", (signal) => /** @type {Promise<ModelList>} */ (get("/models", { query: { limit: ALL_MODELS }, signal })));
  const models = (found.data?.items ?? []).map(({ id, brand, name }) => ({ code: id, label: `${brand} ${name}` }));
  const sheet = query.get("hoja");
  const edited = units.data?.items.find((unit) => unit.vin === sheet);
  const close = () => back(hrefOf(place.value.segments, queryWith({ hoja: null })));
  /** @param {string} name */
  const bound = (name) => ({ value: query.get(name) ?? "", onInput: (/** @type {string} */ value) => setQuery({ [name]: value, cursor: null }) });
  return html`
    <div class="page-tools fields three">
      <${SelectField} label="Modelo" empty="Todos" options=${models} ...${bound("model_id")} />
      <${SelectField} label="Vitrina" empty="Todas" options=${showrooms} ...${bound("showroom_id")} />
      <${SelectField} label="Estado" empty="Todos" options=${codes("unit_statuses")} ...${bound("status")} />
    </div>
    <${Loaded} of=${units}>
      ${(/** @type {UnitList} */ { items, next }) =>
        items.length
          ? html`<ul class="tiles" aria-label="Unidades">${items.map((unit) => html`<li key=${unit.vin}><${Tile} unit=${unit} models=${models} showrooms=${showrooms} /></li>`)}</ul><${Pager} next=${next} />`
          : html`<${Empty} icon="stock" title="Ninguna unidad" action=${html`<${Button} onPress=${() => setQuery({ model_id: null, showroom_id: null, status: null, cursor: null })}>Quitar los filtros<//>`}>No hay unidades así en el stock.<//>`}
    <//>
    ${(sheet === "nueva" || edited) && isOneOf("MANAGER") && html`<${UnitSheet} key=${sheet} unit=${edited ?? null} models=${found.data?.items ?? []} showrooms=${showrooms} onClose=${close} onDone=${units.reload} />`}`;
}

/** @param {{ unit: UnitView, models: CodeView[], showrooms: CodeView[] }} props */
function Tile({ unit, models, showrooms }) {
  /** @param {CodeView[]} list @param {string} code */
  const named = (list, code) => list.find((one) => one.code === code)?.label ?? code;
  const body = html`<span class="tile-head"><b>${named(models, unit.model_id)}</b><${Chip} tone=${TONES[unit.status] ?? "plain"}>${label("unit_statuses", unit.status)}<//></span>
    <span>${unit.colour} ${unit.model_year} · ${named(showrooms, unit.showroom_id)}</span>
    <span class="quiet-text figure">${unit.vin}${unit.held_until && ` · ${isOffered(unit) ? "ofrecida " : ""}hasta ${dayAndTime(unit.held_until)}`}${unit.waiting > 0 && ` · ${counted(unit.waiting, "persona espera", "personas esperan")}`}</span>
    ${unit.vin_warning && html`<span class="quiet-text">${unit.vin_warning}</span>`}`;
  if (!isOneOf("MANAGER")) return html`<div class="tile">${body}</div>`;
  return html`<button type="button" class="tile" aria-haspopup="dialog" onClick=${() => setQuery({ hoja: unit.vin }, { push: true })}>${body}</button>`;
}
