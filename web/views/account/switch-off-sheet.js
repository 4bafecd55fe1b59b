/** Switching the second step off: with the password and a code, so that an open session on an unlocked phone is not enough. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { digitsOf } from "../../lib/account.js";
import { switchOff } from "../../lib/authenticator.js";
import { me } from "../../lib/session.js";
import { Button } from "../../parts/button.js";
import { TextField } from "../../parts/field.js";
import { Sheet } from "../../parts/sheet.js";
import { useSheetCommand } from "../../parts/sheet-command.js";
import { CodeField, faultOf } from "./code-field.js";

/** @param {{ onClose: () => void, onDone: () => unknown }} props */
export function SwitchOffSheet({ onClose, onDone }) {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const { problem, message, run, refuse } = useSheetCommand({ onClose, onDone });
  const empty = checked && !password ? "Escriba su contraseña." : undefined;

  /** @param {Event} event */
  async function confirm(event) {
    event.preventDefault();
    setChecked(true);
    if (!password || faultOf(code)) return refuse("Revise lo que está marcado.");
    setBusy(true);
    return run(() => switchOff(password, digitsOf(code)), "Verificación en dos pasos desactivada.").finally(() => setBusy(false));
  }
  const footer = html`<${Button} look="danger" wide type="submit" form="switch-off" busy=${busy}>Desactivar<//>`;
  return html`<${Sheet} title="Desactivar la verificación" onClose=${onClose} footer=${footer} message=${message}>
    <p>Desde entonces se ingresa solo con la contraseña. Confirme que es usted.</p>
    <form id="switch-off" class="fields" onSubmit=${confirm} novalidate>
      <input type="email" autocomplete="username" value=${me().email} hidden readonly />
      <${TextField} label="Contraseña" type="password" autocomplete="current-password" value=${password} fault=${empty ?? problem?.at("/password")} onInput=${setPassword} />
      <${CodeField} label="Código que muestra la aplicación" value=${code} fault=${(checked && faultOf(code)) || problem?.at("/code")} onInput=${setCode} />
    </form>
  <//>`;
}
