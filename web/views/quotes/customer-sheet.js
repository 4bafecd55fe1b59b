/** The customer's facts put right, with consent and opt-out; guarded against what somebody else changed meanwhile. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { codes } from "../../lib/codes.js";
import { patch } from "../../lib/http.js";
import { Button } from "../../parts/button.js";
import { SelectField } from "../../parts/field.js";
import { Sheet } from "../../parts/sheet.js";
import { useSheetCommand } from "../../parts/sheet-command.js";
import { CustomerFields, customerOf, NOBODY } from "./customer-fields.js";

/** @import { QuoteView, Source } from "#api" */
/** @import { Person } from "./customer-fields.js" */

/** @param {QuoteView} quote @returns {Person} */
function personOf({ customer }) {
  const { first_name, last_name, phone, consent } = customer;
  return { first_name, last_name, phone, consent, id_type: customer.id_type ?? NOBODY.id_type, id_number: customer.id_number ?? "", email: customer.email ?? "" };
}

/** @param {{ quote: QuoteView, onClose: () => void, onDone: () => unknown }} props */
export function CustomerSheet({ quote, onClose, onDone }) {
  const [person, setPerson] = useState(() => personOf(quote));
  const [optedOut, setOptedOut] = useState(quote.customer.opted_out);
  const [source, setSource] = useState(/** @type {Source} */ (quote.source));
  const [touched, setTouched] = useState(false);
  const { problem, message, run } = useSheetCommand({ onClose, onDone });
  /** @param {Partial<Person>} changed */
  function change(changed) {
    setTouched(true);
    setPerson((held) => ({ ...held, ...changed }));
  }
  function save() {
    const body = { customer: { ...customerOf(person), opted_out: optedOut }, ...(source === quote.source ? {} : { source }) };
    return run(() => patch(`/quotes/${quote.id}`, body, `"${quote.version}"`), "Cliente guardado.");
  }
  const footer = html`<${Button} look="solid" wide onPress=${save}>Guardar<//>`;
  return html`<${Sheet} title="Cliente" onClose=${onClose} unsaved=${touched} footer=${footer} message=${message}>
    <${CustomerFields} person=${person} onChange=${change} problem=${problem} />
    <label class="check"><input type="checkbox" checked=${optedOut} onChange=${() => setOptedOut(!optedOut)} /><span>Pidió que no lo contactemos: sin botón de WhatsApp.</span></label>
    <${SelectField} label="Procedencia" options=${codes("sources")} value=${source} fault=${problem?.at("/source")} onInput=${setSource} />
  <//>`;
}
