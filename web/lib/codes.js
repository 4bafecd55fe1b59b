/** The codes of the API with their Spanish labels, as the API hands them out: no label of a code is written here. */

import { signal } from "@preact/signals";
import { get } from "./http.js";
import { recall, remember } from "./keep.js";
import { personId } from "./session.js";

/** @import { CatalogueView, CodeView } from "#api" */
/** @typedef {keyof CatalogueView} List */

const KEY = "catalogue";

/** @type {import("@preact/signals").Signal<CatalogueView | null>} */
export const catalogue = signal(/** @type {CatalogueView | null} */ (recall(KEY)));

/** @type {Promise<void> | null} */
let reading = null;

/** What was kept went with the session. */
personId.subscribe(() => {
  reading = null;
});

/** Read the codes, once for each sign-in and visit; those of the last one serve meanwhile. */
export function loadCodes() {
  reading ??= read().catch((error) => {
    reading = null;
    throw error;
  });
  return reading;
}

async function read() {
  const fresh = await get("/catalogue");
  remember(KEY, fresh);
  catalogue.value = /** @type {CatalogueView} */ (fresh);
}

/** @param {List} list @returns {CodeView[]} */
export function codes(list) {
  return catalogue.value?.[list] ?? [];
}

/** @param {List} list @param {string | null | undefined} code */
export function label(list, code) {
  return codes(list).find((one) => one.code === code)?.label ?? code ?? "";
}
