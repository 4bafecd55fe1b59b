/** A part that is fetched when it is first needed, or a little before. */

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { Failure, Skeleton } from "./states.js";

/** @import { ComponentType } from "preact" */

/**
 * @template P
 * @param {() => Promise<ComponentType<P>>} load
 * @returns {ComponentType<P> & { early: () => void }} `early` fetches it while there is nothing else to do
 */
export function lazy(load) {
  /** @type {ComponentType<P> | null} */
  let loaded = null;
  const once = async () => (loaded ??= await load());
  /** @param {P} props */
  function Lazy(props) {
    const [, redraw] = useState(0);
    const [error, setError] = useState(/** @type {Error | null} */ (null));
    const fetchIt = () => once().then(() => redraw((count) => count + 1), setError);
    useEffect(() => {
      if (!loaded) fetchIt();
    }, []);
    if (loaded) return html`<${loaded} ...${props} />`;
    if (error) return html`<${Failure} error=${new Error("Esta parte no llegó completa.")} retry=${fetchIt} />`;
    return html`<${Skeleton} rows=${3} />`;
  }
  return Object.assign(Lazy, { early: () => void once().catch(() => null) });
}
