/** What stands where content will be, could be, or failed to come: always with a way on. */

import { html } from "htm/preact";
import { NoLine } from "../lib/http.js";
import { Button } from "./button.js";
import { Icon } from "./icon.js";

/** @import { ComponentChildren } from "preact" */
/** @import { IconName } from "./icon.js" */

/** Grey bars in the place of rows, read out as one word. @param {{ rows?: number, label?: string }} props */
export function Skeleton({ rows = 6, label = "Cargando" }) {
  return html`<div class="skeleton" role="status" aria-label=${label}>
    ${Array.from({ length: rows }, (_, at) => html`<div key=${at} class="bone"><i></i><i></i><i></i></div>`)}
  </div>`;
}

/** @param {{ icon?: IconName, title: string, children?: ComponentChildren, action?: ComponentChildren }} props */
export function Empty({ icon = "check", title, children, action }) {
  return html`<div class="state">
    <span class="medal"><${Icon} name=${icon} size="large" /></span>
    <h2>${title}</h2>
    <p>${children}</p>
    ${action}
  </div>`;
}

/** @param {{ error: Error, retry: () => unknown }} props */
export function Failure({ error, retry }) {
  const offline = error instanceof NoLine;
  return html`<div class="state bad" role="alert">
    <span class="medal"><${Icon} name=${offline ? "unlinked" : "alert"} size="large" /></span>
    <h2>${offline ? "Sin conexión" : "No se pudo cargar"}</h2>
    <p>${error.message}</p>
    <${Button} look="solid" icon="refresh" onPress=${retry}>Reintentar<//>
  </div>`;
}
