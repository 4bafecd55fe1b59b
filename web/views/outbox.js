/** What still has to be sent, in sight until it is: a bar over every view, and the list behind it. */

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { counted, dayAndTime } from "../lib/format.js";
import { discard, flush, keepSending, outbox } from "../lib/outbox.js";
import { Button, ButtonLink } from "../parts/button.js";
import { Icon } from "../parts/icon.js";
import { Sheet } from "../parts/sheet.js";

/** @import { Entry } from "../lib/outbox.js" */

/** Quiet for the moment that a good line needs. */
const PATIENCE_MS = 1500;

export function OutboxBar() {
  const [open, setOpen] = useState(false);
  const [late, setLate] = useState(false);
  const online = useOnline();
  const entries = outbox.value;
  const refused = entries.filter((entry) => entry.refusal !== null).length;
  useEffect(keepSending, []);
  useEffect(() => {
    setLate(false);
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [entries.length]);
  const bar = (late && entries.length > 0) || !online;
  return html`<div>
    <div role="status">${bar && html`<button type="button" class=${`outbox-bar${refused ? " bad" : ""}`} aria-haspopup="dialog" disabled=${!entries.length} onClick=${() => setOpen(true)}>
      <${Icon} name=${refused ? "alert" : "unlinked"} size="small" />${told(entries.length, refused, online)}
    </button>`}</div>
    ${open && html`<${OutboxSheet} entries=${entries} onClose=${() => setOpen(false)} />`}
  </div>`;
}

/** @param {{ entries: Entry[], onClose: () => void }} props */
function OutboxSheet({ entries, onClose }) {
  const footer = html`<${Button} look="solid" icon="send" onPress=${flush} disabled=${!entries.length}>Enviar ahora<//>`;
  return html`<${Sheet} title="Por enviar" onClose=${onClose} footer=${footer}>
    <p class="quiet-text">Está guardado en este equipo y se envía solo cuando vuelve la conexión, una sola vez.</p>
    <ul class="outbox-list">
      ${entries.map((entry) => html`<${Waiting} key=${entry.key} entry=${entry} onClose=${onClose} />`)}
      ${!entries.length && html`<li>Todo está enviado.</li>`}
    </ul>
  <//>`;
}

/** @param {{ entry: Entry, onClose: () => void }} props */
function Waiting({ entry, onClose }) {
  return html`<li class="card">
    <h3>${entry.title}</h3>
    <p class="quiet-text">Hecho ${dayAndTime(entry.at)}</p>
    ${entry.refusal !== null && html`<p class="fault">No se aceptó: ${entry.refusal}</p>
      <div class="actions" onClick=${onClose}><${ButtonLink} href=${entry.href}>Abrir<//></div>
      <${Button} look="danger" icon="trash" onPress=${() => discard(entry.key)}>Descartar<//>`}
  </li>`;
}

/** @param {number} count @param {number} refused @param {boolean} online */
function told(count, refused, online) {
  if (refused) return `${counted(refused, "gestión no se aceptó", "gestiones no se aceptaron")}: revise`;
  const waiting = count ? `${counted(count, "gestión", "gestiones")} por enviar` : "";
  return online ? waiting : `Sin conexión${waiting && ` · ${waiting}`}`;
}

function useOnline() {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return online;
}
