// Money and days as people here write them.

/** Cents as $3.499,00. */
function moneyText(cents) {
  const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, ".");
  return `$${whole},${String(cents % 100).padStart(2, "0")}`;
}

/** Cents of what somebody typed: "1.200,50", "1200.5", "$ 1,200"; null if it is no amount. */
function centsOf(text) {
  const plain = text.replace(/[\s$]/g, "");
  const found = /^(\d[\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(plain);
  if (!found) return null;
  const whole = found[1].replace(/[.,]/g, "");
  if (whole.length > 9) return null;
  return Number(whole) * 100 + Number((found[2] || "").padEnd(2, "0"));
}

/** The parts of an instant by the dealership's clock: {day: "2026-07-15", minutes: 615}. */
function localClock(instant, zone) {
  const parts = {};
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  });
  format.formatToParts(instant).forEach((part) => { parts[part.type] = part.value; });
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    minutes: Number(parts.hour) * 60 + Number(parts.minute),
  };
}

/** "-05:00": how the dealership's clock stands to UTC at an instant. */
function utcOffset(instant, zone) {
  const clock = localClock(instant, zone);
  const seen = Date.parse(`${clock.day}T00:00:00Z`) + clock.minutes * 60000;
  const minutes = Math.round((seen - instant.getTime()) / 60000);
  const size = Math.abs(minutes);
  const pad = (number) => String(number).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

function hourText(minutes) {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
