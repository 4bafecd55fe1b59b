/** Work handed from one advisor to another, in as many requests as it takes; what was moved is kept, to hand it back. */

import { signal } from "@preact/signals";
import { post } from "../../lib/http.js";
import { recall, remember } from "../../lib/keep.js";
import { personId } from "../../lib/session.js";

/** @import { HandedOverView } from "#api" */
/** @typedef {{ id: string, name: string }} Named */
/** @typedef {{ from: Named, to: Named, quotes: string[], at: string }} Handover */

const KEY = "handovers";
const MOST_KEPT = 5;

/** Those made on this device by whoever is signed in, newest first. @type {import("@preact/signals").Signal<Handover[]>} */
export const handovers = signal(/** @type {Handover[]} */ ([]));

personId.subscribe(() => {
  handovers.value = /** @type {Handover[]} */ (recall(KEY) ?? []);
});

/**
 * Move pending work, all of it or some quotes', a request at a time until nothing remains, or whoever asked for it is gone.
 * @param {Named} from @param {Named} to @param {string[] | null} quotes @param {(moved: string[], remaining: number) => void} told
 * @returns {Promise<string[]>} the quotes moved
 */
export async function handOver(from, to, quotes, told) {
  /** @type {string[]} */
  const moved = [];
  const asker = personId.value;
  for (let remaining = 1; remaining > 0 && personId.value === asker; ) {
    const left = quotes && quotes.filter((id) => !moved.includes(id));
    /** @type {HandedOverView} */
    const step = await post("/reassignments", { from_advisor_id: from.id, to_advisor_id: to.id, ...(left ? { quote_ids: left } : {}) });
    moved.push(...step.moved);
    remaining = step.moved.length ? step.remaining : 0;
    if (personId.value === asker) told(moved, remaining);
  }
  return moved;
}

/** @param {Handover[]} list */
export function keepHandovers(list) {
  handovers.value = list.slice(0, MOST_KEPT);
  remember(KEY, handovers.value);
}
