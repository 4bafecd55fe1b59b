/**
 * The service worker: keeps the console's own files, so that it opens at once and without a line, and hands out the
 * proformas that the console put by. It never answers for the API. A new version waits until people say so.
 */
/* global SHELL */

importScripts("shell.js");

const KEEP = `shell-${SHELL.version}`;
const PROFORMAS = "proformas";

self.addEventListener("install", (event) => {
  // Where a browser can, it takes the files from the cache without waking this worker. It knows few such rules: one for a folder.
  const places = new Set(SHELL.files.map((file) => file.replace(/^(\w+)\/.*/, "$1/*")));
  const routes = [...places].map((place) => ({
    condition: { urlPattern: new URL(place, self.registration.scope).href, requestMethod: "GET" },
    source: { cacheName: KEEP },
  }));
  if (event.addRoutes) event.waitUntil(event.addRoutes(routes));
  event.waitUntil(
    caches.open(KEEP).then((cache) => cache.addAll(SHELL.files.map((file) => new Request(file, { cache: "no-cache" })))),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== KEEP).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  const path = pathname.slice(new URL(self.registration.scope).pathname.length);
  if (method !== "GET" || origin !== self.location.origin || path.startsWith("api/")) return;
  if (path.startsWith("proforma/")) event.respondWith(proforma(event.request));
  else if (mode === "navigate" && path !== "") return;
  else event.respondWith(shellFile(event.request));
});

/** @param {Request} request */
async function shellFile(request) {
  const kept = await caches.match(request, { cacheName: KEEP, ignoreSearch: true });
  return kept ?? fetch(request);
}

/** @param {Request} request */
async function proforma(request) {
  const kept = await caches.match(request, { cacheName: PROFORMAS });
  return kept ?? new Response("", { status: 404 });
}
