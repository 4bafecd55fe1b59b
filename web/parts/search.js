/** A search that follows the typing; its words are in the address, as `q`. */

import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { query, setQuery } from "../lib/router.js";
import { Icon } from "./icon.js";

const TYPING_MS = 180;

/** @param {{ label: string, placeholder: string }} props */
export function Search({ label, placeholder }) {
  const [text, setText] = useState(query.value.get("q") ?? "");
  const timer = useRef(0);
  const outside = query.value.get("q") ?? "";
  const last = useRef(outside);
  // Only what others put there: what was typed since it was sent stays.
  useEffect(() => {
    if (outside === last.current) return;
    clearTimeout(timer.current);
    last.current = outside;
    setText(outside);
  }, [outside]);
  useEffect(() => () => clearTimeout(timer.current), []);
  /** @param {Event} event */
  function typed(event) {
    const { value } = /** @type {HTMLInputElement} */ (event.target);
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      last.current = value.trim();
      setQuery({ q: last.current, cursor: null });
    }, TYPING_MS);
  }
  return html`<label class="search">
    <${Icon} name="search" /><span class="visually-hidden">${label}</span>
    <input type="search" value=${text} onInput=${typed} placeholder=${placeholder} autocomplete="off" enterkeyhint="search" />
  </label>`;
}
