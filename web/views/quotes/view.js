/** *Cotizaciones*: the list, a new one, or the one that the address names. */

import { html } from "htm/preact";
import { lazy } from "../../parts/lazy.js";
import { QuotesList } from "./list.js";

const QuotePage = lazy(() => import("./quote.js").then((module) => module.QuotePage));
const NewQuote = lazy(() => import("./new.js").then((module) => module.NewQuote));

/** @param {{ segments: string[] }} props */
export default function Quotes({ segments: [id] }) {
  if (!id) return html`<${QuotesList} />`;
  return id === "nueva" ? html`<${NewQuote} />` : html`<${QuotePage} key=${id} id=${id} />`;
}
