/** How a unit stands beyond its status: one that is offered to who waited for it is still AVAILABLE. */

/** @import { UnitView } from "#api" */

/** Whether somebody who waited has the first say. @param {UnitView} unit */
export const isOffered = ({ status, quote_id, held_until }) => status === "AVAILABLE" && !!quote_id && !!held_until && Date.parse(held_until) > Date.now();

/** Whether another quote has it for now. @param {UnitView} unit @param {string} quoteId */
export const isAnothers = (unit, quoteId) => (unit.status === "RESERVED" || isOffered(unit)) && unit.quote_id !== quoteId;
