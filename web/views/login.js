/** Signing in: with a password, with the first one to be changed, with an authenticator's code too, or with one that was forgotten. */

import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { answerCode, askForCode, Challenge, changePassword, chooseFirstPassword, digitsOf, signIn } from "../lib/account.js";
import { time } from "../lib/format.js";
import { Problem } from "../lib/http.js";
import { Button } from "../parts/button.js";
import { TextField } from "../parts/field.js";

/** @typedef {"enter" | "first" | "second" | "forgotten" | "code"} Step */

const NEXT = /** @type {const} */ ({ NEW_PASSWORD_REQUIRED: "first", AUTHENTICATOR_CODE: "second" });
const TITLES = {
  enter: "Buenos días.",
  first: "Escoja su contraseña.",
  second: "Un paso más.",
  forgotten: "Recupere su ingreso.",
  code: "Revise su correo.",
};
const HINTS = {
  enter: "Ingrese para ver a quién llamar primero.",
  first: "Es su primer ingreso: la contraseña que recibió ya no servirá.",
  second: "Escriba el código que muestra su aplicación de autenticación. Si perdió ese teléfono, avise a su gerente.",
  forgotten: "Le enviaremos un código a su correo.",
  code: "Escriba el código que recibió y una contraseña nueva.",
};
/** The status of a challenge that came to its end: the sign-in begins again. */
const OVER = 401;
const PRESSES = { enter: "Ingresar", first: "Guardar e ingresar", second: "Continuar", forgotten: "Enviar código", code: "Cambiar contraseña" };

export function Login() {
  const [step, setStep] = useState(/** @type {Step} */ ("enter"));
  const [facts, setFacts] = useState({ email: "", password: "", fresh: "", code: "", challenge: "" });
  const [refusal, setRefusal] = useState("");
  const [busy, setBusy] = useState(false);
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  useEffect(() => {
    if (step !== "enter") form.current?.querySelector("input")?.focus();
  }, [step]);
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
    second: () => answerCode(facts.email, facts.challenge, digitsOf(facts.code)),
    forgotten: () => askForCode(facts.email).then(() => turn("code")),
    code: () => changePassword(facts.email, facts.code.trim(), facts.fresh).then(() => turn("enter")),
  };
  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    setBusy(true);
    setRefusal("");
    await acts[step]()
      .catch(refused)
      .finally(() => setBusy(false));
  }
  /** @param {Error} error */
  function refused(error) {
    if (error instanceof Challenge) {
      set({ challenge: error.session, code: "" });
      return turn(NEXT[error.kind]);
    }
    if (step === "second") {
      set({ code: "" });
      form.current?.querySelector("input")?.focus();
      if (error instanceof Problem && error.status === OVER) setStep("enter");
    }
    return setRefusal((error instanceof Problem && error.errors[0]?.detail) || error.message);
  }
  return html`<main class="login">
    <form ref=${form} onSubmit=${submit}>
      <p class="brand"><span class="mark" aria-hidden="true">MS</span><span>Mis Seguimientos<small>Concesionario</small></span></p>
      <h1>${step === "enter" ? greeting() : TITLES[step]}</h1>
      <p class="lead">${HINTS[step]}</p>
      ${step !== "first" && step !== "second" && html`<${TextField} label="Correo" type="email" autocomplete="username" required value=${facts.email} onInput=${(/** @type {string} */ email) => set({ email: email.trim() })} />`}
      ${step === "enter" && html`<${TextField} label="Contraseña" type="password" autocomplete="current-password" required value=${facts.password} onInput=${(/** @type {string} */ password) => set({ password })} />`}
      ${(step === "code" || step === "second") && html`<${TextField} label="Código" inputmode="numeric" autocomplete="one-time-code" required value=${facts.code} onInput=${(/** @type {string} */ code) => set({ code })} />`}
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
