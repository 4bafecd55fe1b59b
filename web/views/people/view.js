/** *Personas*: who works here, and the handover of somebody's work (vacations, and back). */

import { html } from "htm/preact";
import { label } from "../../lib/codes.js";
import { phone } from "../../lib/format.js";
import { back, hrefOf, place, queryWith, setQuery } from "../../lib/router.js";
import { useStaff } from "../../lib/staff.js";
import { Button } from "../../parts/button.js";
import { Chip } from "../../parts/chip.js";
import { Loaded, Page } from "../../parts/page.js";
import { handovers } from "./handovers.js";
import { HandBack } from "./hand-back.js";
import { HandoverSheet } from "./handover-sheet.js";

/** @import { PersonView } from "#api" */
/** @import { Staff } from "../../lib/staff.js" */

export default function People() {
  const staff = useStaff();
  const giver = staff.data?.people.find((one) => one.id === place.value.query.get("traspaso"));
  const close = () => back(hrefOf(place.value.segments, queryWith({ traspaso: null })));
  return html`<${Page} title="Personas">
    ${handovers.value.map((one) => html`<${HandBack} key=${one.at} handover=${one} />`)}
    <${Loaded} of=${staff}>
      ${(/** @type {Staff} */ { people, showrooms }) => html`${showrooms.map((showroom) => {
        const here = people.filter((one) => one.showroom.id === showroom.id);
        return here.length > 0 && html`<section class="card staff" key=${showroom.id} aria-labelledby=${showroom.id}>
          <h2 id=${showroom.id}>${showroom.name}</h2>
          <ul class="lines">${here.map((one) => html`<li key=${one.id}><${Person} person=${one} /></li>`)}</ul>
        </section>`;
      })}
      ${giver && html`<${HandoverSheet} giver=${giver} people=${people} onClose=${close} />`}`}
    <//>
  <//>`;
}

/** @param {{ person: PersonView }} props */
function Person({ person }) {
  return html`<span><b>${person.name}</b><small class="quiet-text"> ${label("roles", person.role)} · ${phone(person.phone)}</small>${!person.active && html` <${Chip} tone="bad">Sin acceso<//>`}</span>
    ${person.role !== "MANAGER" && html`<${Button} look="quiet" label=${`Traspasar el trabajo de ${person.name}`} icon="out" onPress=${() => setQuery({ traspaso: person.id }, { push: true })} />`}`;
}
