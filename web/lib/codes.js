/** The codes of the API with their Spanish labels, as the API hands them out: no label of a code is written here. */

import { signal } from "@preact/signals";
import { get } from "./http.js";
import { recall, remember } from "./keep.js";

/** @import { CatalogueView, CodeView } from "#api" */
/** @typedef {keyof CatalogueView} List */

const KEY = "catalogue";

/** @type {import("@preact/signals").Signal<CatalogueView | null>} */
export const catalogue = signal(/** @type {CatalogueView | null} */ (recall(KEY)));

/** Read the codes; those of the last visit serve meanwhile. */
export async function loadCodes() {
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
