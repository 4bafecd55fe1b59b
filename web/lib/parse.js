/** What people type as money, per cents and counts, as whole cents, basis points and numbers; and back, to be typed over. */

const PLAIN = /^(\d+)(?:[.,](\d{1,2}))?$/;
/** Thousands stand apart by points or by commas, never by both. */
const AMOUNTS = [PLAIN, /^(\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?$/, /^(\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/];

/** `1.234,56`, `1234.56`, `$ 1 234`: cents. Null when it is no amount. @param {string} text */
export const centsOf = (text) => hundredths(text.replaceAll(/[\s$]/g, ""), AMOUNTS);

/** `15,6`, `15.60 %`: basis points. Null when it is no rate. @param {string} text */
export const bpsOf = (text) => hundredths(text.replaceAll(/[\s%]/g, ""), [PLAIN]);

/** `15`: a whole number. Null when it is none. @param {string} text */
export const countOf = (text) => (/^\d+$/.test(text.trim()) ? Number(text) : null);

/** `Rojo, Negro`: what stands between commas. @param {string} text */
export const partsOf = (text) => text.split(",").map((one) => one.trim()).filter(Boolean);

/** `1234,56`, and `1234` for whole dollars @param {number} value in cents, or basis points */
export function typed(value) {
  const [whole, rest] = [Math.floor(value / 100), value % 100];
  return rest ? `${whole},${String(rest).padStart(2, "0")}` : String(whole);
}

/** @param {string} text @param {RegExp[]} shapes */
function hundredths(text, shapes) {
  const found = shapes.map((shape) => shape.exec(text)).find(Boolean);
  if (!found) return null;
  return Number((found[1] ?? "").replaceAll(/[.,]/g, "")) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
}
