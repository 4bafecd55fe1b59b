/** What the menu holds beside the views: who is signed in, and the way out. */

import { html } from "htm/preact";
import { signOut } from "../lib/account.js";
import { label } from "../lib/codes.js";
import { initials } from "../lib/format.js";
import { hrefOf } from "../lib/router.js";
import { me } from "../lib/session.js";
import { Button } from "../parts/button.js";
import { Icon } from "../parts/icon.js";
import { Sheet } from "../parts/sheet.js";

/** @import { Entry } from "./routes.js" */

const MOST_TOLD = 99;

export function Account() {
  const person = me();
  return html`<div class="account">
    <span class="mark round" aria-hidden="true">${initials(person.name)}</span>
    <p>${person.name}<small>${label("roles", person.role)} · ${person.showroom.name}</small></p>
    <${Button} look="quiet" icon="out" onPress=${signOut}>Salir<//>
  </div>`;
}

/** How much waits there to be read. @param {{ of: Entry[] }} props */
export function Unread({ of }) {
  const count = of.reduce((sum, entry) => sum + (entry.unread?.value ?? 0), 0);
  return count > 0 && html`<b class="badge">${count > MOST_TOLD ? `${MOST_TOLD}+` : count}<span class="visually-hidden"> sin leer</span></b>`;
}

/** The whole menu, on a phone. @param {{ entries: Entry[], onClose: () => void }} props */
export function MenuSheet({ entries, onClose }) {
  return html`<${Sheet} title="Concesionario" onClose=${onClose}>
    <nav class="menu-list" aria-label="Todo el menú">
      ${entries.map(
        (one) => html`<a key=${one.at} class="menu-link" href=${hrefOf([one.at])} onClick=${onClose}>
          <${Icon} name=${one.icon} /><span>${one.label}</span><${Unread} of=${[one]} />
        </a>`,
      )}
    </nav>
    <${Account} />
  <//>`;
}
