/** The list of pending follow-ups, page by page; what was done elsewhere in the console changes it here. */

import { signal } from "@preact/signals";
import { get } from "../../lib/http.js";
import { recall, remember } from "../../lib/keep.js";
import { personId } from "../../lib/session.js";

/** @import { AgendaList, AgendaRowView, CountsView } from "#api" */
/** @import { Filters } from "./filters.js" */
/**
 * @typedef {object} Agenda
 * @property {string} key of the question that this answers
 * @property {AgendaRowView[]} rows
 * @property {CountsView | null} counts
 * @property {string | null} next
 * @property {boolean} kept whether it is the answer of an earlier visit
 * @property {boolean} loading
 * @property {Error | null} error
 */

/** The list as it opens, and the last that was asked for otherwise. */
const KEPT = { home: "agenda", other: "agenda.other" };
const FIRST_PAGE = 50;
const LATER_PAGE = 200;
const AHEAD = 40;

/** @type {Agenda} */
const NONE = { key: "", rows: [], counts: null, next: null, kept: false, loading: true, error: null };

/** @type {import("@preact/signals").Signal<Agenda>} */
export const agenda = signal(NONE);

/** @type {AbortController | null} */
let running = null;
/** @type {Filters} */
let asked = {};
/** The question that was asked before there was a list to show its answer. */
let early = "";
/** The last row on the screen, come or not. */
let shown = 0;

/** Nothing of one person's is left in sight, or on its way, for the next. */
personId.subscribe(() => {
  running?.abort();
  agenda.value = NONE;
});

/** What a question's answer goes by. @param {Filters} ask */
export function keyOf(ask) {
  return JSON.stringify(ask);
}

/** Ask before there is a list; when there is, it does not ask again. @param {Filters} ask */
export function askEarly(ask) {
  if (agenda.value.key) return Promise.resolve();
  const reading = showAgenda(ask);
  early = keyOf(ask);
  return reading;
}

/** Show the answer to a question: the last one that is known at once, the present one when it comes. @param {Filters} ask */
export async function showAgenda(ask) {
  const key = keyOf(ask);
  const isAsked = key === agenda.value.key && key === early;
  early = "";
  if (isAsked) return;
  if (key !== agenda.value.key) {
    agenda.value = kept(key, ask);
    shown = 0;
  }
  asked = ask;
  await readFirst(key);
}

/** Read the same list again: something may have changed. */
export function refreshAgenda() {
  return agenda.value.key ? readFirst(agenda.value.key) : Promise.resolve();
}

/** Read on when the end of what is there comes near. @param {number} last row on the screen */
export async function readOn(last) {
  shown = last;
  const { rows, next, loading, key } = agenda.value;
  if (!next || loading || last < rows.length - AHEAD) return;
  agenda.value = { ...agenda.value, loading: true };
  await read(key, rows, next);
}

/** Take a row out before the API has said so; the answer puts it back if it was refused. @param {string} id */
export function hideRow(id) {
  const { rows, counts } = agenda.value;
  const row = rows.find((one) => one.id === id);
  if (!row || !counts) return;
  const bucket = /** @type {keyof CountsView} */ (row.bucket);
  agenda.value = {
    ...agenda.value,
    rows: rows.filter((one) => one !== row),
    counts: { ...counts, [bucket]: Math.max(0, counts[bucket] - 1) },
  };
}

/** @param {string} key */
function readFirst(key) {
  agenda.value = { ...agenda.value, loading: true, error: null };
  return read(key, [], null);
}

/**
 * Read page after page until what is on the screen has come: somebody may have scrolled further than one page while it was on its way.
 * What is there stays until there is as much of the new.
 * @param {string} key @param {AgendaRowView[]} rows that came before @param {string | null} cursor of the first page to read
 */
async function read(key, rows, cursor) {
  running?.abort();
  const { signal } = (running = new AbortController());
  try {
    for (let loading = true; loading; ) {
      /** @type {AgendaList} */
      const page = await get("/follow-ups", { query: { ...asked, ...pageAt(cursor) }, signal });
      signal.throwIfAborted();
      if (!cursor) remember(slotOf(asked), { person: personId.value, key, page });
      rows = [...rows, ...page.items];
      cursor = page.next;
      loading = cursor !== null && rows.length <= shown;
      if (!loading || rows.length >= agenda.value.rows.length) agenda.value = { key, rows, counts: page.counts, next: cursor, kept: false, loading, error: null };
    }
  } catch (error) {
    if (!signal.aborted) agenda.value = { ...agenda.value, loading: false, error: /** @type {Error} */ (error) };
  }
}

/** @param {string | null} cursor */
function pageAt(cursor) {
  return cursor === null ? { limit: String(FIRST_PAGE) } : { limit: String(LATER_PAGE), cursor };
}

/** @param {string} key @param {Filters} ask @returns {Agenda} */
function kept(key, ask) {
  const held = /** @type {{ person: string, key: string, page: AgendaList } | null} */ (recall(slotOf(ask)));
  const page = held?.person === personId.value && held.key === key ? held.page : null;
  return { ...NONE, key, rows: page?.items ?? [], counts: page?.counts ?? agenda.value.counts, kept: page !== null };
}

/** @param {Filters} ask */
function slotOf(ask) {
  return Object.keys(ask).every((name) => name === "order") ? KEPT.home : KEPT.other;
}
