/** *Agenda*: the next follow-up, its type, the customer's quality, when, and a note. */

import { html } from "htm/preact";
import { codes } from "../../lib/codes.js";
import { addDays, instantAt, isoDate, time } from "../../lib/format.js";
import { Choice, TextArea } from "../../parts/field.js";
import { Calendar } from "./calendar.js";

/** @import { FollowUpBody, FollowUpType, Quality } from "#api" */
/** @import { Problem } from "../../lib/http.js" */
/** @typedef {{ type: FollowUpType, quality: Quality, day: string, hour: string, observations: string }} Plan */

/** A plan to begin with: a call tomorrow, at the hour of the one that was. @param {Quality} quality @param {string} [dueAt] @returns {Plan} */
export function firstPlan(quality, dueAt) {
  return { type: "CALL", quality, day: addDays(isoDate(), 1), hour: dueAt ? time(dueAt) : "10:00", observations: "" };
}

/** @param {Pick<FollowUpBody, "type" | "due_at" | "quality" | "observations">} proposed @returns {Plan} */
export function planOf({ type, due_at, quality, observations }) {
  return { type, quality, day: isoDate(due_at), hour: time(due_at), observations: observations ?? "" };
}

/** What the API is sent. @param {Plan} plan @returns {FollowUpBody} */
export function followUpOf({ type, quality, day, hour, observations }) {
  return { type, quality, due_at: instantAt(day, hour), observations: observations.trim() };
}

/**
 * @param {object} props
 * @param {Plan} props.plan
 * @param {(plan: Plan) => void} props.onChange
 * @param {string} props.advisorId
 * @param {string} [props.except]
 * @param {Problem | null} [props.problem]
 * @param {string} [props.at] where in the request the plan is
 */
export function PlanForm({ plan, onChange, advisorId, except, problem = null, at = "/next" }) {
  /** @param {Partial<Plan>} changed */
  const set = (changed) => onChange({ ...plan, ...changed });
  return html`<div class="plan">
    <${Choice} label="Tipo de agendamiento" options=${codes("follow_up_types")} value=${plan.type} fault=${problem?.at(`${at}/type`)} onInput=${(/** @type {FollowUpType} */ type) => set({ type })} />
    <${Choice} label="Calidad de cliente" tone="quality-choice" options=${codes("qualities")} value=${plan.quality} fault=${problem?.at(`${at}/quality`)} onInput=${(/** @type {Quality} */ quality) => set({ quality })} />
    <${Calendar} day=${plan.day} hour=${plan.hour} advisorId=${advisorId} except=${except} fault=${problem?.at(`${at}/due_at`)} onChange=${set} />
    <${TextArea} label="Observaciones del agendamiento" rows="2" maxlength="1000" value=${plan.observations} fault=${problem?.at(`${at}/observations`)} onInput=${(/** @type {string} */ observations) => set({ observations })} />
  </div>`;
}
