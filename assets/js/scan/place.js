// Where the device stands: a venue, or a lesson or event of today. Chosen once, and kept on this device.
import { data, element, find, remember, remembered, say } from "./page.js";
import { owner } from "./owner.js";
import { get, getText } from "./server.js";

const HOUR = 3_600_000;
let chosen = owner?.isStaff ? remembered("place") : null;
let named = new Map();
const listeners = [];

/** `{kind: "venue"|"session", id, name, isEvent?}`, or `null`. */
export const place = () => chosen;
/** What a lesson or event of the choice is called, else `null`. */
export const nameOf = (id) => named.get(id) ?? null;
export const onPlace = (listener) => listeners.push(listener);

function choose(one) {
  chosen = one;
  remember("place", one);
  for (const listener of listeners) listener();
}

/** Fills the choice; without a network only the kept one stands there. */
export async function loadPlaces() {
  const select = find("scan-place-choice");
  draw(select, [], []);
  const range = `from=${new Date(Date.now() - 12 * HOUR).toISOString()}&to=${new Date(Date.now() + 18 * HOUR).toISOString()}`;
  const lists = { venues: "/api/v1/venues", events: `/api/v1/events?${range}`, lessons: null };
  const read = async (list) => {
    if (!owner.lists?.includes(list)) return null;
    return list === "lessons" ? standing() : items(await get(lists[list]));
  };
  const [venues, found, sessions] = await Promise.all(Object.keys(lists).map(read));
  if (!venues && !found && !sessions) return;
  const asked = new URLSearchParams(location.search).get("at");
  const events = await withAsked(found, asked);
  const known = new Set((events ?? []).map((one) => one.id));
  const lessons = (sessions ?? []).filter((one) => one.kind !== "event" && !known.has(one.id) && one.start && one.status !== "cancelled");
  const groups = [
    ["venues", (venues ?? []).map((one) => ({ kind: "venue", id: one.id, name: one.name }))],
    ["events", soonest(events ?? []).map((one) => ({ ...session(one), isEvent: true }))],
    ["lessons", lessons.sort((a, b) => a.start.localeCompare(b.start)).map(session)],
  ].filter(([, places]) => places.length);
  const all = groups.flatMap(([, places]) => places);
  named = new Map(all.map((one) => [one.id, one.name]));
  const wanted = all.find((one) => one.id === asked);
  if (wanted) choose(wanted);
  const isGone = chosen && !all.some((one) => one.id === chosen.id);
  if (isGone && venues) choose(null);
  // Where there is but one, it is that; a lesson is chosen by whoever lets into it.
  const [only, ...others] = all.filter((one) => one.kind === "venue" || one.isEvent);
  if (!chosen && only && !others.length) choose(only);
  draw(select, groups, all);
}

/** Of a list that may not be read, or is not there, nothing is known. */
const items = ({ status, body }) => (status === 200 && Array.isArray(body?.items) ? body.items : null);

/** The lessons of today as they stand: of the stream of the live board, which everybody at a reception may read. */
async function standing() {
  const text = await getText("/api/v1/live?follow=false");
  if (text === null) return null;
  const events = text.split("\n\n").filter((one) => /^event: ?session$/m.test(one));
  return events.map((one) => JSON.parse(one.match(/^data: ?(.*)$/m)[1]));
}

/** An event whose page led here may begin later than those of the choice. */
async function withAsked(events, id) {
  if (!id || !events || events.some((one) => one.id === id)) return events;
  const { status, body } = await get(`/api/v1/events/${encodeURIComponent(id)}`);
  return status === 200 && body?.id === id ? [...events, body] : events;
}

/** What goes on or comes stands before what is over. */
function soonest(events) {
  const isOver = (one) => Date.parse(one.end) <= Date.now();
  return events.filter((one) => one.status !== "cancelled").sort((a, b) => isOver(a) - isOver(b) || a.start.localeCompare(b.start));
}

function session(one) {
  const at = new Intl.DateTimeFormat(data.locale, { timeZone: data.zone, hour: "numeric", minute: "2-digit" }).format(new Date(one.start));
  return { kind: "session", id: one.id, name: `${at} ${one.title ?? one.teacher?.name ?? ""}`.trim() };
}

function draw(select, groups, all) {
  const option = (one) => element("option", { value: `${one.kind}:${one.id}`, selected: one.id === chosen?.id }, one.name);
  select.replaceChildren(element("option", { value: "" }, say("nowhere")),
    ...(chosen && !all.some((one) => one.id === chosen.id) ? [option(chosen)] : []),
    ...groups.map(([name, places]) => element("optgroup", { label: say(name) }, ...places.map(option))));
  select.value = chosen ? `${chosen.kind}:${chosen.id}` : "";
  select.onchange = () => {
    const [kind, id] = [select.value.split(":")[0], select.value.slice(select.value.indexOf(":") + 1)];
    choose(all.find((one) => one.kind === kind && one.id === id) ?? (chosen?.id === id ? chosen : null));
  };
}
