/** The customer's facts put right, with consent and opt-out; guarded against what somebody else changed meanwhile. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { codes } from "../../lib/codes.js";
import { patch, Problem } from "../../lib/http.js";
import { Button } from "../../parts/button.js";
import { SelectField } from "../../parts/field.js";
import { Sheet } from "../../parts/sheet.js";
import { toast } from "../../parts/toast.js";
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
  const [problem, setProblem] = useState(/** @type {Problem | null} */ (null));
  const [message, setMessage] = useState("");
  /** @param {Partial<Person>} changed */
  function change(changed) {
    setTouched(true);
    setPerson((held) => ({ ...held, ...changed }));
  }
  async function save() {
    const body = { customer: { ...customerOf(person), opted_out: optedOut }, ...(source === quote.source ? {} : { source }) };
    try {
      await patch(`/quotes/${quote.id}`, body, `"${quote.version}"`);
    } catch (error) {
      const known = error instanceof Problem ? error : null;
      setProblem(known);
      setMessage(known?.status === 412 ? "Alguien más cambió esta cotización: cierre y vuelva a abrir para ver lo último." : /** @type {Error} */ (error).message);
      return;
    }
    toast("Cliente guardado.", { tone: "good" });
    onClose();
    onDone();
  }
  const footer = html`<${Button} look="solid" wide onPress=${save}>Guardar<//>`;
  return html`<${Sheet} title="Cliente" onClose=${onClose} unsaved=${touched} footer=${footer}>
    <${CustomerFields} person=${person} onChange=${change} problem=${problem} />
    <label class="check"><input type="checkbox" checked=${optedOut} onChange=${() => setOptedOut(!optedOut)} /><span>Pidió que no lo contactemos: sin botón de WhatsApp.</span></label>
    <${SelectField} label="Procedencia" options=${codes("sources")} value=${source} fault=${problem?.at("/source")} onInput=${setSource} />
    <p class="fault" role="alert">${message}</p>
  <//>`;
}
