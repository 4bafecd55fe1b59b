/** The frame around every view: the menu (a bar below on a phone, a column on a screen), and the view itself. */

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { go, hrefOf, place, view } from "../lib/router.js";
import { isOneOf, me } from "../lib/session.js";
import { addStyles } from "../lib/styles.js";
import { keepCounting } from "../lib/unread.js";
import { Icon } from "../parts/icon.js";
import { Empty, Failure, Skeleton } from "../parts/states.js";
import { ButtonLink } from "../parts/button.js";
import { Account, MenuSheet, Unread } from "./menu.js";
import { OutboxBar } from "./outbox.js";
import { HOME, ROUTES } from "./routes.js";
import { UpdateNotice } from "./update-notice.js";

/** @import { ComponentType } from "preact" */
/** @import { Entry, ViewProps } from "./routes.js" */

export function Shell() {
  const [menu, setMenu] = useState(false);
  const first = view.value || HOME;
  const entries = ROUTES.filter((entry) => !entry.roles || isOneOf(...entry.roles));
  const entry = entries.find((one) => one.at === first);
  useEffect(() => {
    if (!place.value.segments.length) go(hrefOf([HOME]), { replace: true });
    setMenu(false);
  }, [first]);
  useEffect(keepCounting, []);
  return html`<div class="shell">
    <a class="skip" href="#contenido" onClick=${skip}>Ir al contenido</a>
    <nav class="rail" aria-label="Menú">
      <p class="brand"><span class="mark" aria-hidden="true">MS</span><span>Mis Seguimientos<small>${me().showroom.name}</small></span></p>
      <h2 class="rail-title">Concesionario</h2>
      ${entries.map((one) => html`<${MenuLink} key=${one.at} entry=${one} current=${one === entry} />`)}
      <button type="button" class="menu-link more" aria-haspopup="dialog" onClick=${() => setMenu(true)}>
        <${Icon} name="menu" /><span>Menú</span><${Unread} of=${entries.filter((one) => !one.bar)} />
      </button>
      <${Account} />
    </nav>
    <main id="contenido" tabindex="-1">
      <div><${UpdateNotice} /><${OutboxBar} /></div>
      ${entry ? html`<${Loaded} key=${entry.at} entry=${entry} />` : html`<${Nowhere} />`}
    </main>
    ${menu && html`<${MenuSheet} entries=${entries} onClose=${() => setMenu(false)} />`}
  </div>`;
}

/** @param {{ entry: Entry, current: boolean }} props */
function MenuLink({ entry, current }) {
  return html`<a class=${`menu-link${entry.bar ? " in-bar" : ""}`} href=${hrefOf([entry.at])} aria-current=${current ? "page" : undefined}>
    <${Icon} name=${entry.icon} /><span class="long">${entry.label}</span><span class="short">${entry.short ?? entry.label}</span><${Unread} of=${[entry]} />
  </a>`;
}

/** A view, its module fetched when it is first asked for, unless it came with the console. @param {{ entry: Entry }} props */
function Loaded({ entry }) {
  const [, ...segments] = place.value.segments;
  const [View, setView] = useState(/** @returns {ComponentType<ViewProps> | null} */ () => entry.view ?? null);
  const [error, setError] = useState(/** @type {Error | null} */ (null));
  function load() {
    setError(null);
    if (!entry.load) return undefined;
    return Promise.all([entry.load(), addStyles(entry.styles ?? [])]).then(([module]) => setView(() => module.default), setError);
  }
  useEffect(() => {
    document.title = `${entry.label} · Mis Seguimientos`;
    load();
  }, [entry]);
  if (error) return html`<${Failure} error=${new Error("Esta pantalla no llegó completa.")} retry=${load} />`;
  return View ? html`<${View} segments=${segments} />` : html`<${Skeleton} />`;
}

function Nowhere() {
  return html`<${Empty} icon="search" title="Aquí no hay nada" action=${html`<${ButtonLink} look="solid" href=${hrefOf([HOME])}>Ir a Mis Seguimientos<//>`}>
    La dirección no existe o no está a su alcance.
  <//>`;
}

/** @param {Event} event */
function skip(event) {
  event.preventDefault();
  document.getElementById("contenido")?.focus();
}
