/** How full an advisor's days are: the pending follow-ups of a month, by day. */

import { get } from "../../lib/http.js";
import { isoDate } from "../../lib/format.js";
import { useLoading } from "../../lib/loading.js";

/** @import { AgendaList, AgendaRowView } from "#api" */
/** @typedef {Map<string, AgendaRowView[]>} MonthLoad */

const PAGE = 200;

/**
 * Empty until it is known, and on a bad line: the calendar works without.
 * @param {string} advisorId @param {string} from first day @param {string} to last day @param {string} except the follow-up that is being resolved
 * @returns {MonthLoad}
 */
export function useMonthLoad(advisorId, from, to, except) {
  const { data } = useLoading(`${advisorId} ${from} ${to}`, (signal) => read(advisorId, from, to, signal));
  /** @type {MonthLoad} */
  const days = new Map();
  for (const row of data ?? []) {
    if (row.id === except) continue;
    const day = isoDate(row.due_at);
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  return days;
}

/** @param {string} advisorId @param {string} from @param {string} to @param {AbortSignal} signal */
async function read(advisorId, from, to, signal) {
  const query = { advisor_id: advisorId, from, to, order: "due", limit: PAGE };
  /** @type {AgendaRowView[]} */
  const rows = [];
  /** @type {string | null} */
  let cursor = null;
  do {
    /** @type {AgendaList} */
    const page = await get("/follow-ups", { query: { ...query, cursor }, signal });
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return rows;
}
