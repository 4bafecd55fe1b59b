/** A model: added to the catalogue, changed, or retired from sale. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { isoDate } from "../../lib/format.js";
import { patch, post } from "../../lib/http.js";
import { centsOf, partsOf, typed } from "../../lib/parse.js";
import { Button } from "../../parts/button.js";
import { TextField } from "../../parts/field.js";
import { Sheet } from "../../parts/sheet.js";
import { useSheetCommand } from "../../parts/sheet-command.js";

/** @import { ModelBody, ModelView } from "#api" */
/** @typedef {{ brand: string, name: string, price: string, colours: string, years: string, photo: string }} Draft */

/** @param {ModelView | null} model @returns {Draft} */
function draftOf(model) {
  if (!model) return { brand: "", name: "", price: "", colours: "", years: isoDate().slice(0, 4), photo: "" };
  return { brand: model.brand, name: model.name, price: typed(model.list_price_cents), colours: model.colours.join(", "), years: model.model_years.join(", "), photo: model.photo_url ?? "" };
}

/** @param {Draft} draft @returns {ModelBody} */
function bodyOf({ brand, name, price, colours, years, photo }) {
  return { brand: brand.trim(), name: name.trim(), list_price_cents: centsOf(price) ?? 0, colours: partsOf(colours), model_years: partsOf(years).map(Number), photo_url: photo.trim() || null };
}

/** @param {{ model: ModelView | null, onClose: () => void, onDone: () => unknown }} props */
export function ModelSheet({ model, onClose, onDone }) {
  const [draft, setDraft] = useState(() => draftOf(model));
  const [touched, setTouched] = useState(false);
  const { problem, message, run } = useSheetCommand({ onClose, onDone });
  /** @param {keyof Draft} name @param {string} pointer */
  const bound = (name, pointer) => ({
    value: draft[name],
    fault: problem?.at(pointer),
    onInput: (/** @type {string} */ value) => {
      setTouched(true);
      setDraft({ ...draft, [name]: value });
    },
  });
  const save = () => run(() => (model ? patch(`/models/${model.id}`, bodyOf(draft), null) : post("/models", bodyOf(draft))), "Modelo guardado.");
  const turn = () => run(() => patch(`/models/${model?.id}`, { active: !model?.active }, null), model?.active ? "Retirado de la venta." : "De nuevo en venta.");
  const footer = html`${model && html`<${Button} look=${model.active ? "danger" : "plain"} onPress=${turn}>${model.active ? "Retirar" : "Poner en venta"}<//>`}
    <${Button} look="solid" onPress=${save}>Guardar<//>`;
  return html`<${Sheet} title=${model ? `${model.brand} ${model.name}` : "Agregar modelo"} onClose=${onClose} unsaved=${touched} footer=${footer} message=${message}>
    <div class="fields two"><${TextField} label="Marca" maxlength="80" ...${bound("brand", "/brand")} /><${TextField} label="Modelo" maxlength="80" ...${bound("name", "/name")} /></div>
    <${TextField} label="Precio de lista, con IVA" inputmode="decimal" placeholder="0,00" hint="Las cotizaciones hechas conservan el suyo." ...${bound("price", "/list_price_cents")} />
    <${TextField} label="Colores, separados por comas" ...${bound("colours", "/colours")} />
    <${TextField} label="Años, separados por comas" inputmode="text" ...${bound("years", "/model_years")} />
    <${TextField} label="Foto, dirección https (opcional)" type="url" ...${bound("photo", "/photo_url")} />
  <//>`;
}
