/** A field: its label, what is wrong with it, and a hint, tied together for whoever cannot see it. */

import { html } from "htm/preact";
import { useId } from "preact/hooks";

/** @import { ComponentChildren, VNode } from "preact" */
/** @import { CodeView } from "#api" */
/**
 * @typedef {object} About
 * @property {string} label
 * @property {string | undefined} [fault]
 * @property {string} [hint]
 */

/**
 * @param {About & { children: (control: Record<string, unknown>) => ComponentChildren }} props
 * `children` draws the control with the attributes it is given.
 */
export function Field({ label, fault, hint, children }) {
  const id = useId();
  const told = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ");
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${children({ id, "aria-invalid": fault ? "true" : undefined, "aria-describedby": told || undefined })}
    ${hint && html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
    ${fault && html`<p class="fault" id=${`${id}-fault`}>${fault}</p>`}
  </div>`;
}

/** @param {About & { value: string, onInput: (value: string) => void, [attribute: string]: unknown }} props */
export function TextField({ label, fault, hint, value, onInput, ...rest }) {
  /** @param {Event} event */
  const told = (event) => onInput(/** @type {HTMLInputElement} */ (event.target).value);
  return html`<${Field} label=${label} fault=${fault} hint=${hint}>
    ${(/** @type {object} */ control) => html`<input ...${control} ...${rest} value=${value} onInput=${told} />`}
  <//>`;
}

/** @param {About & { value: string, onInput: (value: string) => void, [attribute: string]: unknown }} props */
export function TextArea({ label, fault, hint, value, onInput, ...rest }) {
  /** @param {Event} event */
  const told = (event) => onInput(/** @type {HTMLTextAreaElement} */ (event.target).value);
  return html`<${Field} label=${label} fault=${fault} hint=${hint}>
    ${(/** @type {object} */ control) => html`<textarea rows="3" ...${control} ...${rest} value=${value} onInput=${told}></textarea>`}
  <//>`;
}

/** @param {About & { value: string, options: CodeView[], empty?: string, onInput: (value: string) => void, [attribute: string]: unknown }} props */
export function SelectField({ label, fault, hint, value, options, empty, onInput, ...rest }) {
  /** @param {Event} event */
  const told = (event) => onInput(/** @type {HTMLSelectElement} */ (event.target).value);
  return html`<${Field} label=${label} fault=${fault} hint=${hint}>
    ${(/** @type {object} */ control) => html`<select ...${control} ...${rest} value=${value} onChange=${told}>
      ${empty !== undefined && html`<option value="">${empty}</option>`}
      ${options.map((one) => html`<option key=${one.code} value=${one.code} selected=${one.code === value}>${one.label}</option>`)}
    </select>`}
  <//>`;
}

/**
 * One of a few, each a thumb wide: what a select would hide.
 * @param {About & { value: string, options: CodeView[], onInput: (value: string) => void, tone?: string }} props
 */
export function Choice({ label, fault, value, options, onInput, tone = "" }) {
  const name = useId();
  return html`<fieldset class=${`choice ${tone}`} aria-describedby=${fault ? `${name}-fault` : undefined}>
    <legend>${label}</legend>
    <div class="choices">
      ${options.map((one) => option(one, name, value, onInput))}
    </div>
    ${fault && html`<p class="fault" id=${`${name}-fault`}>${fault}</p>`}
  </fieldset>`;
}

/** @param {CodeView} one @param {string} name @param {string} value @param {(value: string) => void} onInput @returns {VNode<any>} */
function option(one, name, value, onInput) {
  return html`<label key=${one.code} data-code=${one.code}>
    <input type="radio" name=${name} value=${one.code} checked=${one.code === value} onChange=${() => onInput(one.code)} />
    <span>${one.label}</span>
  </label>`;
}
