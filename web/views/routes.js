/** The menu: every view that there is, who may see it, and the module that draws it. */

/** @import { ComponentType } from "preact" */
/** @import { Role } from "#api" */
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
 * @property {string[]} [styles] style sheets of its own, loaded with it
 * @property {() => Promise<{ default: ComponentType<ViewProps> }>} load
 */

/** @type {Entry[]} */
export const ROUTES = [
  {
    at: "seguimientos",
    label: "Mis Seguimientos",
    short: "Seguimientos",
    icon: "agenda",
    bar: true,
    styles: ["style/follow-ups.css", "style/detail.css"],
    load: () => import("./follow-ups/view.js"),
  },
];

export const HOME = "seguimientos";
