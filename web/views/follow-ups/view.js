/** *Mis Seguimientos*: the list, and beside it (over it, on a phone) the follow-up that the address names. */

import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { place } from "../../lib/router.js";
import { lazy } from "../../parts/lazy.js";
import { agenda } from "./agenda.js";
import { FollowUpList } from "./list.js";

const EARLY_MS = 1500;
const Detail = lazy(() => import("./detail.js").then((module) => module.Detail));
const FilterSheet = lazy(() => import("./filter-sheet.js").then((module) => module.FilterSheet));

/** @param {{ segments: string[] }} props */
export default function FollowUps({ segments: [id] }) {
  const sheet = place.value.query.get("hoja");
  const ready = agenda.value.rows.length > 0;
  useEffect(() => {
    if (!ready) return undefined;
    const timer = setTimeout(Detail.early, EARLY_MS);
    return () => clearTimeout(timer);
  }, [ready]);
  return html`<div class=${`desk${id ? " open" : ""}`}>
    <${FollowUpList} openId=${id} />
    ${id && html`<${Detail} key=${id} id=${id} />`}
    ${sheet === "filtros" && html`<${FilterSheet} />`}
  </div>`;
}
