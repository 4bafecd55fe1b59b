/** A sheet: a dialog that comes up from below on a phone. Half-done work is not closed away without asking. */

import { html } from "htm/preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { keepHere } from "../lib/router.js";
import { Button } from "./button.js";

/** @import { ComponentChildren } from "preact" */

/**
 * @param {object} props
 * @param {string} props.title
 * @param {() => void} props.onClose
 * @param {boolean} [props.unsaved] whether closing would lose something
 * @param {"narrow" | "wide"} [props.width]
 * @param {ComponentChildren} props.children
 * @param {ComponentChildren} [props.footer] the actions, always in sight
 * @param {string} [props.message] what was refused, in sight above them
 */
export function Sheet({ title, onClose, unsaved = false, width = "narrow", children, footer, message }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const heading = useId();
  const [asking, setAsking] = useState(false);

  useEffect(() => {
    dialog.current?.showModal();
    return () => dialog.current?.close();
  }, []);

  useEffect(() => {
    if (!unsaved) return undefined;
    keepHere(() => {
      setAsking(true);
      return false;
    });
    addEventListener("beforeunload", ask);
    return () => {
      keepHere(null);
      removeEventListener("beforeunload", ask);
    };
  }, [unsaved]);

  function leave() {
    if (unsaved) setAsking(true);
    else onClose();
  }
  function discard() {
    keepHere(null);
    onClose();
  }
  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    leave();
  }
  /** A browser may close a dialog whatever it is told: open it again while there is something to lose. */
  function closed() {
    if (!dialog.current) return;
    if (!unsaved) onClose();
    else {
      dialog.current.showModal();
      setAsking(true);
    }
  }

  return html`<dialog ref=${dialog} class=${`sheet ${width}`} aria-labelledby=${heading} onKeyDown=${pressed} onCancel=${cancelled} onClose=${closed}>
    <header>
      <h2 id=${heading}>${title}</h2>
      <${Button} look="quiet" icon="close" label="Cerrar" onPress=${leave} />
    </header>
    ${asking && html`<div class="asking" role="alert">
      <p>Hay datos sin guardar.</p>
      <${Button} onPress=${() => setAsking(false)}>Seguir aquí<//>
      <${Button} look="danger" onPress=${discard}>Descartar<//>
    </div>`}
    <div class="sheet-body">${children}</div>
    ${message !== undefined && html`<p class="fault" role="alert">${message}</p>`}
    ${footer && html`<footer>${footer}</footer>`}
  </dialog>`;

  /** @param {Event} event */
  function cancelled(event) {
    event.preventDefault();
    leave();
  }
}

/** @param {BeforeUnloadEvent} event */
function ask(event) {
  event.preventDefault();
}
