/** Signing in: with a password, with the first one to be changed, or with one that was forgotten. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { askForCode, changePassword, chooseFirstPassword, FirstPassword, signIn } from "../lib/account.js";
import { time } from "../lib/format.js";
import { Button } from "../parts/button.js";
import { TextField } from "../parts/field.js";

/** @typedef {"enter" | "first" | "forgotten" | "code"} Step */

const TITLES = {
  enter: "Buenos días.",
  first: "Escoja su contraseña.",
  forgotten: "Recupere su ingreso.",
  code: "Revise su correo.",
};
const HINTS = {
  enter: "Ingrese para ver a quién llamar primero.",
  first: "Es su primer ingreso: la contraseña que recibió ya no servirá.",
  forgotten: "Le enviaremos un código a su correo.",
  code: "Escriba el código que recibió y una contraseña nueva.",
};
const PRESSES = { enter: "Ingresar", first: "Guardar e ingresar", forgotten: "Enviar código", code: "Cambiar contraseña" };

export function Login() {
  const [step, setStep] = useState(/** @type {Step} */ ("enter"));
  const [facts, setFacts] = useState({ email: "", password: "", fresh: "", code: "", challenge: "" });
  const [refusal, setRefusal] = useState("");
  const [busy, setBusy] = useState(false);
  /** @param {Partial<typeof facts>} changed */
  const set = (changed) => setFacts((held) => ({ ...held, ...changed }));
  /** @param {Step} next */
  const turn = (next) => {
    setRefusal("");
    setStep(next);
  };

  /** @type {Record<Step, () => Promise<unknown>>} */
  const acts = {
    enter: () => signIn(facts.email, facts.password),
    first: () => chooseFirstPassword(facts.email, facts.challenge, facts.fresh),
    forgotten: () => askForCode(facts.email).then(() => turn("code")),
    code: () => changePassword(facts.email, facts.code, facts.fresh).then(() => turn("enter")),
  };
  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    setBusy(true);
    setRefusal("");
    await acts[step]()
      .catch((error) => {
        if (!(error instanceof FirstPassword)) return setRefusal(error.message);
        set({ challenge: error.challenge });
        return turn("first");
      })
      .finally(() => setBusy(false));
  }
  return html`<main class="login">
    <form onSubmit=${submit}>
      <p class="brand"><span class="mark" aria-hidden="true">MS</span><span>Mis Seguimientos<small>Concesionario</small></span></p>
      <h1>${step === "enter" ? greeting() : TITLES[step]}</h1>
      <p class="lead">${HINTS[step]}</p>
      ${step !== "first" && html`<${TextField} label="Correo" type="email" autocomplete="username" required value=${facts.email} onInput=${(/** @type {string} */ email) => set({ email: email.trim() })} />`}
      ${step === "enter" && html`<${TextField} label="Contraseña" type="password" autocomplete="current-password" required value=${facts.password} onInput=${(/** @type {string} */ password) => set({ password })} />`}
      ${step === "code" && html`<${TextField} label="Código" inputmode="numeric" autocomplete="one-time-code" required value=${facts.code} onInput=${(/** @type {string} */ code) => set({ code: code.trim() })} />`}
      ${(step === "first" || step === "code") && html`<${TextField} label="Contraseña nueva" type="password" autocomplete="new-password" required value=${facts.fresh} onInput=${(/** @type {string} */ fresh) => set({ fresh })} />`}
      <p class="fault" role="alert">${refusal}</p>
      <${Button} look="solid" type="submit" wide busy=${busy}>${PRESSES[step]}<//>
      ${step === "enter" ? html`<${Button} look="quiet" onPress=${() => turn("forgotten")}>Olvidé mi contraseña<//>` : html`<${Button} look="quiet" onPress=${() => turn("enter")}>Volver al ingreso<//>`}
    </form>
  </main>`;
}

function greeting() {
  const hour = Number.parseInt(time(new Date()));
  return hour < 12 ? TITLES.enter : hour < 19 ? "Buenas tardes." : "Buenas noches.";
}
