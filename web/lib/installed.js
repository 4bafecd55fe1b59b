/** The app on the device: its service worker, the notice of a new version, and the way to take it. */

import { signal } from "@preact/signals";

const LOOK_MS = 30 * 60_000;

/** A version that waits to be taken. @type {import("@preact/signals").Signal<ServiceWorker | null>} */
export const newVersion = signal(/** @type {ServiceWorker | null} */ (null));

/** Take the new version: the worker changes, and the page is loaded anew by it. Another window may have taken it already. */
export function takeNewVersion() {
  if (newVersion.value?.state !== "installed") return location.reload();
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  return newVersion.value.postMessage("take over");
}

/** Keep the console's files here, and look for newer ones now and then. */
export async function keepInstalled() {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register("sw.js", { updateViaCache: "none" });
  const notice = () => {
    if (registration.waiting && navigator.serviceWorker.controller) newVersion.value = registration.waiting;
  };
  // One that another window found may be on its way already.
  const watch = () => registration.installing?.addEventListener("statechange", notice);
  notice();
  watch();
  registration.addEventListener("updatefound", watch);
  const look = () => registration.update().catch(() => null);
  setInterval(look, LOOK_MS);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
}
