/** *Nueva cotización*: from a call to a quote that can be sent, on one screen and with one press. */

import { html } from "htm/preact";
import { useRef, useState } from "preact/hooks";
import { codes } from "../../lib/codes.js";
import { newKey, post } from "../../lib/http.js";
import { go, hrefOf } from "../../lib/router.js";
import { isOneOf } from "../../lib/session.js";
import { Button } from "../../parts/button.js";
import { useCommand } from "../../parts/command.js";
import { Choice } from "../../parts/field.js";
import { Page } from "../../parts/page.js";
import { toast } from "../../parts/toast.js";
import { draftFault, firstDraft, VehicleForm, vehicleOf } from "../deal/vehicle-sheet.js";
import { offerFaults } from "../deal/offer-form.js";
import { CustomerFields, customerOf, NOBODY } from "./customer-fields.js";
import { firstBody, firstFirst, FirstFollowUp } from "./first-follow-up.js";
import { KnownQuotes, useKnownQuotes } from "./known.js";
import { OwnerFields } from "./owner-fields.js";

/** @import { Quality, QuoteBody, QuoteView, Source } from "#api" */
/** @import { Person } from "./customer-fields.js" */
/** @import { Owner } from "./owner-fields.js" */

export function NewQuote() {
  const [person, setPerson] = useState(NOBODY);
  const [source, setSource] = useState(/** @type {Source | ""} */ (""));
  const [quality, setQuality] = useState(/** @type {Quality} */ ("WARM"));
  const [draft, setDraft] = useState(firstDraft);
  const [first, setFirst] = useState(firstFirst);
  const [owner, setOwner] = useState(/** @type {Owner} */ ({ showroom_id: "", advisor_id: "" }));
  const [reason, setReason] = useState("");
  const [checked, setChecked] = useState(false);
  const { problem, message, busy, run, refuse, isHere } = useCommand();
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const sent = useRef({ text: "", key: "" });
  const known = useKnownQuotes(person.phone, person.id_number);
  const unexplained = known.open.length > 0 && !reason.trim() ? "Diga por qué hace otra." : "";
  const faults = checked ? personFaults(person) : {};
  const missing = () => Object.keys(personFaults(person)).length > 0 || !source || draftFault(draft) !== "" || Object.values(offerFaults(draft.offer)).some(Boolean) || unexplained !== "";

  /** The same request keeps its key, so that pressing again after a lost answer makes no second quote. @param {QuoteBody} body */
  function keyOf(body) {
    const text = JSON.stringify(body);
    if (sent.current.text !== text) sent.current = { text, key: newKey() };
    return sent.current.key;
  }
  /** @param {Event} event */
  async function save(event) {
    event.preventDefault();
    setChecked(true);
    if (missing()) {
      refuse("Revise lo que está marcado.");
      return showFault();
    }
    /** @type {QuoteBody} */
    const body = {
      customer: customerOf(person),
      source: /** @type {Source} */ (source),
      quality,
      vehicles: [vehicleOf(draft)],
      follow_up: firstBody(first),
      ...(owner.showroom_id ? { showroom_id: owner.showroom_id } : {}),
      ...(owner.advisor_id ? { advisor_id: owner.advisor_id } : {}),
      ...(known.open.length ? { duplicate_reason: reason.trim() } : {}),
    };
    await run(
      () => /** @type {Promise<QuoteView>} */ (post("/quotes", body, { key: keyOf(body) })),
      ({ id, number }) => {
        toast(`${number} lista: envíela al cliente.`, { tone: "good" });
        if (isHere()) go(hrefOf(["cotizaciones", id]), { replace: true });
      },
    );
    return showFault();
  }
  /** The first thing that is wrong, once it is in the page. */
  function showFault() {
    setTimeout(() => {
      const wrong = form.current?.querySelector("[aria-invalid=true], .fault:not(:empty)");
      wrong?.scrollIntoView({ block: "center" });
      if (wrong instanceof HTMLInputElement) wrong.focus();
    });
  }

  return html`<${Page} title="Nueva cotización">
    <form class="new-quote" ref=${form} onSubmit=${save} novalidate>
      <section class="card" aria-labelledby="nq-cliente">
        <h2 id="nq-cliente">Cliente</h2>
        <${CustomerFields} person=${person} problem=${problem} faults=${faults} onChange=${(/** @type {Partial<Person>} */ changed) => setPerson({ ...person, ...changed })} first=${html`<${KnownQuotes} ...${known} reason=${reason} fault=${(checked && unexplained) || problem?.at("/duplicate_reason")} onReason=${setReason} />`} />
      </section>
      <section class="card" aria-labelledby="nq-moto">
        <h2 id="nq-moto">Motocicleta</h2>
        <${VehicleForm} draft=${draft} onChange=${setDraft} problem=${problem} at="/vehicles/0" checked=${checked} />
      </section>
      <section class="card fields" aria-labelledby="nq-gestion">
        <h2 id="nq-gestion">Gestión</h2>
        <${Choice} label="Procedencia" options=${codes("sources")} value=${source} fault=${(checked && !source && "Escoja la procedencia.") || problem?.at("/source")} onInput=${setSource} />
        <${Choice} label="Calidad de cliente" tone="quality-choice" options=${codes("qualities")} value=${quality} fault=${problem?.at("/quality")} onInput=${setQuality} />
        <${FirstFollowUp} first=${first} onChange=${setFirst} problem=${problem} />
        ${isOneOf("BOSS", "MANAGER") && html`<${OwnerFields} owner=${owner} onChange=${setOwner} problem=${problem} />`}
      </section>
      <div class="new-quote-foot">
        <p class="fault" role="alert">${message}</p>
        <${Button} look="solid" wide icon="check" type="submit" busy=${busy}>Crear cotización<//>
      </div>
    </form>
  <//>`;
}

/** @param {Person} person */
function personFaults({ first_name, last_name, phone }) {
  /** @type {Partial<Record<keyof Person, string>>} */
  const faults = {};
  if (!phone.trim()) faults.phone = "Escriba el teléfono.";
  if (!first_name.trim()) faults.first_name = "Escriba el nombre.";
  if (!last_name.trim()) faults.last_name = "Escriba el apellido.";
  return faults;
}
