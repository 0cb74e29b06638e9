// Where the device stands: a venue, or a lesson or event of today. Chosen once, and kept on this device.
import { data, element, find, remember, remembered, say } from "./page.js";
import { owner } from "./owner.js";
import { get } from "./server.js";

const HOUR = 3_600_000;
let chosen = owner?.isStaff ? remembered("place") : null;
const listeners = [];

/** `{kind: "venue"|"session", id, name, isEvent?}`, or `null`. */
export const place = () => chosen;
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
  const lists = ["/api/v1/venues", `/api/v1/events?${range}`, `/api/v1/sessions?${range}&limit=100`];
  const [venues, events, sessions] = (await Promise.all(lists.map(get))).map(items);
  if (!venues && !events && !sessions) return;
  const known = new Set((events ?? []).map((one) => one.id));
  const lessons = (sessions ?? []).filter((one) => one.kind !== "event" && !known.has(one.id) && one.start && one.status !== "cancelled");
  const groups = [
    ["venues", (venues ?? []).map((one) => ({ kind: "venue", id: one.id, name: one.name }))],
    ["events", (events ?? []).map((one) => ({ ...session(one), isEvent: true }))],
    ["lessons", lessons.sort((a, b) => a.start.localeCompare(b.start)).map(session)],
  ].filter(([, places]) => places.length);
  const all = groups.flatMap(([, places]) => places);
  const isGone = chosen && !all.some((one) => one.id === chosen.id);
  if (isGone && venues) choose(null);
  // Where there is but one, it is that.
  if (!chosen && all.length === 1) choose(all[0]);
  draw(select, groups, all);
}

/** Of a list that may not be read, or is not there, nothing is known. */
const items = ({ status, body }) => (status === 200 && Array.isArray(body?.items) ? body.items : null);

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
