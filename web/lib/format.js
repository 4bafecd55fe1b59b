/**
 * Dates, times, money and phones for people of Ecuador; days and hours are the dealership's.
 *
 * The first use of `Intl` costs a slow phone more than drawing the whole list. What the first screen shows does without,
 * and says the same (a test compares them); everything else asks it when it is first needed.
 */

const LOCALE = "es-EC";
export const ZONE = "America/Guayaquil";
/** Ecuador keeps no summer time. */
const OFFSET = "-05:00";
const OFFSET_MS = -5 * 3_600_000;
const DAY_MS = 86_400_000;
const WEEKDAYS = ["dom", "lun", "mar", "mié", "jue", "vie", "sáb"];
const MONTHS = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"];

/** @template T @param {() => T} make @returns {() => T} */
function once(make) {
  /** @type {T | undefined} */
  let made;
  return () => (made ??= make());
}

/** @param {Intl.NumberFormatOptions} [options] */
const numbers = (options) => once(() => new Intl.NumberFormat(LOCALE, options));
/** @param {Intl.DateTimeFormatOptions} options */
const dates = (options) => once(() => new Intl.DateTimeFormat(LOCALE, { timeZone: ZONE, ...options }));

const dollars = numbers({ style: "currency", currency: "USD" });
const plain = numbers();
const percents = numbers({ style: "percent", minimumFractionDigits: 0, maximumFractionDigits: 2 });
const longDay = dates({ weekday: "long", day: "numeric", month: "long" });
const dayName = dates({ weekday: "long" });
const fullDay = dates({ day: "numeric", month: "long", year: "numeric" });
const monthName = dates({ month: "long", year: "numeric" });

/** An instant whose UTC day and hour are those here. @param {string | Date} instant */
const here = (instant) => new Date(new Date(instant).getTime() + OFFSET_MS);

/** `$1.234,56` @param {number} cents */
export const money = (cents) => dollars().format(cents / 100);

/** `15,6 %` @param {number} bps basis points */
export const percent = (bps) => percents().format(bps / 10_000);

/** `1.234` @param {number} count */
export const number = (count) => (Number.isInteger(count) && Math.abs(count) < 1000 ? String(count) : plain().format(count));

/** `2 días`, `1 día` @param {number} count @param {string} one @param {string} [many] */
export const counted = (count, one, many = `${one}s`) => `${number(count)} ${Math.abs(count) === 1 ? one : many}`;

/** `10:55` @param {string | Date} instant */
export const time = (instant) => here(instant).toISOString().slice(11, 16);

/** `mar, 24 nov` @param {string | Date} instant */
export function day(instant) {
  const at = here(instant);
  return `${WEEKDAYS[at.getUTCDay()]}, ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`;
}

/** `martes, 24 de noviembre` @param {string | Date} instant */
export const weekday = (instant) => longDay().format(new Date(instant));

/** `24 de noviembre de 2026`; takes a plain date too @param {string} text */
export const date = (text) => fullDay().format(new Date(text.length === 10 ? `${text}T12:00:00${OFFSET}` : text));

/** `noviembre de 2026` @param {string | Date} instant */
export const month = (instant) => monthName().format(new Date(instant));

/** `2026-11-24`: the day that an instant falls on here @param {string | Date} [instant] */
export const isoDate = (instant = new Date()) => here(instant).toISOString().slice(0, 10);

/** `martes` @param {number} at Monday is 0 */
export const weekdayName = (at) => dayName().format(new Date(Date.UTC(2024, 0, 1 + at, 12)));

/** `a, b y c` @param {string[]} parts */
export const listed = (parts) => new Intl.ListFormat(LOCALE).format(parts);

/** The instant of a day and an hour here. @param {string} isoDay @param {string} hour `HH:MM` */
export const instantAt = (isoDay, hour) => `${isoDay}T${hour}:00${OFFSET}`;

/** Another day. @param {string} isoDay @param {number} days */
export const addDays = (isoDay, days) => isoDate(new Date(Date.parse(`${isoDay}T12:00:00${OFFSET}`) + days * DAY_MS));

/** Whole calendar days from today to an instant. @param {string} instant */
export function daysUntil(instant) {
  return Math.round((Date.parse(isoDate(instant)) - Date.parse(isoDate())) / DAY_MS);
}

/** `hoy, 10:55`, `mañana, 9:00`, `ayer, 18:30`, `mar, 24 nov, 10:55` @param {string} instant */
export function dayAndTime(instant) {
  const near = { "-1": "ayer", "0": "hoy", "1": "mañana" }[daysUntil(instant)];
  return `${near ?? day(instant)}, ${time(instant)}`;
}

/** `099 999 9999` for phones of Ecuador, as it is for others @param {string} e164 */
export function phone(e164) {
  const local = /^\+593(\d{2})(\d{3})(\d{4})$/.exec(e164);
  return local ? `0${local[1]} ${local[2]} ${local[3]}` : e164;
}

/** `MP` @param {string} name */
export function initials(name) {
  const words = name.trim().split(/\s+/);
  return ((words[0]?.[0] ?? "") + (words.length > 1 ? (words.at(-1)?.[0] ?? "") : "")).toUpperCase();
}
