/** Any of a few, each a thumb wide. */

import { html } from "htm/preact";
import { useId } from "preact/hooks";

/** @import { CodeView } from "#api" */

/** @param {{ label: string, options: CodeView[], chosen: string[], fault?: string | undefined, onInput: (chosen: string[]) => void }} props */
export function Several({ label, options, chosen, fault, onInput }) {
  const id = useId();
  /** @param {string} code */
  const turn = (code) => onInput(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]);
  return html`<fieldset class="choice" aria-describedby=${fault ? id : undefined}>
    <legend>${label}</legend>
    <div class="choices">
      ${options.map(
        (one) => html`<label key=${one.code}><input type="checkbox" checked=${chosen.includes(one.code)} onChange=${() => turn(one.code)} /><span>${one.label}</span></label>`,
      )}
    </div>
    ${fault && html`<p class="fault" id=${id}>${fault}</p>`}
  </fieldset>`;
}
