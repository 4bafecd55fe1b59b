/** The proforma's link: copied, or sent by WhatsApp. */

import { html } from "htm/preact";
import { post } from "../../lib/http.js";
import { Button } from "../../parts/button.js";
import { toast, toastFailure } from "../../parts/toast.js";

/** @import { QuoteView, SentView } from "#api" */

/** @param {{ quote: QuoteView, onSent: () => void }} props */
export function SendActions({ quote, onSent }) {
  /** @param {"COPY" | "WHATSAPP"} channel @param {(sent: SentView) => unknown} then */
  const send = (channel, then) => () =>
    post(`/quotes/${quote.id}/sends`, { channel })
      .then((sent) => then(/** @type {SentView} */ (sent)))
      .then(onSent, toastFailure);
  return html`
    <${Button} icon="copy" onPress=${send("COPY", ({ url }) => copy(url))}>Enviar link cotización<//>
    ${!quote.customer.opted_out && html`<${Button} icon="whatsapp" onPress=${send("WHATSAPP", openWhatsapp)}>WhatsApp<//>`}`;
}

/** @param {string} url */
async function copy(url) {
  try {
    await navigator.clipboard.writeText(url);
    toast("Enlace copiado: péguelo donde quiera.", { tone: "good" });
  } catch {
    toast(`El enlace está listo: ${url}`, { action: { label: "Copiar", run: () => copy(url) } });
  }
}

/** A browser may refuse a window that was not asked for this very moment: then it is asked for again. @param {SentView} sent */
function openWhatsapp({ whatsapp_url: url, message }) {
  if (!url) return copy(message);
  const opened = window.open(url, "_blank");
  if (opened) opened.opener = null;
  else toast("El mensaje está listo.", { action: { label: "Abrir WhatsApp", run: () => window.open(url, "_blank", "noopener") } });
  return undefined;
}
