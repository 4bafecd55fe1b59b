/** The command of a sheet: once done it is said, the sheet goes, and what lies behind is read anew. */

import { useCommand } from "./command.js";
import { toast } from "./toast.js";

/** @param {{ onClose: () => void, onDone: () => unknown }} sheet */
export function useSheetCommand({ onClose, onDone }) {
  const { run, isHere, ...refusal } = useCommand();
  /**
   * @template T
   * @param {() => Promise<T>} send
   * @param {string | ((answer: T) => string)} told
   */
  const runAndClose = (send, told) =>
    run(send, (answer) => {
      toast(typeof told === "string" ? told : told(answer), { tone: "good" });
      if (isHere()) onClose();
      return onDone();
    });
  return { ...refusal, run: runAndClose };
}
