/** *Mi cuenta*: who one is here, and the second step of one's sign-in. */

import { html } from "htm/preact";
import { readStatus } from "../../lib/authenticator.js";
import { label } from "../../lib/codes.js";
import { phone } from "../../lib/format.js";
import { useLoading } from "../../lib/loading.js";
import { back, hrefOf, place, queryWith, setQuery } from "../../lib/router.js";
import { me } from "../../lib/session.js";
import { Button } from "../../parts/button.js";
import { Chip } from "../../parts/chip.js";
import { lazy } from "../../parts/lazy.js";
import { Loaded, Page } from "../../parts/page.js";
import { Fact } from "../deal/facts.js";

/** @import { AuthenticatorView } from "#api" */

const SwitchOn = lazy(() => import("./switch-on-sheet.js").then((module) => module.SwitchOnSheet));
const SwitchOff = lazy(() => import("./switch-off-sheet.js").then((module) => module.SwitchOffSheet));

export default function Account() {
  return html`<${Page} title="Mi cuenta">
    <div class="cards">
      <${Person} />
      <${SecondStep} />
    </div>
  <//>`;
}

function Person() {
  const person = me();
  return html`<section class="card" aria-labelledby="datos">
    <h2 id="datos">Mis datos</h2>
    <dl class="facts">
      <${Fact} name="Nombre" wide>${person.name}<//>
      <${Fact} name="Correo" wide>${person.email}<//>
      <${Fact} name="Teléfono">${phone(person.phone)}<//>
      <${Fact} name="Rol">${label("roles", person.role)}<//>
      <${Fact} name="Vitrina">${person.showroom.name}<//>
    </dl>
  </section>`;
}

function SecondStep() {
  const status = useLoading("second step", readStatus);
  return html`<section class="card second-step" aria-labelledby="dos-pasos">
    <h2 id="dos-pasos">Verificación en dos pasos</h2>
    <${Loaded} of=${status} rows=${1}>
      ${(/** @type {AuthenticatorView} */ { enabled }) => html`<${enabled ? On : Off} onDone=${status.reload} />`}
    <//>
  </section>`;
}

/** @param {{ onDone: () => unknown }} props */
function Off({ onDone }) {
  return html`<p>Al ingresar se pide, además de la contraseña, un código de su teléfono. Quien conozca su contraseña no entra sin él.</p>
    <${Button} look="solid" icon="key" onPress=${() => open("activar")}>Activar<//>
    ${opened("activar") && html`<${SwitchOn} onClose=${close} onDone=${onDone} />`}`;
}

/** @param {{ onDone: () => unknown }} props */
function On({ onDone }) {
  return html`<p><${Chip} tone="good" icon="check">Activada<//></p>
    <p>Al ingresar se le pide el código de su aplicación de autenticación. Si cambia de teléfono, desactívela antes y actívela en el nuevo.</p>
    <${Button} onPress=${() => open("desactivar")}>Desactivar<//>
    ${opened("desactivar") && html`<${SwitchOff} onClose=${close} onDone=${onDone} />`}`;
}

/** @param {string} sheet */
const open = (sheet) => setQuery({ hoja: sheet }, { push: true });
/** @param {string} sheet */
const opened = (sheet) => place.value.query.get("hoja") === sheet;
const close = () => back(hrefOf(place.value.segments, queryWith({ hoja: null })));
