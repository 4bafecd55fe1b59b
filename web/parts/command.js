/** What a form sends: done, or refused, and then what is wrong is kept for its fields to show until the next try. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Problem } from "../lib/http.js";
import { personId } from "../lib/session.js";
import { toastFailure } from "./toast.js";

/** @typedef {{ problem: Problem | null, message: string }} Refusal */

const STALE = 412;
/** @type {Refusal} */
const NOTHING = { problem: null, message: "" };

/** A command and what came of its last try. Its answer may come when the form is closed, or somebody else is there. */
export function useCommand() {
  const [refusal, setRefusal] = useState(NOTHING);
  const [busy, setBusy] = useState(false);
  const here = useRef(true);
  useEffect(() => () => void (here.current = false), []);
  /**
   * Send, and go on with the answer.
   * @template T
   * @param {() => Promise<T>} send
   * @param {(answer: T) => unknown} done
   */
  async function run(send, done) {
    const asker = personId.value;
    setRefusal(NOTHING);
    setBusy(true);
    /** @type {T} */
    let answer;
    try {
      answer = await send();
    } catch (error) {
      if (personId.value === asker) refused(/** @type {Error} */ (error));
      return;
    } finally {
      setBusy(false);
    }
    if (personId.value === asker) await done(answer);
  }
  /** Whoever closed the form is told too. @param {Error} error */
  function refused(error) {
    if (here.current) setRefusal({ problem: error instanceof Problem ? error : null, message: told(error) });
    else toastFailure(error);
  }
  /** Refused by the form itself. @param {string} message */
  const refuse = (message) => setRefusal({ problem: null, message });
  /** Whether the form is still open. */
  const isHere = () => here.current;
  return { ...refusal, busy, run, refuse, isHere };
}

/** @param {Error} error */
function told(error) {
  const stale = error instanceof Problem && error.status === STALE;
  return stale ? "Alguien más cambió esto mientras tanto: cierre y vuelva a abrir para ver lo último." : error.message;
}
