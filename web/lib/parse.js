/** What people type as money, per cents and counts, as whole cents, basis points and numbers; and back, to be typed over. */

/** `1.234,56`, `1234.56`, `$ 1 234`: cents. Null when it is no amount. @param {string} text */
export const centsOf = (text) => hundredths(text);

/** `15,6`, `15.60 %`: basis points. Null when it is no rate. @param {string} text */
export const bpsOf = (text) => hundredths(text);

/** `15`: a whole number. Null when it is none. @param {string} text */
export const countOf = (text) => (/^\d+$/.test(text.trim()) ? Number(text) : null);

/** `Rojo, Negro`: what stands between commas. @param {string} text */
export const partsOf = (text) => text.split(",").map((one) => one.trim()).filter(Boolean);

/** `1234,56`, and `1234` for whole dollars @param {number} value in cents, or basis points */
export function typed(value) {
  const [whole, rest] = [Math.floor(value / 100), value % 100];
  return rest ? `${whole},${String(rest).padStart(2, "0")}` : String(whole);
}

/** @param {string} text */
function hundredths(text) {
  const found = /^(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d{1,2}))?$/.exec(text.replaceAll(/[\s$%]/g, ""));
  if (!found) return null;
  return Number((found[1] ?? "").replaceAll(/[.,]/g, "")) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
}
