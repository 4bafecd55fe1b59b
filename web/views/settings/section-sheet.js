/** The rules of a section, set: only what was changed is sent, and what is refused is told at its field. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { patch } from "../../lib/http.js";
import { Button } from "../../parts/button.js";
import { Sheet } from "../../parts/sheet.js";
import { useSheetCommand } from "../../parts/sheet-command.js";
import { RuleField } from "./rule-field.js";
import { drafted, faultOf, taken } from "./values.js";

/** @import { Rule, Section } from "./rules.js" */
/** @import { Draft, Held } from "./values.js" */

/** @param {{ section: Section, held: Held, at: string, onClose: () => void, onDone: () => unknown }} props `at`: where the API takes them */
export function SectionSheet({ section: { title, rules }, held, at, onClose, onDone }) {
  const [drafts, setDrafts] = useState(() => new Map(rules.map((rule) => [rule.name, drafted(rule, held[rule.name])])));
  const [checked, setChecked] = useState(false);
  const { problem, message, run, refuse } = useSheetCommand({ onClose, onDone });
  /** @param {Rule} rule @returns {Draft} */
  const draftOf = (rule) => drafts.get(rule.name) ?? "";
  const changed = rules.filter((rule) => JSON.stringify(draftOf(rule)) !== JSON.stringify(drafted(rule, held[rule.name])));

  function save() {
    setChecked(true);
    if (rules.some((rule) => faultOf(rule, draftOf(rule)))) return refuse("Revise lo que está marcado.");
    if (!changed.length) return onClose();
    const body = Object.fromEntries(changed.map((rule) => [rule.name, taken(rule, draftOf(rule))]));
    return run(() => patch(at, body, null), "Ajustes guardados: valen desde ahora.");
  }
  const footer = html`<${Button} look="solid" wide icon="check" onPress=${save}>Guardar<//>`;
  return html`<${Sheet} title=${title} onClose=${onClose} unsaved=${changed.length > 0} footer=${footer} message=${message}>
    <div class="fields">
      ${rules.map((rule) => {
        const fault = (checked && faultOf(rule, draftOf(rule))) || problem?.at(`/${rule.name}`);
        return html`<${RuleField} key=${rule.name} rule=${rule} draft=${draftOf(rule)} fault=${fault} onInput=${(/** @type {Draft} */ draft) => setDrafts(new Map(drafts).set(rule.name, draft))} />`;
      })}
    </div>
  <//>`;
}
