/** A command that needs a reason: asked for, sent, and what is wrong with it shown where it was written. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Problem } from "../lib/http.js";
import { Button } from "./button.js";
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
  const [fault, setFault] = useState("");
  async function send() {
    if (!optional && !reason.trim()) return setFault("Escriba el motivo.");
    try {
      await run(reason.trim());
    } catch (error) {
      const told = error instanceof Problem ? error.at("/reason") : undefined;
      return setFault(told ?? /** @type {Error} */ (error).message);
    }
    return onClose();
  }
  const footer = html`<${Button} look="danger" wide onPress=${send}>${action}<//>`;
  return html`<${Sheet} title=${title} onClose=${onClose} unsaved=${Boolean(reason)} footer=${footer}>
    <${TextArea} label=${optional ? "Motivo (opcional)" : "Motivo"} rows="2" maxlength="200" value=${reason} fault=${fault} onInput=${setReason} />
  <//>`;
}
