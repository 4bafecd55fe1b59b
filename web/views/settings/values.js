/** A rule's value three ways: as it is shown, as it is typed, and as the API takes it. */

import { counted, date, listed, money, percent, weekdayName } from "../../lib/format.js";
import { bpsOf, centsOf, countOf, partsOf, typed } from "../../lib/parse.js";

/** @import { SettingsView, ShowroomView } from "#api" */
/** @import { Kind, Rule } from "./rules.js" */
/** @typedef {(SettingsView & ShowroomView)[Rule["name"]]} Value */
/** @typedef {Record<Rule["name"], Value>} Held what is set now */
/** @typedef {string | string[]} Draft */

export const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];
const ALL_OF_IT_BPS = 10_000;

/** @type {Partial<Record<Kind, string>>} */
const FAULTS = {
  text: "No puede quedar vacío.",
  line: "No puede quedar vacío.",
  prose: "No puede quedar vacío.",
  count: "Escriba un número entero.",
  counts: "Escriba números enteros separados por comas.",
  percent: "Escriba un porcentaje de 0 a 100, con dos decimales a lo más.",
  money: "Escriba un valor en dólares.",
  hour: "Escoja la hora.",
  weekdays: "Escoja al menos un día.",
};

/** @param {Rule} rule @param {Value} value */
export function shown({ kind, unit: [one, many] = ["", ""] }, value) {
  if (kind === "money") return money(Number(value));
  if (kind === "percent") return percent(Number(value));
  if (kind === "hour") return String(value).slice(0, 5);
  if (kind === "count") return counted(Number(value), one, many);
  if (!Array.isArray(value)) return value;
  if (!value.length) return "Ninguno";
  if (kind === "weekdays") return listed(value.map((day) => weekdayName(Number(day))));
  return kind === "dates" ? listed(value.map((day) => date(String(day)))) : `${listed(value.map(String))} ${many}`;
}

/** @param {Rule} rule @param {Value} value @returns {Draft} */
export function drafted({ kind }, value) {
  if (kind === "money" || kind === "percent") return typed(Number(value));
  if (kind === "hour") return String(value).slice(0, 5);
  if (kind === "counts" && Array.isArray(value)) return value.join(", ");
  return Array.isArray(value) ? value.map(String) : String(value);
}

/** As the API takes it; null when it is none. @param {Rule} rule @param {Draft} draft @returns {Value | null} */
export function taken({ kind }, draft) {
  if (Array.isArray(draft)) {
    if (kind === "dates") return draft;
    return draft.length ? draft.map(Number).sort((a, b) => a - b) : null;
  }
  if (kind === "money") return centsOf(draft);
  if (kind === "percent") return shareOf(draft);
  if (kind === "count") return countOf(draft);
  if (kind === "hour") return draft ? `${draft}:00` : null;
  if (kind !== "counts") return draft.trim() || null;
  const counts = partsOf(draft).map(countOf);
  return counts.length && counts.every((count) => count !== null) ? counts : null;
}

/** @param {string} draft */
function shareOf(draft) {
  const bps = bpsOf(draft);
  return bps === null || bps > ALL_OF_IT_BPS ? null : bps;
}

/** What is wrong with what was typed, before it is sent. @param {Rule} rule @param {Draft} draft */
export function faultOf(rule, draft) {
  return taken(rule, draft) === null ? FAULTS[rule.kind] : undefined;
}
