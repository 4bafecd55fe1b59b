/** The console: who is not signed in signs in; everybody else gets the menu and the view that the address names. */

import { html } from "htm/preact";
import { render } from "preact";
import { useEffect } from "preact/hooks";
import { refreshProfile } from "./lib/account.js";
import { catalogue, loadCodes } from "./lib/codes.js";
import { keepInstalled } from "./lib/installed.js";
import { session } from "./lib/session.js";
import { Toasts } from "./parts/toast.js";
import { Skeleton } from "./parts/states.js";
import { Login } from "./views/login.js";
import { Shell } from "./views/shell.js";

function App() {
  const person = session.value?.person.id;
  useEffect(() => {
    if (!person) return;
    loadCodes().catch(quiet);
    refreshProfile().catch(quiet);
  }, [person]);
  return html`${!person ? html`<${Login} />` : catalogue.value ? html`<${Shell} key=${person} />` : html`<${Skeleton} />`}<${Toasts} />`;
}

/** What was kept from the last visit serves; a view that cannot do without says so itself. */
function quiet() {}

const root = /** @type {HTMLElement} */ (document.getElementById("app"));
root.replaceChildren();
render(html`<${App} />`, root);
keepInstalled().catch(quiet);
