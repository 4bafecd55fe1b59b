/** The menu: every view that there is, who may see it, and the module that draws it. */

import { DEALS } from "../lib/styles.js";
import { unread } from "../lib/unread.js";
import FollowUps from "./follow-ups/view.js";

/** @import { ComponentType } from "preact" */
/** @import { Role } from "#api" */
/** @import { ReadonlySignal } from "@preact/signals" */
/** @import { IconName } from "../parts/icon.js" */
/**
 * @typedef {{ segments: string[] }} ViewProps what follows the view's own name in the address
 * @typedef {object} Entry
 * @property {string} at first word of the address
 * @property {string} label
 * @property {string} [short] for the bar at the bottom of a phone, where the label is too long
 * @property {IconName} icon
 * @property {Role[]} [roles] everybody, unless named
 * @property {boolean} [bar] has a place in the bar at the bottom of a phone; the rest is behind "Menú"
 * @property {ReadonlySignal<number>} [unread] what waits there to be read
 * @property {string[]} [styles] style sheets of its own, loaded with it
 * @property {ComponentType<ViewProps>} [view] for the one that comes with the console itself
 * @property {() => Promise<{ default: ComponentType<ViewProps> }>} [load] for every other
 */

/** @type {Role[]} */
const LEADERS = ["BOSS", "MANAGER"];

/** @type {Entry[]} */
export const ROUTES = [
  {
    at: "seguimientos",
    label: "Mis Seguimientos",
    short: "Seguimientos",
    icon: "agenda",
    bar: true,
    view: FollowUps,
  },
  {
    at: "cotizaciones",
    label: "Cotizaciones",
    icon: "quote",
    bar: true,
    styles: DEALS,
    load: () => import("./quotes/view.js"),
  },
  { at: "reservas", label: "Reservas", icon: "flag", bar: true, styles: DEALS, load: () => import("./reservations/view.js") },
  { at: "bandeja", label: "Bandeja", icon: "check", bar: true, roles: LEADERS, styles: DEALS, load: () => import("./tray/view.js") },
  { at: "buzon", label: "Buzón", icon: "inbox", unread, styles: DEALS, load: () => import("./inbox/view.js") },
  { at: "tablero", label: "Tablero", icon: "board", roles: LEADERS, styles: DEALS, load: () => import("./board/view.js") },
  { at: "stock", label: "Catálogo y stock", icon: "stock", styles: DEALS, load: () => import("./stock/view.js") },
  { at: "personas", label: "Personas", icon: "person", roles: LEADERS, styles: DEALS, load: () => import("./people/view.js") },
  { at: "ajustes", label: "Ajustes", icon: "sliders", roles: LEADERS, styles: DEALS, load: () => import("./settings/view.js") },
  { at: "cuenta", label: "Mi cuenta", icon: "key", styles: [...DEALS, "style/account.css"], load: () => import("./account/view.js") },
];

export const HOME = "seguimientos";
