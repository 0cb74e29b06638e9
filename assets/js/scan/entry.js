// What is sent of a scan, and what an answer means. Pure: status, body and header in, what to do out.

/** Codes that mean "not now": the scan is neither taken nor refused. */
const NOT_NOW = new Set(["internal", "not_ready", "rate_limited", "timeout", "unavailable"]);
/** The same, of this one scan alone: somebody else is at it. */
const AT_WORK = new Set(["busy", "conflict", "idempotency_in_progress"]);
/** Most items in one request, and their most bytes; the server takes 1 MiB. */
export const MOST_ITEMS = 500;
const MOST_BYTES = 900_000;

/** The body of a scan that is sent alone. */
export function scanBody(item) {
  const { code, nonce, scannedAt, place } = item;
  return { code, nonce, scannedAt, ...placeOf(place) };
}

/** The body of an entry by hand. */
export function visitBody(item) {
  const { person, nonce, scannedAt, direction, place } = item;
  return { personId: person.id, direction, at: scannedAt, nonce, ...placeOf(place) };
}

function placeOf(place) {
  if (!place) return {};
  return place.kind === "venue" ? { venueId: place.id } : { sessionId: place.id };
}

/**
 * The next items to send together, of those that wait in order: scans that follow each other, or one entry by hand. The
 * one that somebody waits for goes alone, since only an answer of its own says by whom a ticket was used.
 */
export function nextGroup(waiting, awaited) {
  const [first] = waiting;
  if (!first) return [];
  if (first.kind !== "scan" || first.nonce === awaited) return [first];
  const group = [];
  let bytes = 0;
  for (const item of waiting) {
    bytes += new TextEncoder().encode(JSON.stringify(scanBody(item))).length + 1;
    const isOther = item.kind !== "scan" || item.nonce === awaited;
    if (isOther || group.length === MOST_ITEMS || (group.length > 0 && bytes > MOST_BYTES)) break;
    group.push(item);
  }
  return group;
}

/**
 * What became of a request: `{kind: "answered", body}`, `{kind: "refused", error}`, `{kind: "login"}`, `{kind: "wait", seconds}`
 * (the network or the server is away: everything waits) or `{kind: "broken"}` (the server fails at this one, others may pass).
 */
export function meaning({ status, body, retryAfter }) {
  const code = typeof body?.code === "string" ? body.code : null;
  if (status >= 200 && status < 300) {
    // A network that wants a login of its own answers in its own words.
    return body && typeof body === "object" ? { kind: "answered", body } : { kind: "wait", seconds: null };
  }
  if (status === 401) return { kind: "login" };
  if (status === 429 || status === 503) return { kind: "wait", seconds: seconds(retryAfter) };
  if ((status === 500 && code) || AT_WORK.has(code)) return { kind: "broken" };
  if (status >= 500 || status < 400 || code === null || NOT_NOW.has(code)) return { kind: "wait", seconds: seconds(retryAfter) };
  return { kind: "refused", error: errorOf(body) };
}

/** What became of one item of an upload: `{taken}`, `{refused}` or nothing, when it is to be sent again. */
export function itemMeaning(item) {
  if (item?.ok === true && item.result) return { taken: item.result };
  if (item?.ok === false && typeof item.error?.code === "string" && !NOT_NOW.has(item.error.code) && !AT_WORK.has(item.error.code)) return { refused: errorOf(item.error) };
  return null;
}

function errorOf({ code, detail, checkedInAt, checkedInBy, person, sessionId }) {
  return { code, detail: typeof detail === "string" ? detail : "", checkedInAt: checkedInAt ?? null, checkedInBy: checkedInBy ?? null, ...(person ? { person, sessionId: sessionId ?? null } : {}) };
}

function seconds(retryAfter) {
  const asked = Number.parseInt(retryAfter ?? "", 10);
  return asked >= 0 ? Math.min(Math.max(asked, 1), 300) : null;
}

/** A visit as the answer to an entry by hand, in the shape of a scan's. */
export function resultOfVisit(visit, item) {
  return {
    result: item.direction === "out" ? "checked_out" : "checked_in",
    level: item.place?.isEvent ? "event" : item.place?.kind === "venue" ? "venue" : "session",
    person: { id: item.person.id, name: visit?.personName ?? item.person.name },
    venueId: visit?.venueId ?? null,
    sessionId: visit?.sessionId ?? null,
    at: (item.direction === "out" ? visit?.checkOutTime : visit?.checkInTime) ?? item.scannedAt,
    repeated: visit?.repeated === true,
    finding: visit?.finding,
  };
}

/** Seconds until the next attempt, by how many have failed in a row. */
export const pause = (failures, asked) => asked ?? [2, 5, 10, 20, 30, 60][Math.min(failures, 5)];
