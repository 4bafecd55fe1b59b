/** *Cambio de etapas*: one step, with what that step needs. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { label } from "../../lib/codes.js";
import { post } from "../../lib/http.js";
import { Button } from "../../parts/button.js";
import { Choice, TextArea } from "../../parts/field.js";
import { Sheet } from "../../parts/sheet.js";
import { useSheetCommand } from "../../parts/sheet-command.js";
import { firstSale, SaleForm, saleOf } from "./sale-form.js";
import { LostForm, lossOf } from "./lost-form.js";
import { firstPlan, followUpOf, PlanForm } from "./plan-form.js";
import { stepsOf } from "./stages.js";

/** @import { QuoteView, Stage, StageChangeBody } from "#api" */
/** @import { Loss } from "./lost-form.js" */
/** @import { StepKind } from "./stages.js" */

/** @type {Record<StepKind, (stage: string) => string>} */
const PHRASES = {
  advance: (stage) => `Pasar a ${stage}`,
  invoice: (stage) => `Pasar a ${stage}`,
  lose: (stage) => stage,
  reopen: (stage) => `Reabrir en ${stage}`,
  "step back": (stage) => `Devolver a ${stage}`,
};

/** @param {{ quote: QuoteView, onClose: () => void, onDone: () => unknown }} props */
export function StageSheet({ quote, onClose, onDone }) {
  const steps = stepsOf(quote);
  const [to, setTo] = useState(/** @type {Stage | ""} */ (steps.length === 1 ? (steps[0]?.to ?? "") : ""));
  const [note, setNote] = useState("");
  const [loss, setLoss] = useState(/** @type {Loss} */ ({ reason: "", note: "" }));
  const [sale, setSale] = useState(firstSale(quote));
  const [plan, setPlan] = useState(firstPlan(quote.quality));
  const { problem, message, run, refuse } = useSheetCommand({ onClose, onDone });
  const step = steps.find((one) => one.to === to);
  const planned = step && (step.kind === "reopen" || quote.stage === "DELIVERED");

  function save() {
    if (!step) return refuse("Escoja la etapa.");
    const told = { to: step.to, ...(note.trim() ? { note: note.trim() } : {}) };
    /** @type {StageChangeBody} */
    const body = step.kind === "lose" ? lossOf(loss) : { ...told, ...(step.kind === "invoice" ? saleOf(sale) : {}), ...(planned ? { follow_up: followUpOf(plan) } : {}) };
    return run(() => post(`/quotes/${quote.id}/stage-changes`, body), `${quote.customer.name}: ${label("stages", step.to)}.`);
  }
  /** @type {Stage} */
  const stage = quote.stage;
  const footer = html`<${Button} look=${step?.kind === "lose" ? "danger" : "solid"} wide onPress=${save} disabled=${!steps.length}>Guardar<//>`;
  return html`<${Sheet} title="Cambiar etapa" onClose=${onClose} footer=${footer} message=${message} unsaved=${Boolean(note || loss.note || loss.reason || sale.vin)}>
    <p class="quiet-text">${quote.customer.name} está en ${label("stages", stage)}.</p>
    <${Choice} label="Etapa" options=${steps.map((one) => ({ code: one.to, label: PHRASES[one.kind](label("stages", one.to)) }))} value=${to} onInput=${setTo} />
    ${step?.kind === "invoice" && html`<${SaleForm} quote=${quote} sale=${sale} onChange=${setSale} problem=${problem} />`}
    ${step?.kind === "lose" && html`<${LostForm} loss=${loss} onChange=${setLoss} fault=${problem?.at("/reason") ?? problem?.at("/note")} />`}
    ${planned && html`<${PlanForm} plan=${plan} onChange=${setPlan} advisorId=${quote.advisor.id} problem=${problem} at="/follow_up" />`}
    ${step && step.kind !== "lose" && html`<${TextArea} label=${step.kind === "step back" ? "Por qué se devuelve" : "Nota (opcional)"} rows="2" maxlength="1000" value=${note} fault=${problem?.at("/note")} onInput=${setNote} />`}
  <//>`;
}
