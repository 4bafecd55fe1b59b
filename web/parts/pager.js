/** Pages of a list whose place is in the address: on to the next, back to the first; "back" goes back a page. */

import { html } from "htm/preact";
import { hrefOf, place, queryWith } from "../lib/router.js";
import { ButtonLink } from "./button.js";

/** @param {{ next: string | null }} props */
export function Pager({ next }) {
  const here = place.value.query.get("cursor");
  if (!next && !here) return null;
  return html`<nav class="pager" aria-label="Páginas">
    ${here && html`<${ButtonLink} look="quiet" icon="back" href=${hrefOf(place.value.segments, queryWith({ cursor: null }))}>Desde el inicio<//>`}
    ${next && html`<${ButtonLink} href=${hrefOf(place.value.segments, queryWith({ cursor: next }))}>Siguientes<//>`}
  </nav>`;
}
