/** What can wait until nothing that a person waits for is on its way, and the processor has nothing else to do. */

import { onTheWay } from "./http.js";

const LATEST_MS = 2000;
// Not every browser tells when it is idle.
const later = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ run) => setTimeout(run, LATEST_MS / 4));
const never = globalThis.cancelIdleCallback ?? clearTimeout;

/** @param {() => unknown} run @returns {() => void} gives it up */
export function whenQuiet(run) {
  let handle = 0;
  const stop = onTheWay.subscribe((count) => {
    never(handle);
    if (count) return;
    handle = later(() => {
      stop();
      run();
    }, { timeout: LATEST_MS });
  });
  return () => {
    stop();
    never(handle);
  };
}
