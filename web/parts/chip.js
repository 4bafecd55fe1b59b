/** Chips tell one fact each; a quality is told by colour and by word. */

import { html } from "htm/preact";
import { label } from "../lib/codes.js";
import { Icon } from "./icon.js";

/** @import { ComponentChildren } from "preact" */
/** @import { Quality, Stage } from "#api" */
/** @import { IconName } from "./icon.js" */

/** @param {{ tone?: "plain" | "good" | "warm" | "bad" | "strong", icon?: IconName, children: ComponentChildren }} props */
export function Chip({ tone = "plain", icon, children }) {
  return html`<span class=${`chip ${tone}`}>${icon && html`<${Icon} name=${icon} size="small" />`}${children}</span>`;
}

/** @param {{ code: Quality }} props */
export function QualityChip({ code }) {
  return html`<span class="chip quality" data-quality=${code}>${label("qualities", code)}</span>`;
}

/** @param {{ code: Stage }} props */
export function StageChip({ code }) {
  return html`<span class="chip stage" data-stage=${code}>${label("stages", code)}</span>`;
}
