/** Buttons and links that look like one. While a button works it says so, and cannot be pressed again. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon } from "./icon.js";

/** @import { ComponentChildren } from "preact" */
/** @import { IconName } from "./icon.js" */
/**
 * @typedef {object} Look
 * @property {"solid" | "plain" | "quiet" | "danger"} [look] solid: the one thing to do here; plain: also; quiet: beside
 * @property {IconName} [icon]
 * @property {boolean} [wide]
 * @property {string} [label] for a button of an icon only
 * @property {ComponentChildren} [children]
 */

/** @param {Look & { onPress?: () => unknown, disabled?: boolean, type?: "button" | "submit", busy?: boolean, pressed?: boolean, form?: string }} props */
export function Button({ look = "plain", icon, wide, label, onPress, disabled, type = "button", busy, pressed, form, children }) {
  const [working, setWorking] = useState(false);
  const waits = working || busy;
  async function press() {
    const done = onPress?.();
    if (!(done instanceof Promise)) return;
    setWorking(true);
    await done.finally(() => setWorking(false));
  }
  return html`<button
    type=${type}
    form=${form}
    class=${classes({ look, wide, bare: !children })}
    aria-label=${label}
    aria-pressed=${pressed}
    aria-busy=${waits ? "true" : undefined}
    disabled=${disabled || waits}
    onClick=${onPress && press}
  >
    ${waits ? html`<span class="spinner" aria-hidden="true"></span>` : icon && html`<${Icon} name=${icon} />`}${children}
  </button>`;
}

/** @param {Look & { href: string, outside?: boolean }} props `outside`: in a window of its own */
export function ButtonLink({ look = "plain", icon, wide, label, href, outside, children }) {
  return html`<a
    class=${classes({ look, wide, bare: !children })}
    href=${href}
    aria-label=${label}
    target=${outside ? "_blank" : undefined}
    rel=${outside ? "noopener noreferrer" : undefined}
  >
    ${icon && html`<${Icon} name=${icon} />`}${children}
  </a>`;
}

/** @param {{ look: string, wide?: boolean | undefined, bare: boolean }} facts */
function classes({ look, wide, bare }) {
  return `button ${look}${wide ? " wide" : ""}${bare ? " bare" : ""}`;
}
