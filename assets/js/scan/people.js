// People to enter by hand. The server searches; names that were found, or of whom many are, stay on this device for when the
// network is away, with nothing but their id and name, and only for whoever is logged in (`../offline.js` forgets them at the logout).
import { matching } from "./names.js";
import { owner } from "./owner.js";
import { get } from "./server.js";

const CACHE = "rollcall-people";
const ADDRESS = "/scan/people";
const MOST = 1_000;
let known = null;

/** `{people, isOffline}` or `null` where the caller may not look. At an event only who is registered comes in. */
export async function search(typed, place) {
  if (place?.isEvent) {
    const people = await registeredFor(place.id);
    return people && { people: matching(people, typed), isOffline: false };
  }
  const { status, body } = await get(`/api/v1/people?is_active=true&role=student&limit=8&q=${encodeURIComponent(typed)}`);
  if (status === 200 && Array.isArray(body?.items)) {
    const people = body.items.map(({ id, name, email }) => ({ id, name, email }));
    await learn(people);
    return { people, isOffline: false };
  }
  if (status === 403) return null;
  return { people: matching((await load()).people, typed), isOffline: true };
}

const REGISTERED_MS = 120_000;
const registered = { event: null, at: 0, people: null };

/** Who is registered for an event; for a while as it was read last, and as long as the network is away. */
async function registeredFor(event) {
  const isSame = registered.event === event;
  if (isSame && Date.now() - registered.at < REGISTERED_MS) return registered.people;
  const people = [];
  for (let cursor = ""; cursor !== null;) {
    const { status, body } = await get(`/api/v1/events/${encodeURIComponent(event)}/registrations?status=REGISTERED&limit=500${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    if (status !== 200 || !Array.isArray(body?.items)) return isSame ? registered.people : status === 0 ? [] : null;
    people.push(...body.items.map(({ userId, userName, email }) => ({ id: userId, name: userName, email })));
    cursor = body.next ?? null;
  }
  Object.assign(registered, { event, at: Date.now(), people });
  return people;
}

async function load() {
  if (known) return known;
  const nothing = { owner: owner?.id, at: 0, people: [] };
  try {
    const kept = await (await (await caches.open(CACHE)).match(ADDRESS))?.json();
    known = kept?.owner === owner?.id ? kept : nothing;
  } catch {
    known = nothing;
  }
  return known;
}

async function learn(people, isAll = false) {
  const before = await load();
  const ids = new Set(people.map((one) => one.id));
  const all = [...people.map(({ id, name }) => ({ id, name })), ...before.people.filter((one) => !ids.has(one.id))].slice(0, MOST);
  known = { owner: owner?.id, at: isAll ? Date.now() : before.at, people: all };
  try {
    await (await caches.open(CACHE)).put(ADDRESS, new Response(JSON.stringify(known), { headers: { "content-type": "application/json" } }));
  } catch { /* Without https, or with a full disk, there is no search without a network. */ }
}

/** Once a day: the students, for when the network is away. */
export async function prepare() {
  if (Date.now() - (await load()).at < 20 * 3_600_000) return;
  const all = [];
  for (let cursor = ""; cursor !== null && all.length < MOST;) {
    const { status, body } = await get(`/api/v1/people?is_active=true&role=student&limit=500${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    if (status !== 200 || !Array.isArray(body?.items)) return;
    all.push(...body.items);
    cursor = body.next ?? null;
  }
  await learn(all, true);
}
