/** Every version of the proforma that was published, to be seen as it was. */

import { html } from "htm/preact";
import { dayAndTime } from "../../lib/format.js";
import { get } from "../../lib/http.js";
import { useLoading } from "../../lib/loading.js";
import { Button } from "../../parts/button.js";
import { Loaded } from "../../parts/page.js";

/** @import { QuoteView, VersionList } from "#api" */

/** @param {{ quote: QuoteView, onLook: (version: number) => void }} props */
export function Versions({ quote, onLook }) {
  const latest = quote.proforma?.version ?? 0;
  const versions = useLoading(`${quote.id} versions ${latest}`, async (signal) => /** @type {VersionList} */ (latest > 1 ? await get(`/quotes/${quote.id}/proformas`, { signal }) : { items: [], next: null }));
  if (latest < 2) return null;
  return html`<section class="card" aria-labelledby="versiones">
    <h2 id="versiones">Versiones enviadas</h2>
    <${Loaded} of=${versions} rows=${1}>
      ${(/** @type {VersionList} */ { items }) => html`<ul class="lines">
        ${items.map((one) => html`<li key=${one.version}><span>Versión ${one.version}<small class="quiet-text"> · ${dayAndTime(one.published_at)} · ${one.published_by.name}</small></span><${Button} look="quiet" icon="eye" label=${`Ver la versión ${one.version}`} onPress=${() => onLook(one.version)} /></li>`)}
      </ul>`}
    <//>
  </section>`;
}
