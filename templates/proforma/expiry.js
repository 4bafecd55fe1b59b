// A page that is kept somewhere says by itself that its day has passed (P4, B4).

function markExpired(body) {
  const today = localClock(new Date(), body.dataset.zone).day;
  const isOver = body.dataset.state === "current" && body.dataset.expires === "yes" && today > body.dataset.validUntil;
  if (!isOver) return;
  body.dataset.state = "expired";
  document.getElementById("expired").hidden = false;
}
