/** Tabs that choose what a list shows: links, so that each has its address and "back" works. */

import { html } from "htm/preact";

/** @typedef {{ id: string, label: string, count?: number | null, href: string, tone?: string }} Tab */

/** @param {{ label: string, tabs: Tab[], current: string }} props */
export function Tabs({ label, tabs, current }) {
  return html`<nav class="tabs" aria-label=${label}>
    ${tabs.map(
      (tab) => html`<a key=${tab.id} href=${tab.href} class=${tab.tone ?? ""} aria-current=${tab.id === current ? "page" : undefined}>
        <span>${tab.label}</span>${tab.count !== undefined && html` <b>${tab.count ?? "·"}</b>`}
      </a>`,
    )}
  </nav>`;
}
