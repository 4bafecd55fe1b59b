/** The motorcycles of a quote with their payment options, each figure as the API reckons it. */

import { html } from "htm/preact";
import { label } from "../../lib/codes.js";
import { money, percent } from "../../lib/format.js";
import { Chip } from "../../parts/chip.js";

/** @import { ComponentChildren } from "preact" */
/** @import { OptionView, VehicleView } from "#api" */

/**
 * @param {object} props
 * @param {VehicleView} props.vehicle
 * @param {ComponentChildren} [props.actions]
 * @param {(option: OptionView) => ComponentChildren} [props.optionActions]
 */
export function Vehicle({ vehicle, actions, optionActions }) {
  const { model } = vehicle;
  return html`<article class="vehicle" aria-label=${`${model.brand} ${model.name}`}>
    <header>
      <h3><small>${model.brand}</small> ${model.name}</h3>
      ${vehicle.chosen && html`<${Chip} tone="good" icon="check">Elegida<//>`}
    </header>
    <p class="quiet-text">${vehicle.model_year} · ${vehicle.colour} · ${money(vehicle.list_price_cents)}${vehicle.vin && ` · ${vehicle.vin}`}</p>
    ${vehicle.extras.length > 0 && html`<p class="quiet-text">${vehicle.extras.map((extra) => `${extra.name} ${money(extra.amount_cents)}`).join(" · ")}</p>`}
    <ul class="options">
      ${vehicle.payment_options.map((option) => html`<${Option} key=${option.id} option=${option} actions=${optionActions?.(option)} />`)}
      ${!vehicle.payment_options.length && html`<li class="quiet-text">Sin formas de pago.</li>`}
    </ul>
    ${actions && html`<div class="actions">${actions}</div>`}
  </article>`;
}

/** @param {{ option: OptionView, actions: ComponentChildren }} props */
function Option({ option, actions }) {
  const waiting = option.discount_status === "WAITING";
  return html`<li class=${`option${option.chosen ? " chosen" : ""}`}>
    <div class="option-head">
      <b>${label("payment_kinds", option.kind)}</b>
      <strong class="figure">${money(option.total_cents)}</strong>
    </div>
    ${option.instalment_cents !== undefined && html`<p class="quiet-text figure">
      ${option.term_months} × ${money(option.instalment_cents)} · entrada ${money(option.down_payment_cents ?? 0)} · ${percent(option.annual_rate_bps ?? 0)} anual
    </p>`}
    ${option.requested_discount_cents > 0 && html`<p class="option-discount">
      <${Chip} tone=${waiting ? "warm" : option.discount_status === "REJECTED" ? "bad" : "good"}>
        Descuento ${money(option.requested_discount_cents)} · ${label("discount_statuses", option.discount_status)}
      <//>
      ${option.discount_reason && html`<span class="quiet-text">${option.discount_reason}</span>`}
    </p>`}
    ${actions}
  </li>`;
}
