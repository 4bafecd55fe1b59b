/** Who the customer is, and the quote's own facts. */

import { html } from "htm/preact";
import { label } from "../../lib/codes.js";
import { counted, date, dayAndTime, phone } from "../../lib/format.js";
import { Chip } from "../../parts/chip.js";

/** @import { ComponentChildren } from "preact" */
/** @import { QuoteView, SignalsView } from "#api" */

/** @param {{ quote: QuoteView, actions?: ComponentChildren }} props */
export function Customer({ quote: { customer, ...quote }, actions }) {
  return html`<section class="card" aria-labelledby="cliente">
    <h2 id="cliente">Cliente</h2>
    <dl class="facts">
      ${customer.phone && html`<${Fact} name="Teléfono"><a href=${`tel:${customer.phone}`}>${phone(customer.phone)}</a><//>`}
      ${customer.id_number && html`<${Fact} name=${label("id_types", customer.id_type)}>${customer.id_number}<//>`}
      ${customer.email && html`<${Fact} name="Correo"><a href=${`mailto:${customer.email}`}>${customer.email}</a><//>`}
      <${Fact} name="Procedencia">${label("sources", quote.source)}<//>
      <${Fact} name="Asesor">${quote.advisor.name}<//>
      <${Fact} name="Vitrina">${quote.showroom.name}<//>
    </dl>
    ${customer.id_warning && html`<p><${Chip} tone="warm" icon="alert">${customer.id_warning}<//></p>`}
    ${customer.opted_out && html`<p><${Chip} tone="bad" icon="alert">No desea ser contactado<//></p>`}
    ${!customer.consent && html`<p><${Chip} tone="warm" icon="alert">Sin consentimiento de contacto<//></p>`}
    ${actions}
  </section>`;
}

/** @param {{ quote: QuoteView, signals?: SignalsView, actions?: ComponentChildren }} props */
export function Proforma({ quote, signals, actions }) {
  const { proforma } = quote;
  return html`<section class="card" aria-labelledby="proforma">
    <h2 id="proforma">Proforma</h2>
    <dl class="facts">
      <${Fact} name="Válida hasta">${date(quote.valid_until)}<//>
      ${proforma && html`<${Fact} name="Versión">${proforma.version}, ${dayAndTime(proforma.published_at)}<//>`}
      ${signals?.last_open_at && html`<${Fact} name="El cliente la abrió">${counted(signals.opens, "vez", "veces")}; la última, ${dayAndTime(signals.last_open_at)}<//>`}
    </dl>
    <p>
      ${quote.expired && html`<${Chip} tone="bad" icon="alert">Vencida<//> `}
      ${!proforma && html`<${Chip}>Aún no se envía<//>`}
      ${proforma?.stale && html`<${Chip} tone="warm" icon="refresh">Cambió desde el último envío<//>`}
    </p>
    ${actions && html`<div class="actions">${actions}</div>`}
  </section>`;
}

/** @param {{ name: string, wide?: boolean, children?: ComponentChildren }} props */
export function Fact({ name, wide = false, children }) {
  return html`<div class=${wide ? "wide" : ""}><dt>${name}</dt><dd>${children}</dd></div>`;
}
