/** A list of any length that keeps a screenful of rows in the page: all of one height, found by scrolling or by arrow keys. */

import { html } from "htm/preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** @import { ComponentChildren } from "preact" */

const AHEAD = 5;
const MOST_ROWS = 60;
const ARROWS = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1 });

/**
 * @param {object} props
 * @param {string} props.label
 * @param {number} props.count of all rows, drawn or not
 * @param {number} props.rowRems height of one
 * @param {(at: number) => string | number} props.keyOf
 * @param {(at: number) => ComponentChildren} props.draw
 * @param {(last: number) => void} [props.onShown] told the last row in the page
 * @param {unknown} [props.top] when it changes, the list starts from its top again
 */
export function LongList({ label, count, rowRems, keyOf, draw, onShown, top }) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const wanted = useRef(-1);
  const drawn = useRef(false);
  // At first what can be seen, without asking where it will stand; what lies ahead of it when that is on the screen.
  const [view, setView] = useState(() => ({ first: 0, rows: Math.min(MOST_ROWS, Math.ceil(innerHeight / rowPixels(rowRems))), row: rowPixels(rowRems) }));

  /** Nothing is measured of a list that is out of sight: it is looked at again when it comes back. */
  function look() {
    const at = box.current;
    if (!at?.checkVisibility()) return;
    const row = rowPixels(rowRems);
    const first = Math.max(0, Math.floor(at.scrollTop / row) - AHEAD);
    const rows = Math.min(MOST_ROWS, Math.ceil(at.clientHeight / row) + 2 * AHEAD);
    setView((held) => (held.first === first && held.rows === rows && held.row === row ? held : { first, rows, row }));
  }
  useEffect(() => {
    // It tells of the first size too, and of none while something covers the list: measuring then would draw what is hidden.
    const watcher = new ResizeObserver(() => requestAnimationFrame(look));
    if (box.current) watcher.observe(box.current);
    return () => watcher.disconnect();
  }, [rowRems]);
  useLayoutEffect(() => {
    if (drawn.current && box.current?.checkVisibility()) {
      box.current.scrollTop = 0;
      look();
    }
    drawn.current = true;
  }, [top]);

  const last = Math.min(count, view.first + view.rows);
  useEffect(() => onShown?.(last - 1), [last, count]);
  useEffect(() => {
    if (wanted.current < 0) return;
    const row = box.current?.querySelector(`[data-at="${wanted.current}"] a`);
    if (row instanceof HTMLElement) {
      row.focus();
      wanted.current = -1;
    }
  });

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const item = event.target instanceof Element && event.target.closest("[data-at]");
    const step = ARROWS[event.key];
    if (!item || !step || !box.current) return;
    event.preventDefault();
    const next = Math.min(count - 1, Math.max(0, Number(item.getAttribute("data-at")) + step));
    wanted.current = next;
    const { scrollTop, clientHeight } = box.current;
    if (next * view.row < scrollTop) box.current.scrollTop = next * view.row;
    else if ((next + 1) * view.row > scrollTop + clientHeight) box.current.scrollTop = (next + 1) * view.row - clientHeight;
    setView({ ...view });
  }

  const shown = Array.from({ length: Math.max(0, last - view.first) }, (_, offset) => view.first + offset);
  return html`<div class="long-list" ref=${box} onScroll=${look} onKeyDown=${pressed} tabindex="-1">
    <ul aria-label=${label} style=${{ height: `${count * view.row}px` }}>
      ${shown.map(
        (at) => html`<li key=${keyOf(at)} data-at=${at} aria-setsize=${count} aria-posinset=${at + 1} style=${{ height: `${view.row}px`, transform: `translateY(${at * view.row}px)` }}>
          ${draw(at)}
        </li>`,
      )}
    </ul>
  </div>`;
}

/** @param {number} rems */
function rowPixels(rems) {
  return rems * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
