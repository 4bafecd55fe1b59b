/** A motorcycle of the catalogue: found by a few letters, then its year and its colour. */

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { money } from "../../lib/format.js";
import { get } from "../../lib/http.js";
import { useLoading } from "../../lib/loading.js";
import { Button } from "../../parts/button.js";
import { Choice, TextField } from "../../parts/field.js";
import { Loaded } from "../../parts/page.js";

/** @import { ModelList, ModelView } from "#api" */
/** @import { Problem } from "../../lib/http.js" */
/** @typedef {{ model: ModelView | null, year: string, colour: string }} Pick */

const TYPING_MS = 150;
const SHOWN = 6;

/** @type {Pick} */
export const NO_PICK = { model: null, year: "", colour: "" };

/** Year and colour of a model, where there is only one to choose; the newest year otherwise. @param {ModelView} model @returns {Pick} */
function pickOf(model) {
  const [year] = [...model.model_years].sort((a, b) => b - a);
  return { model, year: String(year ?? ""), colour: model.colours.length === 1 ? (model.colours[0] ?? "") : "" };
}

/** @param {{ pick: Pick, onChange: (pick: Pick) => void, problem?: Problem | null, at?: string, fault?: string }} props */
export function ModelPicker({ pick, onChange, problem, at = "", fault }) {
  const { model, year, colour } = pick;
  if (!model) return html`<${Finder} fault=${fault ?? problem?.at(`${at}/model_id`)} onPick=${(/** @type {ModelView} */ found) => onChange(pickOf(found))} />`;
  const years = [...model.model_years].sort((a, b) => b - a).map(String);
  return html`<div class="fields">
    <div class="picked">
      <p><b>${model.brand} ${model.name}</b><span class="figure">${money(model.list_price_cents)}</span></p>
      <${Button} look="quiet" onPress=${() => onChange(NO_PICK)}>Cambiar<//>
    </div>
    <${Choice} label="Color" options=${model.colours.map(same)} value=${colour} fault=${fault ?? problem?.at(`${at}/colour`)} onInput=${(/** @type {string} */ one) => onChange({ ...pick, colour: one })} />
    <${Choice} label="Año" options=${years.map(same)} value=${year} fault=${problem?.at(`${at}/model_year`)} onInput=${(/** @type {string} */ one) => onChange({ ...pick, year: one })} />
  </div>`;
}

/** @param {{ onPick: (model: ModelView) => void, fault: string | undefined }} props */
function Finder({ onPick, fault }) {
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const models = useLoading(`models ${asked}`, (signal) => /** @type {Promise<ModelList>} */ (get("/models", { query: { q: asked, limit: SHOWN }, signal })));
  return html`<div class="fields">
    <${TextField} label="Modelo" placeholder="Marca o modelo" autocomplete="off" value=${text} fault=${fault} onInput=${setText} />
    <${Loaded} of=${models} rows=${1}>
      ${(/** @type {ModelList} */ { items }) => html`<ul class="finds" aria-label="Modelos">
        ${items.map(
          (model) => html`<li key=${model.id}><button type="button" onClick=${() => onPick(model)}>
            <span><small>${model.brand}</small> ${model.name}</span><b class="figure">${money(model.list_price_cents)}</b>
          </button></li>`,
        )}
        ${!items.length && html`<li class="quiet-text">Ningún modelo en venta coincide.</li>`}
      </ul>`}
    <//>
  </div>`;
}

/** @param {string} text */
const same = (text) => ({ code: text, label: text });
