/** Moving a follow-up to another date without having worked it: allowed, with a reason, and counted. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { addDays, dayAndTime, instantAt, isoDate, time } from "../../lib/format.js";
import { post } from "../../lib/http.js";
import { Button } from "../../parts/button.js";
import { TextField } from "../../parts/field.js";
import { Sheet } from "../../parts/sheet.js";
import { useSheetCommand } from "../../parts/sheet-command.js";
import { Calendar } from "../deal/calendar.js";

/** @import { Task } from "./tasks.js" */

/** @param {{ task: Task, onClose: () => void, onDone: () => unknown }} props */
export function MoveSheet({ task, onClose, onDone }) {
  const [when, setWhen] = useState({ day: addDays(isoDate(), 1), hour: time(task.dueAt) });
  const [reason, setReason] = useState("");
  const { problem, message, run } = useSheetCommand({ onClose, onDone });

  function save() {
    const dueAt = instantAt(when.day, when.hour);
    return run(
      () => post(`/follow-ups/${task.id}/re-dates`, { due_at: dueAt, reason: reason.trim() }),
      () => `${task.name}: movido a ${dayAndTime(dueAt)}.`,
    );
  }
  const footer = html`<${Button} look="solid" wide icon="calendar" onPress=${save}>Mover<//>`;
  return html`<${Sheet} title="Mover de fecha" onClose=${onClose} footer=${footer} message=${message} unsaved=${Boolean(reason)}>
    <p class="quiet-text">Queda registrado que se movió sin gestionarlo. Si habló con el cliente, use Resolver.</p>
    <${TextField} label="Motivo" required maxlength="200" value=${reason} fault=${problem?.at("/reason")} onInput=${setReason} />
    <${Calendar} day=${when.day} hour=${when.hour} advisorId=${task.advisorId} except=${task.id} fault=${problem?.at("/due_at")} onChange=${setWhen} />
  <//>`;
}
