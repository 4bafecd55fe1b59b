/** Where we are: the address after `#`, with a view's state in its query, so that a link or "back" finds it again. */

import { computed, signal } from "@preact/signals";

/** @typedef {{ segments: string[], query: URLSearchParams }} Place */
/** @typedef {Record<string, string | string[] | null>} Changes */

/** @type {import("@preact/signals").Signal<Place>} */
export const place = signal(parse(location.hash));

/** Which view the address names, and the state in it: each tells of a change only when it is another itself. */
export const view = computed(() => place.value.segments[0] ?? "");
export const query = computed(() => place.value.query);

/** @type {(() => boolean) | null} */
let keeper = null;
/** On the way back: the browser takes its time, and whoever presses twice means once. */
let leaving = false;

/**
 * Ask before leaving: while set, "back" and links are put to the keeper, and refused when it answers false.
 * @param {(() => boolean) | null} mayLeave
 */
export function keepHere(mayLeave) {
  keeper = mayLeave;
}

/** The address of a place, for `href`. @param {string[]} segments @param {URLSearchParams} [query] */
export function hrefOf(segments, query) {
  const text = query?.toString();
  return `#/${segments.map(encodeURIComponent).join("/")}${text ? `?${text}` : ""}`;
}

/** Go somewhere. @param {string} href @param {{ replace?: boolean }} [options] */
export function go(href, { replace = false } = {}) {
  if (replace) history.replaceState(history.state, "", href);
  else history.pushState({ inside: true }, "", href);
  leaving = false;
  place.value = withTheSameQuery(parse(location.hash));
}

/** Back to where one came from, or to `otherwise` when this is the first page; nobody is asked. @param {string} otherwise */
export function back(otherwise) {
  keeper = null;
  if (leaving) return;
  if (!history.state?.inside) return go(otherwise, { replace: true });
  leaving = true;
  history.back();
}

/** The same place with other state; `null` and `""` take a name out. @param {Changes} changes @param {{ push?: boolean }} [options] */
export function setQuery(changes, { push = false } = {}) {
  go(hrefOf(place.value.segments, queryWith(changes)), { replace: !push });
}

/** @param {Changes} changes */
export function queryWith(changes) {
  const changed = new URLSearchParams(query.value);
  for (const [name, value] of Object.entries(changes)) {
    changed.delete(name);
    for (const one of Array.isArray(value) ? value : [value]) if (one) changed.append(name, one);
  }
  return changed;
}

/** A state that is the same stays the same object. @param {Place} next @returns {Place} */
function withTheSameQuery(next) {
  const held = place.peek().query;
  return next.query.toString() === held.toString() ? { ...next, query: held } : next;
}

/** @param {string} hash @returns {Place} */
function parse(hash) {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  return { segments: path.split("/").filter(Boolean).map(decoded), query: new URLSearchParams(query) };
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[href^='#/']");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  if (!keeper || keeper()) go(link.getAttribute("href") ?? "#/");
});

addEventListener("popstate", () => {
  leaving = false;
  const next = parse(location.hash);
  if (keeper && !keeper()) history.pushState({ inside: true }, "", hrefOf(place.value.segments, place.value.query));
  else place.value = withTheSameQuery(next);
});
