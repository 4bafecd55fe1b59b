/** *Mis Seguimientos*: the list, and beside it (over it, on a phone) the follow-up that the address names. */

import { html } from "htm/preact";
import { place } from "../../lib/router.js";
import { Detail } from "./detail.js";
import { FollowUpList } from "./list.js";
import { FilterSheet } from "./filter-sheet.js";

/** @param {{ segments: string[] }} props */
export default function FollowUps({ segments: [id] }) {
  const sheet = place.value.query.get("hoja");
  return html`<div class=${`desk${id ? " open" : ""}`}>
    <${FollowUpList} openId=${id} />
    ${id && html`<${Detail} key=${id} id=${id} />`}
    ${sheet === "filtros" && html`<${FilterSheet} />`}
  </div>`;
}
