/** Icons: strokes on a grid of 24, in the colour of the text beside them. They say nothing alone: label the control. */

import { html } from "htm/preact";

const PATHS = {
  agenda: "M5 5h14v15H5zM5 10h14M9 3v4M15 3v4M9 15l2 2 4-4",
  alert: "M12 4 2.8 20h18.4zM12 10v5M12 17.6v.1",
  back: "M15 5l-7 7 7 7",
  board: "M5 20V10M12 20V4M19 20v-7M3 20h18",
  calendar: "M5 5h14v15H5zM5 10h14M9 3v4M15 3v4",
  check: "M5 12.5l4.5 4.5L19 7.5",
  chevron: "M9 6l6 6-6 6",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 8v4.5l3 2",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z",
  filter: "M4 6h16M7 12h10M10 18h4",
  flag: "M6 21V4M6 5h12l-2.5 4L18 13H6",
  home: "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
  inbox: "M4 13l2.5-8h11L20 13v6H4zM4 13h5l1 2.5h4l1-2.5h5",
  key: "M14.5 4a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM10.5 13.5L4 20v-3M7 17l2 2",
  mail: "M4 6h16v12H4zM4 7l8 6 8-6",
  menu: "M4 7h16M4 12h16M4 17h16",
  message: "M4 5h16v11H10l-5 4v-4H4z",
  minus: "M6 12h12",
  moto: "M5.5 13.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM18.5 13.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM5.5 17h6l4-6.5H8M13.5 6.5H17l1.8 7",
  out: "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6",
  phone: "M6.5 3.5l3 .5 1.5 4-2 1.8a11 11 0 0 0 5.2 5.2l1.8-2 4 1.5.5 3c-.3 1.5-1.5 2.5-3 2.5C10 20 4 14 4 6.5c0-1.5 1-2.7 2.5-3z",
  plus: "M12 5v14M5 12h14",
  quote: "M6 3h9l4 4v14H6zM14 3v5h5M9 13h7M9 17h5",
  refresh: "M20 12a8 8 0 1 1-2.5-5.8M20 3v4.5h-4.5",
  search: "M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM16 16l4.5 4.5",
  send: "M21 3L10.5 13.5M21 3l-6.5 18-4-7.5L3 9.5z",
  sliders: "M4 7h8M17 7h3M14.5 4.5v5M4 12h3M12 12h8M9.5 9.5v5M4 17h8M17 17h3M14.5 14.5v5",
  stock: "M4 8l8-4 8 4-8 4zM4 8v8l8 4 8-4V8M12 12v8",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  unlinked: "M3 4l18 17M8 8.5A8 8 0 0 1 20 10M4 10a11 11 0 0 1 3-2M7.5 14a6 6 0 0 1 3-1.8M12 18.5v.1",
  whatsapp: "M12 3.5a8.5 8.5 0 0 0-7.3 12.8L3.5 20.5l4.3-1.1A8.5 8.5 0 1 0 12 3.5zM9 8.5c-.8 2.8 3.5 7 6.3 6.3l.5-1.6-2-1-1 .8c-1-.3-2-1.3-2.3-2.3l.8-1-1-2z",
};

/** @typedef {keyof typeof PATHS} IconName */

/** @param {{ name: IconName, size?: "small" | "large" }} props */
export function Icon({ name, size }) {
  return html`<svg class=${`icon ${size ?? ""}`} viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
}
