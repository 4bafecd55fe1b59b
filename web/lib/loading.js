/** Reading with what may come of it: nothing yet, data, or an error; and data kept on screen while it is read again. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";

/**
 * @template T
 * @typedef {{ data: T | null, error: Error | null, loading: boolean, reload: () => Promise<void>, set: (data: T) => void }} Loading
 */

/**
 * Read when `what` changes; an older reading never overwrites a newer one.
 * @template T
 * @param {string} what names the thing that is read
 * @param {(signal: AbortSignal) => Promise<T>} read
 * @param {T | null} [kept] to show until the first answer
 * @returns {Loading<T>}
 */
export function useLoading(what, read, kept = null) {
  const [state, setState] = useState({ what, data: kept, error: /** @type {Error | null} */ (null), loading: true });
  const running = useRef(/** @type {AbortController | null} */ (null));

  const reload = useCallback(async () => {
    running.current?.abort();
    const { signal } = (running.current = new AbortController());
    setState((held) => ({ what, data: held.what === what ? held.data : kept, error: null, loading: true }));
    try {
      const data = await read(signal);
      if (!signal.aborted) setState({ what, data, error: null, loading: false });
    } catch (error) {
      if (!signal.aborted) setState((held) => ({ ...held, error: /** @type {Error} */ (error), loading: false }));
    }
  }, [what]);
  useEffect(() => {
    reload();
    return () => running.current?.abort();
  }, [reload]);

  const fresh = state.what === what ? state : { data: kept, error: null, loading: true };
  const set = useCallback((/** @type {T} */ data) => setState({ what, data, error: null, loading: false }), [what]);
  return { ...fresh, reload, set };
}
