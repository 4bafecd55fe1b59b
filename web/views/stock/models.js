/** Models in sale, or retired: found by a few letters. */

import { html } from "htm/preact";
import { counted, money } from "../../lib/format.js";
import { get } from "../../lib/http.js";
import { useLoading } from "../../lib/loading.js";
import { back, hrefOf, place, queryWith, setQuery } from "../../lib/router.js";
import { isOneOf } from "../../lib/session.js";
import { Button } from "../../parts/button.js";
import { Chip } from "../../parts/chip.js";
import { Loaded } from "../../parts/page.js";
import { Pager } from "../../parts/pager.js";
import { Search } from "../../parts/search.js";
import { Empty } from "../../parts/states.js";
import { ModelSheet } from "./model-sheet.js";

/** @import { ModelList, ModelView } from "#api" */

const A_PAGE = 30;

export function Models() {
  const { query } = place.value;
  const retired = query.has("retirados");
  const asked = { q: query.get("q"), active: !retired, cursor: query.get("cursor"), limit: A_PAGE };
  const models = useLoading(`models ${JSON.stringify(asked)}`, (signal) => /** @type {Promise<ModelList>} */ (get("/models", { query: asked, signal })));
  const sheet = query.get("hoja");
  const edited = models.data?.items.find((model) => model.id === sheet);
  const close = () => back(hrefOf(place.value.segments, queryWith({ hoja: null })));
  return html`
    <div class="page-tools">
      <${Search} label="Buscar un modelo" placeholder="Marca o modelo" />
      <label class="check"><input type="checkbox" checked=${retired} onChange=${() => setQuery({ retirados: retired ? null : "si", cursor: null })} /><span>Ver los retirados de la venta</span></label>
    </div>
    <${Loaded} of=${models}>
      ${(/** @type {ModelList} */ { items, next }) =>
        items.length
          ? html`<ul class="tiles" aria-label="Modelos">${items.map((model) => html`<li key=${model.id}><${Tile} model=${model} /></li>`)}</ul><${Pager} next=${next} />`
          : html`<${Empty} icon="search" title="Nada coincide" action=${html`<${Button} onPress=${() => setQuery({ q: null, retirados: null, cursor: null })}>Ver los que están en venta<//>`}>Ningún modelo cumple con lo que pidió.<//>`}
    <//>
    ${(sheet === "nueva" || edited) && isOneOf("MANAGER") && html`<${ModelSheet} model=${edited ?? null} onClose=${close} onDone=${models.reload} />`}`;
}

/** @param {{ model: ModelView }} props */
function Tile({ model }) {
  const body = html`<span class="tile-head"><b>${model.brand} ${model.name}</b><b class="figure">${money(model.list_price_cents)}</b></span>
    <span class="quiet-text">${model.model_years.join(", ")} · ${counted(model.colours.length, "color", "colores")}: ${model.colours.join(", ")}</span>
    ${!model.active && html`<span><${Chip} tone="bad">Retirado de la venta<//></span>`}`;
  if (!isOneOf("MANAGER")) return html`<div class="tile">${body}</div>`;
  return html`<button type="button" class="tile" aria-haspopup="dialog" onClick=${() => setQuery({ hoja: model.id }, { push: true })}>${body}</button>`;
}
