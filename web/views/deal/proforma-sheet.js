/**
 * *Ver cotización*: a published version exactly as it was sent, under its own policy. The page is put where the service
 * worker finds it, with its scripts shut off: it must not reach this session.
 */

import { html } from "htm/preact";
import { call } from "../../lib/http.js";
import { PROFORMAS } from "../../lib/keep.js";
import { useLoading } from "../../lib/loading.js";
import { Sheet } from "../../parts/sheet.js";
import { Failure, Skeleton } from "../../parts/states.js";

const SHUT = "sandbox allow-popups allow-popups-to-escape-sandbox";
const WORKER_MS = 4000;

/** @param {{ quoteId: string, version: number, onClose: () => void }} props */
export function ProformaSheet({ quoteId, version, onClose }) {
  const page = useLoading(`${quoteId}/${version}`, () => stored(quoteId, version));
  return html`<${Sheet} title=${`Cotización enviada, versión ${version}`} width="wide" onClose=${onClose}>
    ${page.error ? html`<${Failure} error=${page.error} retry=${page.reload} />` : page.data ? html`<iframe class="proforma-page" title="Cotización" src=${page.data}></iframe>` : html`<${Skeleton} rows=${3} />`}
  <//>`;
}

/** @param {string} quoteId @param {number} version */
async function stored(quoteId, version) {
  const response = await call("GET", `/quotes/${quoteId}/proformas/${version}`);
  const policy = (response.headers.get("Content-Security-Policy") ?? "default-src 'none'").replace("frame-ancestors 'none'", "frame-ancestors 'self'");
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": `${policy}; ${SHUT}` };
  await workerReady();
  // The policy shuts them off; without them the browser need not say so.
  const page = (await response.text()).replaceAll(/<script\b[^]*?<\/script>/gi, "");
  const path = `proforma/${quoteId}/${version}`;
  await (await caches.open(PROFORMAS)).put(path, new Response(page, { headers }));
  return path;
}

/** Wait for the service worker to have this page in hand. */
async function workerReady() {
  const { serviceWorker } = navigator;
  if (serviceWorker?.controller) return;
  const taken = new Promise((resolve) => serviceWorker?.addEventListener("controllerchange", resolve, { once: true }));
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("Cargue de nuevo la aplicación para ver la cotización aquí.")), WORKER_MS));
  await Promise.race([taken, late]);
}
