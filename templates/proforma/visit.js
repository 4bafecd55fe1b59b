// P1: an open is counted once a person's browser has shown the whole page for a second.

const SHOWN_FOR_MS = 1000;
const PREVIEWERS = /bot\b|crawl|spider|preview|^WhatsApp\/|facebookexternalhit|slurp|embedly|curl\/|wget\//i;
const NOT_A_BOT = /\bcubot/i;

/** What this tab remembers; a browser that refuses to remember is asked again each time. */
function recall(name) {
  try {
    return sessionStorage.getItem(name);
  } catch (refused) {
    return null;
  }
}

function remember(name, value) {
  try {
    sessionStorage.setItem(name, value);
  } catch (refused) { /* the server knows a visit by its id anyway */ }
}

/** One id per visit: reloads of the tab keep it. */
function visitId() {
  const kept = recall("visit");
  if (kept) return kept;
  const made = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  remember("visit", made);
  return made;
}

function isPreviewer(agent) {
  return PREVIEWERS.test(agent) && !NOT_A_BOT.test(agent);
}

function post(url, body) {
  return fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    keepalive: true,
    credentials: "omit",
  });
}

function countOpen(url, visit) {
  const counted = `counted ${url}`;
  let timer = 0;
  let sent = recall(counted) === visit;

  function isShown() {
    return document.visibilityState === "visible" && !document.prerendering && document.readyState === "complete";
  }
  function send() {
    if (sent || !isShown()) return;
    sent = true;
    post(url, { visit_id: visit }).then(
      (response) => { if (response.ok) remember(counted, visit); },
      () => { sent = false; },
    );
  }
  function watch() {
    clearTimeout(timer);
    if (!sent && isShown()) timer = setTimeout(send, SHOWN_FOR_MS);
  }
  document.addEventListener("visibilitychange", watch);
  document.addEventListener("prerenderingchange", watch);
  window.addEventListener("load", watch);
  watch();
}
