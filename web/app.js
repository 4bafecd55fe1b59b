/** The console: who is not signed in signs in; everybody else gets the menu and the view that the address names. */

import { html } from "htm/preact";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { refreshProfile } from "./lib/account.js";
import { catalogue, loadCodes } from "./lib/codes.js";
import { keepInstalled } from "./lib/installed.js";
import { personId } from "./lib/session.js";
import { whenQuiet } from "./lib/quiet.js";
import { lazy } from "./parts/lazy.js";
import { Failure, Skeleton } from "./parts/states.js";
import { silence, Toasts } from "./parts/toast.js";
import { Shell } from "./views/shell.js";

const Login = lazy(() => import("./views/login.js").then((module) => module.Login));

function App() {
  const person = personId.value;
  return html`${person ? html`<${Desk} key=${person} />` : html`<${Login} />`}<${Toasts} />`;
}

/** The desk of whoever is signed in; the codes of the last visit serve where there is no line. */
function Desk() {
  const [error, setError] = useState(/** @type {Error | null} */ (null));
  const load = () => {
    setError(null);
    return loadCodes().catch(setError);
  };
  useEffect(() => {
    load();
    return whenQuiet(() => refreshProfile().catch(quiet));
  }, []);
  if (catalogue.value) return html`<${Shell} />`;
  return error ? html`<${Failure} error=${error} retry=${load} />` : html`<${Skeleton} />`;
}

/** What was kept from the last visit serves. */
function quiet() {}

const root = /** @type {HTMLElement} */ (document.getElementById("app"));
root.replaceChildren();
render(html`<${App} />`, root);
personId.subscribe(silence);
whenQuiet(() => keepInstalled().catch(quiet));
