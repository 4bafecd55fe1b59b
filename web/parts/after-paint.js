/** What may come a frame later, so that the answer to a tap comes at once. */

import { useEffect, useState } from "preact/hooks";

/** @import { ComponentChildren } from "preact" */

/** @param {{ children: ComponentChildren }} props */
export function AfterPaint({ children }) {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    let timer = 0;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setPainted(true));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return painted ? children : null;
}
