/** A QR code, drawn here: what it says goes to nobody. Black on white in the dark too, as cameras want it. */

import { html } from "htm/preact";
import { generate } from "lean-qr/nano";
import { useMemo } from "preact/hooks";

/** The quiet edge that a code needs around it, in modules. */
const EDGE = 4;

/** @param {{ text: string, label: string }} props */
export function Qr({ text, label }) {
  const { size, path } = useMemo(() => drawn(text), [text]);
  const side = size + 2 * EDGE;
  return html`<svg class="qr" role="img" aria-label=${label} viewBox=${`${-EDGE} ${-EDGE} ${side} ${side}`}><path d=${path} /></svg>`;
}

/** @param {string} text */
function drawn(text) {
  const code = generate(text);
  let path = "";
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x} ${y}h1v1h-1z`;
  }
  return { size: code.size, path };
}
