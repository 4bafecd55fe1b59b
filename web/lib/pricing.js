/** What an option will cost, before it is saved: the arithmetic of chalicelib/domain/pricing.py, in whole cents. */

import { frenchInstalments } from "desk/instalments";

/**
 * @typedef {{ amount_cents: number, taxed?: boolean }} Extra
 * @typedef {{ listCents: number, extras: Extra[] }} Priced
 * @typedef {{ amount_cents?: number | null, percent_bps?: number | null } | null | undefined} Discount
 * @typedef {{ downCents: number, months: number, rateBps: number }} Loan
 */

const WHOLE = 10_000;

/** A share of an amount, half up. @param {number} cents @param {number} bps */
export function share(cents, bps) {
  return Math.floor((2 * cents * bps + WHOLE) / (2 * WHOLE));
}

/** What a discount takes off a list price. @param {number} listCents @param {Discount} discount */
export function discountOf(listCents, discount) {
  if (!discount) return 0;
  return discount.percent_bps ? share(listCents, discount.percent_bps) : (discount.amount_cents ?? 0);
}

/** List price − discount + extras. @param {Priced} priced @param {Discount} [discount] */
export function totalOf({ listCents, extras }, discount) {
  return listCents - discountOf(listCents, discount) + extras.reduce((sum, extra) => sum + extra.amount_cents, 0);
}

/** The instalments of what is left to pay; null where the loan cannot be. @param {number} totalCents @param {Loan} loan */
export function loanOf(totalCents, { downCents, months, rateBps }) {
  const plan = frenchInstalments(totalCents - downCents, rateBps, months);
  return plan && { ...plan, financed: totalCents - downCents, paid: downCents + plan.total };
}
