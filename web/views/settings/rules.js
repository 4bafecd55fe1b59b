/** The rules of the dealership and of its showrooms, as people call them and in the units that people use. */

/** @import { SettingsBody, SettingsView, ShowroomEditBody, ShowroomView } from "#api" */
/** @typedef {(keyof SettingsBody & keyof SettingsView) | (keyof ShowroomEditBody & keyof ShowroomView)} Name */
/** @typedef {"text" | "line" | "prose" | "count" | "counts" | "percent" | "money" | "hour" | "weekdays" | "dates"} Kind */
/** @typedef {{ name: Name, kind: Kind, label: string, unit?: [string, string], hint?: string }} Rule */
/** @typedef {{ id: string, title: string, rules: Rule[] }} Section */

/** @type {[string, string]} */
const DAYS = ["día", "días"];
/** @type {[string, string]} */
const WORKING_DAYS = ["día laborable", "días laborables"];

/** @type {Section[]} */
export const SECTIONS = [
  {
    id: "concesionaria",
    title: "Concesionaria",
    rules: [
      { name: "dealership_name", kind: "text", label: "Nombre" },
      { name: "whatsapp_message", kind: "prose", label: "Mensaje de WhatsApp", hint: "{link} es obligatorio; {customer}, {advisor}, {dealership} y {models} ponen los nombres." },
    ],
  },
  {
    id: "cotizaciones",
    title: "Cotizaciones",
    rules: [
      { name: "quote_validity_days", kind: "count", unit: DAYS, label: "Validez" },
      { name: "max_validity_days", kind: "count", unit: DAYS, label: "Validez máxima" },
      { name: "max_effective_rate_bps", kind: "percent", label: "Tasa efectiva máxima legal", hint: "Con ella se compara la tasa efectiva anual de cada financiamiento." },
      { name: "max_term_months", kind: "count", unit: ["mes", "meses"], label: "Plazo máximo" },
    ],
  },
  {
    id: "seguimientos",
    title: "Seguimientos",
    rules: [
      { name: "no_answer_days", kind: "counts", unit: DAYS, label: "Si no contesta, se propone volver a llamar a los", hint: "Uno por cada intento, separados por comas." },
      { name: "working_weekdays", kind: "weekdays", label: "Días laborables" },
      { name: "closed_on", kind: "dates", label: "Feriados y días cerrados" },
    ],
  },
  {
    id: "avisos",
    title: "Avisos",
    rules: [
      { name: "overdue_grace_minutes", kind: "count", unit: ["minuto", "minutos"], label: "Avisar al asesor tras" },
      { name: "boss_after_days", kind: "count", unit: WORKING_DAYS, label: "Al jefe de vitrina tras" },
      { name: "managers_after_days", kind: "count", unit: WORKING_DAYS, label: "A los gerentes tras" },
      { name: "quiet_from", kind: "hour", label: "Silencio desde las" },
      { name: "quiet_until", kind: "hour", label: "Silencio hasta las" },
      { name: "agenda_at", kind: "hour", label: "Agenda de la mañana a las" },
    ],
  },
  {
    id: "reservas",
    title: "Reservas",
    rules: [
      { name: "max_hold_days", kind: "count", unit: DAYS, label: "Se guardan a lo más" },
      { name: "min_deposit_cents", kind: "money", label: "Abono mínimo" },
      { name: "offer_hours", kind: "count", unit: ["hora", "horas"], label: "Quien espera confirma en" },
    ],
  },
];

/** What is a showroom's own. @param {ShowroomView} showroom @returns {Section} */
export const showroomSection = ({ id, name }) => ({
  id: `vitrina-${id}`,
  title: name,
  rules: [
    { name: "discount_limit_bps", kind: "percent", label: "Descuento sin aprobación, hasta", hint: "Del precio de lista. Lo que ya espera aprobación sigue esperando." },
    { name: "city", kind: "text", label: "Ciudad" },
    { name: "address", kind: "line", label: "Dirección" },
  ],
});
