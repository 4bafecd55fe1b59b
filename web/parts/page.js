/** A screen with a heading, what can be done on it, and what it shows; the states of reading are its own. */

import { html } from "htm/preact";
import { Failure, Skeleton } from "./states.js";

/** @import { ComponentChildren } from "preact" */
/** @import { Loading } from "../lib/loading.js" */

/** @param {{ title: string, actions?: ComponentChildren, still?: boolean, children: ComponentChildren }} props `still`: there is nothing in it to tab to, and it scrolls by keys all the same */
export function Page({ title, actions, still = false, children }) {
  return html`<section class="page" aria-label=${title} tabindex=${still ? 0 : undefined}>
    <header class="page-head"><h1>${title}</h1>${actions && html`<div class="actions">${actions}</div>`}</header>
    ${children}
  </section>`;
}

/**
 * What was read, or what stands for it until then.
 * @template T
 * @param {{ of: Loading<T>, rows?: number, children: (data: T) => ComponentChildren }} props
 */
export function Loaded({ of: { data, error, reload }, rows = 4, children }) {
  if (data) return children(data);
  return error ? html`<${Failure} error=${error} retry=${reload} />` : html`<${Skeleton} rows=${rows} />`;
}
