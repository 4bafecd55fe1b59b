/** *Buzón*: what one was told, newest first; opening what a notice is about marks it as read. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { useLoading } from "../../lib/loading.js";
import { hrefOf, place } from "../../lib/router.js";
import { markRead, readInbox } from "../../lib/unread.js";
import { Button, ButtonLink } from "../../parts/button.js";
import { Loaded, Page } from "../../parts/page.js";
import { Pager } from "../../parts/pager.js";
import { Empty } from "../../parts/states.js";
import { toastFailure } from "../../parts/toast.js";
import { Notice } from "./notice.js";

/** @import { InboxEntryView, InboxView } from "#api" */

const A_PAGE = 20;

export default function Inbox() {
  const [marking, setMarking] = useState(false);
  const cursor = place.value.query.get("cursor");
  const inbox = useLoading(`inbox ${cursor}`, (signal) => readInbox({ cursor, limit: A_PAGE }, signal));
  /** Shown as read at once; taken back when it cannot be noted. @param {InboxView} page @param {InboxEntryView[]} entries */
  async function read(page, entries) {
    const ids = entries.filter((entry) => !entry.read).map(({ id }) => id);
    if (!ids.length) return;
    inbox.set({ ...page, items: page.items.map((one) => (ids.includes(one.id) ? { ...one, read: true } : one)) });
    try {
      await markRead(ids);
    } catch (error) {
      toastFailure(error);
      await inbox.reload();
    }
  }
  const fresh = inbox.data?.items.filter((entry) => !entry.read) ?? [];
  const readAll = async () => {
    setMarking(true);
    if (inbox.data) await read(inbox.data, fresh);
    setMarking(false);
  };
  const actions = (fresh.length > 1 || marking) && html`<${Button} icon="check" onPress=${readAll}>Marcar estos como leídos<//>`;
  return html`<${Page} title="Buzón" actions=${actions}>
    <${Loaded} of=${inbox}>
      ${(/** @type {InboxView} */ page) =>
        page.items.length
          ? html`<ul class="stack" aria-label="Avisos">${page.items.map((entry) => html`<li key=${entry.id}><${Notice} entry=${entry} onRead=${() => read(page, [entry])} /></li>`)}</ul><${Pager} next=${page.next} />`
          : html`<${Empty} icon="inbox" title="Ningún aviso" action=${html`<${ButtonLink} href=${hrefOf(["seguimientos"])}>Ir a Mis Seguimientos<//>`}>Aquí llega lo que responden los clientes, lo que se vence y lo que deciden los demás.<//>`}
    <//>
  <//>`;
}
