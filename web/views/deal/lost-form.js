/** *Desistido*: why the customer gives up, from the list. */

import { html } from "htm/preact";
import { codes } from "../../lib/codes.js";
import { Choice, TextArea } from "../../parts/field.js";

/** @import { LostReason, StageChangeBody } from "#api" */
/** @typedef {{ reason: LostReason | "", note: string }} Loss */

/** What the API is sent. @param {Loss} loss @returns {StageChangeBody} */
export function lossOf({ reason, note }) {
  return { to: "LOST", ...(reason ? { reason } : {}), ...(note.trim() ? { note: note.trim() } : {}) };
}

/** @param {{ loss: Loss, onChange: (loss: Loss) => void, fault?: string | undefined }} props */
export function LostForm({ loss, onChange, fault }) {
  return html`<div class="fields">
    <${Choice} label="Motivo" options=${codes("lost_reasons")} value=${loss.reason} fault=${fault} onInput=${(/** @type {LostReason} */ reason) => onChange({ ...loss, reason })} />
    <${TextArea} label=${loss.reason === "OTHER" ? "Comentario" : "Comentario (opcional)"} rows="2" maxlength="1000" value=${loss.note} onInput=${(/** @type {string} */ note) => onChange({ ...loss, note })} />
  </div>`;
}
