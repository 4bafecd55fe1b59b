/**
 * The one module that talks HTTP: tokens and their renewal, problems, keys that make a POST happen once, and retries.
 *
 * Raises `Problem` for what the API refused, `NoLine` when no answer came, or not all of it.
 */

import { signal as signalOf } from "@preact/signals";
import { dropSession, isStillOpen, keepSession, session } from "./session.js";

/** @import { ProblemFault, RefreshedView } from "#api" */
/** @import { Session } from "./session.js" */
/**
 * @typedef {Record<string, string | number | boolean | string[] | null | undefined>} Query
 * @typedef {{ query?: Query, signal?: AbortSignal }} Reading
 * @typedef {{ key?: string, ifMatch?: string | null }} Writing
 * @typedef {Reading & Writing & { body?: unknown, open?: boolean }} Options
 * @typedef {Options & { asker?: Session | null }} Asked
 */

const BASE = "api";
const PATIENCE_MS = 15_000;
const PAUSES_MS = [400, 1500];
const LONGEST_PAUSE_MS = 4000;

/** How many calls are on their way. */
export const onTheWay = signalOf(0);

/** What the API refused, in its own Spanish words. */
export class Problem extends Error {
  /** @param {number} status @param {Partial<import("#api").Problem>} body */
  constructor(status, body) {
    super(body.detail || body.title || "El servicio no respondió como se esperaba.");
    this.name = "Problem";
    this.status = status;
    this.title = body.title || "No se pudo hacer";
    /** @type {ProblemFault[]} */
    this.errors = body.errors ?? [];
    /** @type {Record<string, unknown>} */
    this.state = body.state ?? {};
  }

  /** What is wrong at one JSON pointer, or under it. @param {string} pointer */
  at(pointer) {
    return this.errors.find((fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`))?.detail;
  }
}

/** No answer: the line is down, or the server is. The same request may be sent again with its key. */
export class NoLine extends Error {
  constructor() {
    super("No hay conexión. Revise su señal e intente de nuevo.");
    this.name = "NoLine";
  }
}

/** @template T @param {string} path @param {Reading} [options] @returns {Promise<T>} */
export async function get(path, options) {
  return body(await call("GET", path, options));
}

/**
 * A command, done once however often it has to be sent.
 * @template T @param {string} path @param {unknown} [content] @param {Writing} [options] @returns {Promise<T>}
 */
export async function post(path, content, options) {
  return body(await call("POST", path, { key: newKey(), ...options, body: content }));
}

/** @template T @param {string} path @param {unknown} content @param {string | null} ifMatch @returns {Promise<T>} */
export async function patch(path, content, ifMatch) {
  return body(await call("PATCH", path, { body: content, ifMatch }));
}

/** @param {string} path @param {Writing} [options] */
export async function remove(path, options) {
  await call("DELETE", path, options);
}

/** A key for one command; keep it to send the same command again later. */
export function newKey() {
  return crypto.randomUUID();
}

/**
 * The answer itself, for what is not JSON or whose headers matter. It is tried again only in the name of whoever asked.
 * @param {string} method @param {string} path @param {Options} [options]
 * @returns {Promise<Response>}
 */
export async function call(method, path, options = {}) {
  onTheWay.value++;
  try {
    const asker = options.open ? null : session.value;
    const asked = { ...options, asker };
    const response = await persist(method, path, asked);
    if (response.status !== 401 || !asker || !isStillOpen(asker)) return await accepted(response);
    await renew();
    return await accepted(await persist(method, path, asked));
  } finally {
    onTheWay.value--;
  }
}

/** @param {string} method @param {string} path @param {Asked} options */
async function persist(method, path, options) {
  const repeatable = method === "GET" || options.key !== undefined;
  for (const pause of PAUSES_MS) {
    const response = await once(method, path, options).catch((/** @type {Error} */ error) => error);
    const again = response instanceof NoLine ? navigator.onLine : !(response instanceof Error) && isPassing(response);
    if (!repeatable || !again) return given(response);
    await wait(response instanceof Response ? pauseAsked(response, pause) : pause, options.signal);
  }
  return once(method, path, options);
}

/** @param {Response | Error} response */
function given(response) {
  if (response instanceof Error) throw response;
  return response;
}

/** @param {string} method @param {string} path @param {Asked} options */
async function once(method, path, { query, body: content, key, ifMatch, asker, signal }) {
  const headers = new Headers();
  if (asker && !isStillOpen(asker)) throw new Problem(401, { detail: "La sesión ya terminó." });
  if (asker) headers.set("Authorization", `Bearer ${session.value?.idToken}`);
  if (content !== undefined) headers.set("Content-Type", "application/json");
  if (key) headers.set("Idempotency-Key", key);
  if (ifMatch) headers.set("If-Match", ifMatch);
  const signals = [AbortSignal.timeout(PATIENCE_MS), ...(signal ? [signal] : [])];
  try {
    const response = await fetch(`${BASE}${path}${search(query)}`, {
      method,
      headers,
      body: content === undefined ? null : JSON.stringify(content),
      signal: AbortSignal.any(signals),
    });
    const whole = await response.arrayBuffer();
    return new Response(whole.byteLength ? whole : null, response);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new NoLine();
  }
}

/** @param {Response} response */
async function accepted(response) {
  if (response.ok) return response;
  const told = await response.json().catch(() => ({}));
  throw new Problem(response.status, told);
}

/** @param {Response} response */
async function body(response) {
  return response.status === 204 || response.status === 202 ? null : response.json();
}

/** @type {Promise<void> | null} */
let renewing = null;

/** A fresh token, asked for once however many calls need it; a session that is over is dropped. */
function renew() {
  renewing ??= freshToken().finally(() => {
    renewing = null;
  });
  return renewing;
}

async function freshToken() {
  const held = session.value;
  if (!held) return;
  const options = { body: { refresh_token: held.refreshToken }, open: true };
  const response = await persist("POST", "/session/refresh", options);
  if ((response.status === 401 || response.status === 403) && isStillOpen(held)) dropSession();
  /** @type {RefreshedView} */
  const fresh = await (await accepted(response)).json();
  if (isStillOpen(held)) keepSession({ ...held, idToken: fresh.id_token });
}

/** @param {Response} response */
function isPassing({ status }) {
  return status === 429 || status === 502 || status === 503 || status === 504;
}

/** @param {Response} response @param {number} otherwise */
function pauseAsked(response, otherwise) {
  const seconds = Number(response.headers.get("Retry-After"));
  return seconds ? Math.min(seconds * 1000, LONGEST_PAUSE_MS) : otherwise;
}

/** @param {number} ms @param {AbortSignal} [signal] */
function wait(ms, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/** @param {Query} [query] */
function search(query = {}) {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") pairs.append(name, String(one));
    }
  }
  return pairs.size ? `?${pairs}` : "";
}
