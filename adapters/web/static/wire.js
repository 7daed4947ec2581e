// Talking to the server: one place for tokens, lost connections and refusals.

export class Lost extends Error {}
export class Expired extends Error {}
export class Refused extends Error {}

export async function get(path, token) {
  const answer = await request(path, { headers: bearer(token) });
  return answer.status === 404 ? null : read(answer);
}

export async function post(path, body, token) {
  const headers = { "Content-Type": "application/json", ...bearer(token) };
  return read(await request(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

export async function upload(path, file, token, fields = {}) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("file", file, file.name);
  return read(await request(path, { method: "POST", headers: bearer(token), body }));
}

// A download carries its token in the address: a link can send no header.
export function fileOf(page, token) {
  const file = new URL(page, location.href);
  file.searchParams.set("token", token);
  return file.href;
}

// A line keeps its id when it is sent again, so that it never runs twice.
export function sendLine(text, room, token, id = newId()) {
  return post("/api/v1/lines", { text, id, ...(room ? { room } : {}) }, token);
}

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function bearer(token) {
  return token ? { Authorization: `Bearer ${token}` } : {};
}

async function request(path, options) {
  try {
    return await fetch(path, { cache: "no-store", ...options });
  } catch {
    throw new Lost("The connection to Jointly is lost.");
  }
}

async function read(answer) {
  if (answer.status === 401) throw new Expired("The demo was started again: load this page once more.");
  const body = await answer.json().catch(() => null);
  if (!answer.ok) throw new Refused(reason(body, answer.status));
  return body;
}

function reason(body, status) {
  return body?.text ?? body?.detail ?? body?.error ?? `Jointly could not do that (${status}).`;
}
