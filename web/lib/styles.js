/** Style sheets that come with the view that needs them, each once. */

/** What every screen about a deal needs. */
export const DEALS = ["style/detail.css", "style/deals.css"];

/** @param {string[]} sheets @returns {Promise<unknown>} when they are there, or failed to come: then the next to ask asks again */
export function addStyles(sheets) {
  return Promise.all(sheets.map(addStyle));
}

/** @type {Map<string, Promise<unknown>>} */
const added = new Map();

/** @param {string} href */
function addStyle(href) {
  const held = added.get(href);
  if (held) return held;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  const there = new Promise((resolve) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => {
      added.delete(href);
      link.remove();
      resolve(null);
    });
  });
  added.set(href, there);
  document.head.append(link);
  return there;
}
