/** The calendar: a month at a time, each day with how much it holds already; the hours that are taken; and the hour. */

import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { label } from "../../lib/codes.js";
import { addDays, counted, instantAt, isoDate, month as monthName, time, weekday } from "../../lib/format.js";
import { Button } from "../../parts/button.js";
import { TextField } from "../../parts/field.js";
import { useMonthLoad } from "./load.js";

/** @import { AgendaRowView } from "#api" */

const HOURS = ["09:00", "10:00", "11:00", "12:00", "15:00", "16:00", "17:00", "18:00"];
const WEEKDAYS = ["L", "M", "M", "J", "V", "S", "D"];
const STEPS = /** @type {Record<string, number>} */ ({ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 });

/**
 * @param {object} props
 * @param {string} props.day `YYYY-MM-DD`
 * @param {string} props.hour `HH:MM`
 * @param {(when: { day: string, hour: string }) => void} props.onChange
 * @param {string} props.advisorId whose days they are
 * @param {string} [props.except] a follow-up that is about to be resolved and takes no room
 * @param {string | undefined} [props.fault]
 */
export function Calendar({ day, hour, onChange, advisorId, except = "", fault }) {
  const [month, setMonth] = useState(day.slice(0, 7));
  const grid = useRef(/** @type {HTMLDivElement | null} */ (null));
  const moved = useRef(false);
  useEffect(() => setMonth(day.slice(0, 7)), [day]);
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    const chosen = grid.current?.querySelector(`[data-day="${day}"]`);
    if (chosen instanceof HTMLElement) chosen.focus();
  });
  const today = isoDate();
  const days = daysOf(month);
  const load = useMonthLoad(advisorId, days[0] ?? day, days.at(-1) ?? day, except);
  /** @param {number} months */
  const turn = (months) => setMonth(isoDate(instantAt(addDays(months > 0 ? (days.at(-1) ?? day) : (days[0] ?? day), months), "12:00")).slice(0, 7));
  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const next = addDays(day, step);
    if (next < today) return;
    moved.current = true;
    onChange({ day: next, hour });
  }
  const shown = days.filter((one) => one >= mondayOf(today));
  const first = shown[0] ?? day;
  return html`<fieldset class="calendar">
    <legend>Fecha y hora</legend>
    <div class="choices">
      ${[1, 3, 7].map((ahead) => html`<button key=${ahead} type="button" class="toggle" aria-pressed=${day === addDays(today, ahead)} onClick=${() => onChange({ day: addDays(today, ahead), hour })}>${ahead === 1 ? "Mañana" : ahead === 7 ? "En una semana" : `En ${ahead} días`}</button>`)}
    </div>
    <div class="month-head">
      <${Button} look="quiet" icon="back" label="Mes anterior" disabled=${month <= today.slice(0, 7)} onPress=${() => turn(-1)} />
      <b aria-live="polite">${monthName(instantAt(first, "12:00"))}</b>
      <${Button} look="quiet" icon="chevron" label="Mes siguiente" onPress=${() => turn(1)} />
    </div>
    <div class="month" ref=${grid} onKeyDown=${pressed} role="group" aria-label="Días">
      ${WEEKDAYS.map((name, at) => html`<span key=${at} aria-hidden="true">${name}</span>`)}
      ${shown.map((one) => {
        const count = load.get(one)?.length ?? 0;
        return html`<button
          key=${one}
          type="button"
          data-day=${one}
          data-full=${count > 7 ? "3" : count > 3 ? "2" : count ? "1" : undefined}
          style=${one === first ? { gridColumn: columnOf(first) } : undefined}
          disabled=${one < today}
          aria-pressed=${one === day}
          tabindex=${one === day || (month !== day.slice(0, 7) && one === first) ? 0 : -1}
          aria-label=${`${weekday(instantAt(one, "12:00"))}, ${counted(count, "seguimiento")}`}
          onClick=${() => onChange({ day: one, hour })}
        >${Number(one.slice(8))}<i aria-hidden="true">${count || ""}</i></button>`;
      })}
    </div>
    <${DayLoad} rows=${load.get(day) ?? []} day=${day} />
    <div class="choices hours">
      ${HOURS.map((one) => html`<button key=${one} type="button" class="toggle" aria-pressed=${one === hour} onClick=${() => onChange({ day, hour: one })}>${one}</button>`)}
    </div>
    <${TextField} label="Otra hora" type="time" required value=${hour} fault=${fault} onInput=${(/** @type {string} */ value) => onChange({ day, hour: value })} />
  </fieldset>`;
}

/** What that day holds already. @param {{ rows: AgendaRowView[], day: string }} props */
function DayLoad({ rows, day }) {
  const when = weekday(instantAt(day, "12:00"));
  if (!rows.length) return html`<p class="day-load" role="status">${when}: libre.</p>`;
  return html`<p class="day-load" role="status">
    ${when}: ${counted(rows.length, "seguimiento")}.
    ${rows.slice(0, 4).map((row) => html` <span key=${row.id}>${time(row.due_at)} ${label("follow_up_types", row.type)}</span>`)}${rows.length > 4 && html` <span>…</span>`}
  </p>`;
}

/** @param {string} day */
function mondayOf(day) {
  return addDays(day, -columnOf(day) + 1);
}

/** Monday is the first. @param {string} day */
function columnOf(day) {
  return ((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** Every day of a month. @param {string} month `YYYY-MM` */
function daysOf(month) {
  const days = [];
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  return days;
}
