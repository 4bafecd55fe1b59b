/** In which showroom and for whom a boss or manager quotes. */

import { html } from "htm/preact";
import { isOneOf, me } from "../../lib/session.js";
import { choices, useStaff } from "../../lib/staff.js";
import { SelectField } from "../../parts/field.js";

/** @import { Problem } from "../../lib/http.js" */
/** @typedef {{ showroom_id: string, advisor_id: string }} Owner */

/** @param {{ owner: Owner, onChange: (owner: Owner) => void, problem: Problem | null }} props */
export function OwnerFields({ owner, onChange, problem }) {
  const { data } = useStaff();
  const showroom = owner.showroom_id || me().showroom.id;
  const advisors = data?.people.filter((one) => one.active && one.showroom.id === showroom && one.role !== "MANAGER");
  return html`<div class="fields two">
    ${isOneOf("MANAGER") && html`<${SelectField} label="Vitrina" empty="Escoja" options=${choices(data?.showrooms)} value=${owner.showroom_id} fault=${problem?.at("/showroom_id")} onInput=${(/** @type {string} */ id) => onChange({ showroom_id: id, advisor_id: "" })} />`}
    <${SelectField} label="Asesor" empty="Yo" options=${choices(advisors)} value=${owner.advisor_id} fault=${problem?.at("/advisor_id")} onInput=${(/** @type {string} */ id) => onChange({ ...owner, advisor_id: id })} />
  </div>`;
}
