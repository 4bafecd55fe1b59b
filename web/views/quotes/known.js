/** Quotes that this phone or id number has already, with whose they are. */

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { day } from "../../lib/format.js";
import { get } from "../../lib/http.js";
import { useLoading } from "../../lib/loading.js";
import { hrefOf } from "../../lib/router.js";
import { StageChip } from "../../parts/chip.js";
import { TextField } from "../../parts/field.js";

/** @import { KnownQuoteList, KnownQuoteView } from "#api" */

const TYPING_MS = 350;
const LEAST_DIGITS = 9;
const CLOSED = ["LOST", "DELIVERED"];

/** Earlier quotes of a phone or an id number, asked for once they are whole. @param {string} phone @param {string} idNumber */
export function useKnownQuotes(phone, idNumber) {
  const [asked, setAsked] = useState({ phone: "", id_number: "" });
  useEffect(() => {
    const whole = phone.replaceAll(/\D/g, "").length >= LEAST_DIGITS;
    const timer = setTimeout(() => setAsked({ phone: whole ? phone.trim() : "", id_number: idNumber.trim().length >= LEAST_DIGITS ? idNumber.trim() : "" }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [phone, idNumber]);
  const nothing = !asked.phone && !asked.id_number;
  const found = useLoading(`known ${JSON.stringify(asked)}`, async (signal) => /** @type {KnownQuoteList} */ (nothing ? { items: [], next: null } : await get("/customers", { query: asked, signal })));
  const items = found.data?.items ?? [];
  return { items, open: items.filter((one) => !CLOSED.includes(one.stage)) };
}

/** @param {{ items: KnownQuoteView[], open: KnownQuoteView[], reason: string, fault: string | undefined, onReason: (reason: string) => void }} props */
export function KnownQuotes({ items, open, reason, fault, onReason }) {
  return html`<div role="status">
    ${items.length > 0 && html`<div class="known">
      <p><b>${open.length ? "Este cliente ya tiene una cotización abierta." : "Este cliente ya cotizó antes."}</b></p>
      <ul class="lines">${items.map((one) => html`<li key=${one.number}><${Known} one=${one} /></li>`)}</ul>
      ${open.length > 0 && html`<${TextField} label="Motivo para hacer otra" maxlength="200" value=${reason} fault=${fault} onInput=${onReason} />`}
    </div>`}
  </div>`;
}

/** @param {{ one: KnownQuoteView }} props */
function Known({ one }) {
  const facts = `${one.advisor.name}, ${one.showroom.name} · ${day(one.created_at)}`;
  return html`<span>
    ${one.within_reach ? html`<a href=${hrefOf(["cotizaciones", one.id ?? ""])}>${one.customer?.name}, ${one.number}</a>` : html`<b>${one.number}</b>`}
    <small class="quiet-text"> ${facts}</small>
  </span><${StageChip} code=${one.stage} />`;
}
