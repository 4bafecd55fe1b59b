/** What the list of follow-ups shows, as its address says it, and as the API is asked for it. */

import { query } from "../../lib/router.js";
import { me } from "../../lib/session.js";

/** @typedef {"overdue" | "today" | "upcoming"} Bucket */
/** @typedef {Record<string, string | string[]>} Filters */

const SINGLE = ["q", "from", "to", "min_days", "max_days", "min_re_dates", "advisor_id", "showroom_id"];
const SEVERAL = ["source", "quality", "type", "stage"];
const BUCKETS = ["overdue", "today", "upcoming"];

/** The filters in the address, without the tab. @returns {Filters} */
export function filtersHere() {
  /** @type {Filters} */
  const filters = {};
  for (const name of SINGLE) if (query.value.get(name)) filters[name] = query.value.get(name) ?? "";
  for (const name of SEVERAL) if (query.value.has(name)) filters[name] = query.value.getAll(name);
  return filters;
}

/** The tab in the address. @returns {Bucket | ""} */
export function bucketHere() {
  const bucket = query.value.get("bucket") ?? "";
  return BUCKETS.includes(bucket) ? /** @type {Bucket} */ (bucket) : "";
}

/** How many filters are set beside the text. @param {Filters} filters */
export function countOf(filters) {
  return Object.keys(filters).filter((name) => name !== "q").length;
}

/** What the API is asked. One advisor's list is ranked; a showroom's goes by due date. @returns {Filters} */
export function askHere() {
  const filters = filtersHere();
  const bucket = bucketHere();
  const order = me().role === "ADVISOR" || filters.advisor_id ? "rank" : "due";
  return { ...filters, order, ...(bucket ? { bucket } : {}) };
}

/** An address without any filter, for the way back out of an empty list. */
export const NO_FILTERS = Object.fromEntries([...SINGLE, ...SEVERAL, "bucket"].map((name) => [name, null]));
