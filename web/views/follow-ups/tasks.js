/** What there is to do, from the whole detail or, on a bad line, from the list's row alone. */

/** @import { AgendaRowView, FollowUpDetail, FollowUpType, Quality, Stage } from "#api" */
/**
 * @typedef {object} Task
 * @property {string} id
 * @property {string} quoteId
 * @property {string} number
 * @property {string} name
 * @property {string} phone
 * @property {FollowUpType} type
 * @property {string} dueAt
 * @property {number} daysPending
 * @property {Quality} quality
 * @property {string} observations
 * @property {Stage} stage
 * @property {string} advisorId
 * @property {string[]} reasons
 * @property {boolean} pending
 */

/** @param {AgendaRowView} row @returns {Task} */
export function taskOfRow(row) {
  return {
    id: row.id,
    quoteId: row.quote_id,
    number: row.number,
    name: row.customer.name,
    phone: row.customer.phone,
    type: row.type,
    dueAt: row.due_at,
    daysPending: row.days_pending,
    quality: row.quality,
    observations: row.observations,
    stage: row.stage,
    advisorId: row.advisor.id,
    reasons: row.rank_reasons,
    pending: true,
  };
}

/** @param {FollowUpDetail} detail @returns {Task} */
export function taskOfDetail({ follow_up, quote, resolved }) {
  return {
    id: follow_up.id,
    quoteId: quote.id,
    number: quote.number,
    name: quote.customer.name,
    phone: quote.customer.phone,
    type: follow_up.type,
    dueAt: follow_up.due_at,
    daysPending: follow_up.days_pending,
    quality: follow_up.quality,
    observations: follow_up.observations,
    stage: quote.stage,
    advisorId: quote.advisor.id,
    reasons: [],
    pending: resolved === null,
  };
}
