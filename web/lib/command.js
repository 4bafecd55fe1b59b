/** What a form sends: done, or refused, and then what is wrong is kept for its fields to show until the next try. */

import { useState } from "preact/hooks";
import { Problem } from "./http.js";

/** @typedef {{ problem: Problem | null, message: string }} Refusal */

const STALE = 412;
/** @type {Refusal} */
const NOTHING = { problem: null, message: "" };

/** A command and what came of its last try. */
export function useCommand() {
  const [refusal, setRefusal] = useState(NOTHING);
  /**
   * Send, and go on with the answer.
   * @template T
   * @param {() => Promise<T>} send
   * @param {(answer: T) => unknown} done
   */
  async function run(send, done) {
    setRefusal(NOTHING);
    /** @type {T} */
    let answer;
    try {
      answer = await send();
    } catch (error) {
      return setRefusal({ problem: error instanceof Problem ? error : null, message: told(/** @type {Error} */ (error)) });
    }
    await done(answer);
  }
  /** Refused by the form itself. @param {string} message */
  const refuse = (message) => setRefusal({ problem: null, message });
  return { ...refusal, run, refuse };
}

/** @param {Error} error */
function told(error) {
  const stale = error instanceof Problem && error.status === STALE;
  return stale ? "Alguien más cambió esto mientras tanto: cierre y vuelva a abrir para ver lo último." : error.message;
}
