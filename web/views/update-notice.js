/** Says that there is a newer version, and takes it when one is ready to. */

import { html } from "htm/preact";
import { newVersion, takeNewVersion } from "../lib/installed.js";
import { Button } from "../parts/button.js";

export function UpdateNotice() {
  return html`<div role="status">
    ${newVersion.value && html`<p class="update">Hay una versión nueva. <${Button} look="quiet" icon="refresh" onPress=${takeNewVersion}>Actualizar<//></p>`}
  </div>`;
}
