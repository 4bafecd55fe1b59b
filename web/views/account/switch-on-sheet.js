/** Switching the second step on: an authenticator takes a key in, and shows with a code that it has it. */

import { html } from "htm/preact";
import { useRef, useState } from "preact/hooks";
import { digitsOf } from "../../lib/account.js";
import { askForKey, switchOn } from "../../lib/authenticator.js";
import { useLoading } from "../../lib/loading.js";
import { Button, ButtonLink } from "../../parts/button.js";
import { Loaded } from "../../parts/page.js";
import { Qr } from "../../parts/qr.js";
import { Sheet } from "../../parts/sheet.js";
import { useSheetCommand } from "../../parts/sheet-command.js";
import { toast } from "../../parts/toast.js";
import { CodeField, faultOf } from "./code-field.js";

/** @import { AuthenticatorKeyView } from "#api" */

/** @param {{ onClose: () => void, onDone: () => unknown }} props */
export function SwitchOnSheet({ onClose, onDone }) {
  const key = useLoading("authenticator key", askForKey);
  const [code, setCode] = useState("");
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const { problem, message, run, refuse } = useSheetCommand({ onClose, onDone });

  /** @param {Event} event */
  async function confirm(event) {
    event.preventDefault();
    setChecked(true);
    if (faultOf(code)) return refuse("Revise lo que está marcado.");
    setChecked(false);
    setBusy(true);
    await run(() => switchOn(digitsOf(code)), "Verificación en dos pasos activada.").finally(() => setBusy(false));
    return startOver();
  }
  /** Another code, where the last one was refused; what was wrong with it is in sight. */
  function startOver() {
    setCode("");
    setTimeout(() => {
      form.current?.querySelector("input")?.focus();
      form.current?.scrollIntoView({ block: "end" });
    });
  }
  const footer = key.data && html`<${Button} look="solid" wide icon="check" type="submit" form="switch-on" busy=${busy}>Activar<//>`;
  return html`<${Sheet} title="Activar la verificación" onClose=${onClose} footer=${footer} message=${message}>
    <${Loaded} of=${key} rows=${3}>
      ${(/** @type {AuthenticatorKeyView} */ offered) => html`<ol class="steps">
        <li>
          <p>Escanee este código con una aplicación de autenticación: Google Authenticator, Microsoft Authenticator u otra.</p>
          <${Qr} text=${offered.uri} label="Código QR para la aplicación de autenticación" />
          <${OtherWays} offered=${offered} />
        </li>
        <li>
          <form id="switch-on" ref=${form} onSubmit=${confirm} novalidate>
            <${CodeField} label="Código que muestra la aplicación" value=${code} fault=${(checked && faultOf(code)) || problem?.at("/code")} onInput=${setCode} />
          </form>
        </li>
      </ol>`}
    <//>
  <//>`;
}

/** Where nothing can be scanned: the application is on this phone, or the key is typed. @param {{ offered: AuthenticatorKeyView }} props */
function OtherWays({ offered: { key, uri } }) {
  const copy = () => navigator.clipboard.writeText(key).then(() => toast("Clave copiada."));
  return html`<div class="other-ways">
    <${ButtonLink} icon="key" href=${uri}>Abrir en este teléfono<//>
    <p class="quiet-text">O escriba esta clave en la aplicación:</p>
    <p class="key"><code>${key.match(/.{1,4}/g)?.join(" ")}</code><${Button} look="quiet" icon="copy" label="Copiar la clave" onPress=${copy} /></p>
  </div>`;
}
