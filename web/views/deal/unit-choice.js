/** A unit of a model, with how each stands: those of the colour asked for first. */

import { html } from "htm/preact";
import { label } from "../../lib/codes.js";
import { counted } from "../../lib/format.js";
import { get } from "../../lib/http.js";
import { useLoading } from "../../lib/loading.js";
import { isOffered } from "../../lib/units.js";
import { Choice } from "../../parts/field.js";
import { Loaded } from "../../parts/page.js";

/** @import { CodeView, UnitList, UnitView } from "#api" */

/**
 * @param {object} props
 * @param {string} props.modelId
 * @param {string} props.colour
 * @param {string} props.vin
 * @param {string | undefined} [props.fault]
 * @param {(vin: string, unit: UnitView | undefined) => void} props.onPick
 * @param {CodeView} [props.none] the choice of no unit
 * @param {(unit: UnitView) => boolean} [props.fits] which may be chosen at all
 */
export function UnitChoice({ modelId, colour, vin, fault, onPick, none, fits = () => true }) {
  const units = useLoading(`units ${modelId}`, (signal) => /** @type {Promise<UnitList>} */ (get("/units", { query: { model_id: modelId }, signal })));
  return html`<${Loaded} of=${units} rows=${1}>
    ${(/** @type {UnitList} */ { items }) => {
      const there = items.filter((unit) => (unit.status === "AVAILABLE" || unit.status === "RESERVED") && fits(unit)).sort((a, b) => Number(b.colour === colour) - Number(a.colour === colour));
      if (!there.length && !none) return html`<p class="fault">No hay unidades que se puedan escoger.</p>`;
      const options = [...(none ? [none] : []), ...there.map(told)];
      return html`<${Choice} label="Unidad" options=${options} value=${vin} fault=${fault} onInput=${(/** @type {string} */ one) => onPick(one, there.find((unit) => unit.vin === one))} />`;
    }}
  <//>`;
}

/** @param {UnitView} unit @returns {CodeView} */
function told(unit) {
  const { vin, colour, model_year, status, waiting } = unit;
  const state = isOffered(unit) ? " · Ofrecida" : status === "AVAILABLE" ? "" : ` · ${label("unit_statuses", status)}`;
  const line = waiting ? `, ${counted(waiting, "espera", "esperan")}` : "";
  return { code: vin, label: `${colour} ${model_year} · ${vin}${state}${line}` };
}
