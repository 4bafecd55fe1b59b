/** *Traspaso*: all pending work of one person to another of the same showroom. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { counted } from "../../lib/format.js";
import { choices } from "../../lib/staff.js";
import { Button } from "../../parts/button.js";
import { useCommand } from "../../parts/command.js";
import { SelectField } from "../../parts/field.js";
import { Sheet } from "../../parts/sheet.js";
import { toast } from "../../parts/toast.js";
import { handOver, handovers, keepHandovers } from "./handovers.js";

/** @import { PersonView } from "#api" */

/** @param {{ giver: PersonView, people: PersonView[], onClose: () => void }} props */
export function HandoverSheet({ giver, people, onClose }) {
  const takers = people.filter((one) => one.active && one.role !== "MANAGER" && one.id !== giver.id && one.showroom.id === giver.showroom.id);
  const [to, setTo] = useState("");
  const { message, run, refuse, isHere } = useCommand();
  const [progress, setProgress] = useState("");
  function save() {
    const taker = takers.find((one) => one.id === to);
    if (!taker) return refuse("Escoja quién recibe.");
    const { id, name } = giver;
    const [at, before] = [new Date().toISOString(), handovers.value];
    /** What was moved can be handed back, though the rest should fail. @param {string[]} moved @param {number} left */
    const told = (moved, left) => {
      if (moved.length) keepHandovers([{ from: { id, name }, to: { id: taker.id, name: taker.name }, quotes: [...moved], at }, ...before]);
      setProgress(left ? `${moved.length} traspasados, faltan ${left}…` : "");
    };
    return run(
      () => handOver(giver, taker, null, told),
      (moved) => {
        toast(moved.length ? `${counted(moved.length, "seguimiento")} de ${name} a ${taker.name}.` : `${name} no tiene seguimientos pendientes.`, { tone: "good" });
        if (isHere()) onClose();
      },
    );
  }
  const footer = html`<${Button} look="solid" wide icon="out" onPress=${save} disabled=${!takers.length}>Traspasar todo<//>`;
  return html`<${Sheet} title=${`Traspasar el trabajo de ${giver.name}`} onClose=${onClose} footer=${footer} message=${message}>
    <p class="quiet-text">Pasan todos sus seguimientos pendientes, con sus cotizaciones. Después se pueden devolver los mismos.</p>
    ${takers.length ? html`<${SelectField} label="Recibe" empty="Escoja" options=${choices(takers)} value=${to} onInput=${setTo} />` : html`<p class="fault">Nadie más de la vitrina puede recibir.</p>`}
    <p role="status">${progress}</p>
  <//>`;
}
