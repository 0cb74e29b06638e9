// Talking to our own server, as whoever is logged in. Each answer tells the clock the server's time.
import { DeviceClock } from "./clock.js";
import { remember, remembered } from "./page.js";

export const clock = new DeviceClock(remembered("offset"));

/** `{status, body, retryAfter}`; status 0 when the server cannot be reached. */
async function ask(path, options, patience) {
  const sent = Date.now();
  try {
    const answer = await fetch(path, { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(patience), ...options });
    clock.learn({ sent, received: Date.now(), date: answer.headers.get("date") });
    remember("offset", clock.offset);
    let body = null;
    try { body = JSON.parse(await answer.text()); } catch { /* Somebody between us and the server answered. */ }
    return { status: answer.status, body, retryAfter: answer.headers.get("retry-after") };
  } catch {
    return { status: 0, body: null, retryAfter: null };
  }
}

const HEADERS = { "content-type": "application/json", accept: "application/json" };

export const post = (path, body) => ask(path, { method: "POST", headers: HEADERS, body: JSON.stringify(body) }, 60_000);
/** What is no JSON; `null` where it cannot be had. */
export async function getText(path) {
  try {
    const answer = await fetch(path, { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(15_000) });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

export const get = (path) => ask(path, { headers: { accept: "application/json" } }, 15_000);
