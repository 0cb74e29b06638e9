// What an answer to "may I come in?" means. Pure: status, body and header in, what to do out.

/** Seconds to wait before asking again, by how often it failed. */
const BACKOFF = [2, 4, 8, 15, 30];

/**
 * `{kind: "enter", grant}`, `{kind: "wait", text, until}` (milliseconds since 1970), `{kind: "ended", text}`,
 * `{kind: "login"}` or `{kind: "refused", code, detail}`. `failures` is how many answers before this one asked to wait.
 */
export function outcome({ status, body, retryAfter, now, failures = 0 }) {
  if (status === 200 && typeof body?.token === "string" && typeof body?.url === "string") return { kind: "enter", grant: body };
  const code = body?.code ?? "";
  if (status === 401) return { kind: "login" };
  if (code === "not_open") {
    const opens = Date.parse(body.opensAt);
    // Not to the millisecond: a class does not knock all at once.
    return { kind: "wait", text: "notOpen", until: Number.isNaN(opens) ? now + 15_000 : Math.max(opens, now + 1_000) };
  }
  if (code === "over") return { kind: "ended", text: "over" };
  if (code === "cancelled") return { kind: "ended", text: "cancelled" };
  if (code === "platform_not_connected") return { kind: "refused", code, detail: body?.detail };
  const seconds = wait(retryAfter, failures);
  if (code === "room_closing") return { kind: "wait", text: "closing", until: now + seconds * 1000 };
  if (status === 0) return { kind: "wait", text: "offline", until: now + seconds * 1000 };
  if (status >= 500 || status === 429 || code === "busy" || code === "idempotency_in_progress") {
    const text = code.startsWith("platform_") ? "unreachable" : "offline";
    return { kind: "wait", text, until: now + seconds * 1000 };
  }
  return { kind: "refused", code, detail: body?.detail };
}

function wait(retryAfter, failures) {
  const asked = Number.parseInt(retryAfter ?? "", 10);
  if (asked >= 0) return Math.min(Math.max(asked, 1), 60);
  return BACKOFF[Math.min(failures, BACKOFF.length - 1)];
}

/** LiveKit's reasons (protocol numbers) for which the room is not entered again by itself. */
const FINAL = { 1: "left", 2: "elsewhere", 4: "removed" };
/** The room was closed: by the end of the lesson, or before its time. Only the server knows. */
const CLOSED = new Set([5, 10]);

/** After a connection ended: `left`, `elsewhere`, `removed`, `closed` (ask the server) or `lost` (come back). */
export function ending(reason) {
  return FINAL[reason] ?? (CLOSED.has(reason) ? "closed" : "lost");
}
