/** Which steps a quote can take from where it stands, for whoever looks at it. */

import { isOneOf } from "../../lib/session.js";

/** @import { QuoteView, Stage } from "#api" */
/** @typedef {"advance" | "invoice" | "lose" | "reopen" | "step back"} StepKind */
/** @typedef {{ kind: StepKind, to: Stage }} Step */

/** @type {Stage[]} */
export const LADDER = ["QUOTED", "DOCUMENTED", "INVOICED", "DELIVERED"];

/** @param {Pick<QuoteView, "stage" | "stage_before_lost">} quote @returns {Step[]} */
export function stepsOf({ stage, stage_before_lost: before }) {
  if (stage === "LOST") return before ? [{ kind: "reopen", to: before }] : [];
  const at = LADDER.indexOf(stage);
  const [ahead, behind] = [LADDER[at + 1], LADDER[at - 1]];
  /** @type {Step[]} */
  const steps = [];
  if (ahead) steps.push({ kind: ahead === "INVOICED" ? "invoice" : "advance", to: ahead }, { kind: "lose", to: "LOST" });
  if (behind && isOneOf("BOSS", "MANAGER")) steps.push({ kind: "step back", to: behind });
  return steps;
}
