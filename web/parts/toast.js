/** Messages that come up for a moment and are read out; one may carry a way to undo. */

import { signal } from "@preact/signals";
import { html } from "htm/preact";

/** @typedef {{ label: string, run: () => unknown }} Action */
/** @typedef {{ id: number, text: string, tone: "plain" | "good" | "bad", action?: Action | undefined }} Toast */

const SECONDS = 6;
const SECONDS_WITH_ACTION = 10;

/** @type {import("@preact/signals").Signal<Toast[]>} */
const toasts = signal([]);
let last = 0;

/**
 * Say something. A toast with an action stays longer.
 * @param {string} text @param {{ tone?: Toast["tone"], action?: Action }} [options]
 */
export function toast(text, { tone = "plain", action } = {}) {
  const id = ++last;
  toasts.value = [...toasts.value.slice(-2), { id, text, tone, action }];
  setTimeout(() => dismiss(id), (action ? SECONDS_WITH_ACTION : SECONDS) * 1000);
}

/** Say what went wrong, in the words of whoever refused it. @param {unknown} error */
export function toastFailure(error) {
  toast(error instanceof Error ? error.message : "No se pudo hacer.", { tone: "bad" });
}

/** Nothing said to one person is read by the next. */
export function silence() {
  toasts.value = [];
}

/** @param {number} id */
function dismiss(id) {
  toasts.value = toasts.value.filter((one) => one.id !== id);
}

export function Toasts() {
  return html`<div class="toasts" role="status" aria-live="polite">
    ${toasts.value.map(({ id, text, tone, action }) => {
      const act = () => {
        dismiss(id);
        action?.run();
      };
      return html`<div key=${id} class=${`toast ${tone}`}>
        <p>${text}</p>
        ${action && html`<button type="button" onClick=${act}>${action.label}</button>`}
      </div>`;
    })}
  </div>`;
}
