// Talking to our own server, as whoever is logged in.
import { data, knows, say } from "./page.js";

const address = (what) => `/api/v1/sessions/${encodeURIComponent(data.id)}/${what}`;

/** Sends a POST: `{status, body, retryAfter}`; status 0 when the server cannot be reached. */
export async function post(what, body) {
  try {
    const answer = await fetch(address(what), {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: body === undefined ? "{}" : JSON.stringify(body),
      cache: "no-store",
      signal: AbortSignal.timeout(30_000),
    });
    const text = await answer.text();
    let read = null;
    try { read = text ? JSON.parse(text) : null; } catch { /* A proxy answered in its own words. */ }
    return { status: answer.status, body: read, retryAfter: answer.headers.get("retry-after") };
  } catch {
    return { status: 0, body: null, retryAfter: null };
  }
}

/** Why the server refused, in the reader's language where there are words for it. */
export function reason(answer) {
  const code = answer.body?.code;
  if (answer.status === 0) return document.body.dataset.textOffline ?? "";
  return knows(`refusal:${code}`) ? say(`refusal:${code}`) : (answer.body?.detail ?? say("failed"));
}
