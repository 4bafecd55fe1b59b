/** *Mis Seguimientos*: the list, and beside it (over it, on a phone) the follow-up that the address names. */

import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { whenQuiet } from "../../lib/quiet.js";
import { query } from "../../lib/router.js";
import { addStyles, DEALS } from "../../lib/styles.js";
import { lazy } from "../../parts/lazy.js";
import { agenda } from "./agenda.js";
import { FollowUpList } from "./list.js";

const Detail = lazy(async () => {
  const [module] = await Promise.all([import("./detail.js"), addStyles(DEALS)]);
  return module.Detail;
});
const FilterSheet = lazy(() => import("./filter-sheet.js").then((module) => module.FilterSheet));

/** @param {{ segments: string[] }} props */
export default function FollowUps({ segments: [id] }) {
  const sheet = query.value.get("hoja");
  const ready = agenda.value.rows.length > 0;
  useEffect(() => (ready ? whenQuiet(Detail.early) : undefined), [ready]);
  return html`<div class=${`desk${id ? " open" : ""}`}>
    <${FollowUpList} openId=${id} />
    ${id && html`<${Detail} key=${id} id=${id} />`}
    ${sheet === "filtros" && html`<${FilterSheet} />`}
  </div>`;
}
