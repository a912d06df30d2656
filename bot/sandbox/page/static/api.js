// Talks to the sandbox: JSON calls, uploads and the stream of events.

import { toast } from "./dialogs.js";

export class Refused extends Error {}

async function answer(response) {
  const body = await response.json().catch(() => ({ error: `Status ${response.status}` }));
  if (!response.ok) throw new Refused(body.error ?? `Status ${response.status}`);
  return body;
}

/** GET /page/<name>; throws Refused with the server's sentence. */
export async function get(name, params = {}) {
  const query = new URLSearchParams(params);
  return answer(await fetch(`/page/${name}?${query}`, { cache: "no-store" }));
}

export async function post(name, body) {
  return answer(await fetch(`/page/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }));
}

/** Sends files with their description; `files` are File objects, `fields` any JSON. */
export async function upload(fields, files) {
  const form = new FormData();
  form.append("fields", JSON.stringify(fields));
  for (const file of files) form.append("file", file, file.name);
  return answer(await fetch("/page/media", { method: "POST", body: form }));
}

/** Runs an action and shows what went wrong as a toast; resolves to undefined then. */
export async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof Refused) && !(error instanceof TypeError)) throw error;
    toast(error instanceof Refused ? error.message : "The sandbox does not answer.");
    return undefined;
  }
}

const KINDS = ["message", "deleted", "typing", "draft", "chats"];

/**
 * One stream for a person. `handlers[kind](data)` for each event, `handlers.open(again)` when the
 * stream stands and `handlers.lost()` when it broke; it comes back by itself. Returns a closer.
 */
export function listen(person, handlers) {
  let source = null;
  let timer = 0;
  let opened = false;
  const connect = () => {
    source = new EventSource(`/page/events?person=${person}`);
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => handlers[kind](JSON.parse(event.data)));
    }
    source.addEventListener("open", () => {
      handlers.open(opened);
      opened = true;
    });
    source.addEventListener("error", () => {
      handlers.lost();
      // A refused stream is closed for good by the browser; a broken one it mends itself.
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, 2000);
    });
  };
  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
