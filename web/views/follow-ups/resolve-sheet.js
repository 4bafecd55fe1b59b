/** *Resolver y agendar*, in one sheet and one action: what came of it, and what is next. Works without a line. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { codes, label } from "../../lib/codes.js";
import { dayAndTime, instantAt } from "../../lib/format.js";
import { get } from "../../lib/http.js";
import { useLoading } from "../../lib/loading.js";
import { submit } from "../../lib/outbox.js";
import { go, hrefOf, queryWith } from "../../lib/router.js";
import { AfterPaint } from "../../parts/after-paint.js";
import { Button } from "../../parts/button.js";
import { Choice, TextArea } from "../../parts/field.js";
import { Sheet } from "../../parts/sheet.js";
import { toast } from "../../parts/toast.js";
import { LostForm, lossOf } from "../deal/lost-form.js";
import { firstPlan, followUpOf, PlanForm } from "../deal/plan-form.js";
import { agenda, hideRow, refreshAgenda } from "./agenda.js";
import { Suggestion } from "./suggestion.js";

/** @import { LostReason, Outcome, SuggestionView } from "#api" */
/** @import { Loss } from "../deal/lost-form.js" */
/** @import { Plan } from "../deal/plan-form.js" */
/** @import { Task } from "./tasks.js" */
/** @typedef {"plan" | "LOST" | "DELIVERED"} Next */

const NOTES = {
  CONTACTED: ["Interesado, pide más información", "Vendrá a la vitrina", "Está comparando precios", "Consulta con su familia", "Envía documentos"],
  NOT_CONTACTED: ["No contestó", "Buzón de voz", "Número ocupado", "Pidió llamar más tarde", "WhatsApp sin leer"],
};

/** @param {{ task: Task, onClose: () => void }} props */
export function ResolveSheet({ task, onClose }) {
  const [outcome, setOutcome] = useState(/** @type {Outcome | ""} */ (""));
  const [observations, setObservations] = useState("");
  const [next, setNext] = useState(/** @type {Next} */ ("plan"));
  const [plan, setPlan] = useState(firstPlan(task.quality, task.dueAt));
  const [loss, setLoss] = useState(/** @type {Loss} */ ({ reason: "", note: "" }));
  const [faults, setFaults] = useState(/** @type {Record<string, string>} */ ({}));
  const [touched, setTouched] = useState(false);
  const suggestion = useLoading(`${task.id} suggestion`, (signal) => /** @type {Promise<SuggestionView>} */ (get(`/follow-ups/${task.id}/suggestion`, { signal })));
  /** @template {unknown[]} T @param {(...values: T) => void} set @returns {(...values: T) => void} */
  const told = (set) => (...values) => {
    setTouched(true);
    setFaults({});
    set(...values);
  };

  function save() {
    const wrong = faultsOf({ outcome, observations, next, plan, loss });
    setFaults(wrong);
    if (Object.keys(wrong).length) return;
    const what = next === "plan" ? { next: followUpOf(plan) } : { stage_change: next === "LOST" ? lossOf(loss) : { to: next } };
    finish(task, { outcome, observations: observations.trim(), ...what }, next === "plan" ? `Próximo: ${dayAndTime(instantAt(plan.day, plan.hour))}` : label("stages", next));
  }
  /** One tap: not reached, and the step that is proposed. @param {Plan} proposed */
  function accept(proposed) {
    const note = observations.trim() || (NOTES.NOT_CONTACTED[0] ?? "");
    finish(task, { outcome: "NOT_CONTACTED", observations: note, next: followUpOf(proposed) }, `Próximo: ${dayAndTime(instantAt(proposed.day, proposed.hour))}`);
  }
  /** @param {LostReason | ""} reason */
  const giveUp = (reason) => {
    setNext("LOST");
    setLoss({ reason, note: "" });
  };

  const footer = html`<${Button} look="solid" wide icon="check" onPress=${save}>${next === "plan" ? "Guardar y agendar" : "Guardar"}<//>`;
  return html`<${Sheet} title=${task.name} onClose=${onClose} unsaved=${touched} footer=${footer}>
    <p class="quiet-text">${label("follow_up_types", task.type)}, ${dayAndTime(task.dueAt)}${task.observations && ` · ${task.observations}`}</p>
    <${Choice} label="¿Qué pasó?" options=${codes("outcomes")} value=${outcome} fault=${faults.outcome} onInput=${told(setOutcome)} />
    ${outcome === "NOT_CONTACTED" && suggestion.data && html`<${Suggestion} suggestion=${suggestion.data} onAccept=${accept} onAdjust=${told((/** @type {Plan} */ proposed) => {
      setNext("plan");
      setPlan(proposed);
    })} onGiveUp=${told(giveUp)} />`}
    ${outcome && html`<div class="fields">
      <${TextArea} label="Observaciones" required maxlength="1000" value=${observations} fault=${faults.observations} onInput=${told(setObservations)} />
      <${ReadyNotes} outcome=${outcome} onPick=${told((/** @type {string} */ note) => setObservations(observations.trim() ? `${observations.trim()}. ${note}` : note))} />
    </div>`}
    ${outcome && html`
      <${Choice} label="¿Qué sigue?" options=${waysOn(task)} value=${next} onInput=${told(setNext)} />
      ${next === "plan" && html`<${AfterPaint}><${PlanForm} plan=${plan} onChange=${told(setPlan)} advisorId=${task.advisorId} except=${task.id} problem=${problemAt(faults)} /><//>`}
      ${next === "LOST" && html`<${LostForm} loss=${loss} onChange=${told(setLoss)} fault=${faults.loss} />`}
    `}
  <//>`;
}

/** @param {{ outcome: Outcome, onPick: (note: string) => void }} props */
function ReadyNotes({ outcome, onPick }) {
  return html`<div class="notes" role="group" aria-label="Notas listas">
    ${NOTES[outcome].map((note) => html`<button key=${note} type="button" class="note" onClick=${() => onPick(note)}>${note}</button>`)}
  </div>`;
}

/** @param {Task} task */
function waysOn(task) {
  const delivered = task.stage === "INVOICED" ? [{ code: "DELIVERED", label: label("stages", "DELIVERED") }] : [];
  return [{ code: "plan", label: "Agendar el próximo" }, ...delivered, { code: "LOST", label: label("stages", "LOST") }];
}

/** @param {{ outcome: string, observations: string, next: Next, plan: Plan, loss: Loss }} told */
function faultsOf({ outcome, observations, next, plan, loss }) {
  /** @type {Record<string, string>} */
  const faults = {};
  if (!outcome) faults.outcome = "Indique si contactó al cliente.";
  else if (!observations.trim()) faults.observations = "Escriba qué pasó, o toque una nota.";
  if (next === "plan" && !(Date.parse(instantAt(plan.day, plan.hour)) > Date.now())) faults.due_at = "Escoja una fecha y hora posteriores.";
  if (next === "LOST" && !loss.reason) faults.loss = "Escoja el motivo.";
  if (next === "LOST" && loss.reason === "OTHER" && !loss.note.trim()) faults.loss = "Este motivo requiere un comentario.";
  return faults;
}

/** The form's own faults, as the plan's form reads the API's. @param {Record<string, string>} faults */
function problemAt(faults) {
  return { at: (/** @type {string} */ pointer) => faults[pointer.split("/").at(-1) ?? ""] };
}

/**
 * Done, as far as the person is concerned: the row goes, the list comes, and the command is on its way.
 * @param {Task} task @param {Record<string, unknown>} report @param {string} what
 */
function finish(task, report, what) {
  const { rows } = agenda.value;
  const following = rows[rows.findIndex((row) => row.id === task.id) + 1];
  hideRow(task.id);
  go(hrefOf(["seguimientos"], queryWith({ hoja: null })), { replace: true });
  const open = following && { label: "Siguiente", run: () => go(hrefOf(["seguimientos", following.id], queryWith({}))) };
  toast(`${task.name}: resuelto. ${what}`, { tone: "good", ...(open ? { action: open } : {}) });
  submit({
    path: `/follow-ups/${task.id}/resolution`,
    body: { ...report, done_at: new Date().toISOString() },
    title: `Resolver: ${task.name}`,
    subject: task.id,
    href: hrefOf(["seguimientos", task.id]),
  }).then((fate) => {
    if (fate.state !== "refused") return;
    toast(`${task.name}: no se aceptó. ${fate.reason}`, { tone: "bad" });
    refreshAgenda();
  });
}
