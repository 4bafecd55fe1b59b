/** A unit: taken into stock, put right, moved to another showroom, or retired. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { patch, post } from "../../lib/http.js";
import { Button } from "../../parts/button.js";
import { SelectField, TextField } from "../../parts/field.js";
import { Sheet } from "../../parts/sheet.js";
import { useSheetCommand } from "../../parts/sheet-command.js";

/** @import { CodeView, ModelView, UnitView } from "#api" */
/** @typedef {{ vin: string, model_id: string, year: string, colour: string, showroom_id: string }} Draft */

/** @param {UnitView | null} unit @returns {Draft} */
function draftOf(unit) {
  return { vin: unit?.vin ?? "", model_id: unit?.model_id ?? "", year: String(unit?.model_year ?? ""), colour: unit?.colour ?? "", showroom_id: unit?.showroom_id ?? "" };
}

/** @param {{ unit: UnitView | null, models: ModelView[], showrooms: CodeView[], onClose: () => void, onDone: () => unknown }} props */
export function UnitSheet({ unit, models, showrooms, onClose, onDone }) {
  const [draft, setDraft] = useState(() => draftOf(unit));
  const [touched, setTouched] = useState(false);
  const { problem, message, run } = useSheetCommand({ onClose, onDone });
  const model = models.find((one) => one.id === draft.model_id);
  /** @param {Partial<Draft>} changed */
  const set = (changed) => {
    setTouched(true);
    setDraft({ ...draft, ...changed });
  };
  const facts = { model_year: Number(draft.year), colour: draft.colour, showroom_id: draft.showroom_id };
  const save = () => run(() => (unit ? patch(`/units/${unit.vin}`, facts, null) : post("/units", { ...facts, vin: draft.vin.trim().toUpperCase(), model_id: draft.model_id })), unit ? "Unidad guardada." : "Unidad en stock.");
  const retired = unit?.status === "RETIRED";
  const turn = () => run(() => patch(`/units/${unit?.vin}`, { retired: !retired }, null), retired ? "De nuevo en stock." : "Retirada del stock.");
  const footer = html`${unit && html`<${Button} look=${retired ? "plain" : "danger"} onPress=${turn}>${retired ? "Devolver al stock" : "Retirar"}<//>`}
    <${Button} look="solid" onPress=${save}>Guardar<//>`;
  const same = (/** @type {string | number} */ one) => ({ code: String(one), label: String(one) });
  return html`<${Sheet} title=${unit ? unit.vin : "Ingresar unidad"} onClose=${onClose} unsaved=${touched} footer=${footer} message=${message}>
    ${!unit && html`<${TextField} label="Chasis (VIN)" maxlength="17" autocapitalize="characters" autocomplete="off" value=${draft.vin} fault=${problem?.at("/vin")} onInput=${(/** @type {string} */ vin) => set({ vin })} />
      <${SelectField} label="Modelo" empty="Escoja" options=${models.map(({ id, brand, name }) => ({ code: id, label: `${brand} ${name}` }))} value=${draft.model_id} fault=${problem?.at("/model_id")} onInput=${(/** @type {string} */ id) => set({ model_id: id, colour: "", year: "" })} />`}
    <div class="fields two">
      <${SelectField} label="Color" empty="Escoja" options=${withOwn(model?.colours ?? [], draft.colour).map(same)} value=${draft.colour} fault=${problem?.at("/colour")} onInput=${(/** @type {string} */ colour) => set({ colour })} />
      <${SelectField} label="Año" empty="Escoja" options=${withOwn((model?.model_years ?? []).map(String), draft.year).map(same)} value=${draft.year} fault=${problem?.at("/model_year")} onInput=${(/** @type {string} */ year) => set({ year })} />
    </div>
    <${SelectField} label="Vitrina" empty="Escoja" options=${showrooms} value=${draft.showroom_id} fault=${problem?.at("/showroom_id")} onInput=${(/** @type {string} */ id) => set({ showroom_id: id })} />
  <//>`;
}

/** A unit may be of a colour or a year that its model no longer has. @param {string[]} list @param {string} own */
function withOwn(list, own) {
  return own && !list.includes(own) ? [...list, own] : list;
}
