/** A command that needs a reason: asked for, sent, and what is wrong with it shown where it was written. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Button } from "./button.js";
import { useCommand } from "./command.js";
import { TextArea } from "./field.js";
import { Sheet } from "./sheet.js";

/**
 * @param {object} props
 * @param {string} props.title
 * @param {string} props.action what the button says
 * @param {(reason: string) => Promise<unknown>} props.run
 * @param {() => void} props.onClose
 * @param {boolean} [props.optional] may be sent without a reason
 */
export function ReasonSheet({ title, action, run, onClose, optional = false }) {
  const [reason, setReason] = useState("");
  const command = useCommand();
  const send = () => (optional || reason.trim() ? command.run(() => run(reason.trim()), onClose) : command.refuse("Escriba el motivo."));
  const fault = command.problem?.at("/reason") ?? command.message;
  const footer = html`<${Button} look="danger" wide onPress=${send}>${action}<//>`;
  return html`<${Sheet} title=${title} onClose=${onClose} unsaved=${Boolean(reason)} footer=${footer}>
    <${TextArea} label=${optional ? "Motivo (opcional)" : "Motivo"} rows="2" maxlength="200" value=${reason} fault=${fault} onInput=${setReason} />
  <//>`;
}
