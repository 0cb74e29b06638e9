// The answer to a scan: over the whole window for about two seconds, and said to a screen reader.
import { initial, shownName } from "../room/words.js";
import { told } from "./answers.js";
import { data, element, find, icon, knows, say } from "./page.js";
import { owner } from "./owner.js";
import { nameOf } from "./place.js";
import { signal } from "./signal.js";

const STAYS_MS = 2_200;
/** Whoever is refused has to read why. */
const REFUSED_STAYS_MS = 5_000;

let timer = 0;
let after = null;

/** A moment as a clock time, with the day where it is not today. */
export function time(instant) {
  const at = new Date(instant);
  const day = (date) => new Intl.DateTimeFormat("en-CA", { timeZone: data.zone }).format(date);
  const isToday = day(at) === day(new Date());
  const more = isToday ? {} : { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(data.locale, { timeZone: data.zone, hour: "numeric", minute: "2-digit", ...more }).format(at);
}

export const words = (item, place) => told(item, { say, knows, time, self: owner?.id ?? null, isStaff: owner?.isStaff ?? false, place, nameOf });

/** Shows that something is being asked, until an answer takes its place. */
export function showAsking() {
  const box = find("scan-result");
  box.className = "scan-result asking";
  box.replaceChildren(element("span", { class: "scan-turning", "aria-hidden": "true" }), element("p", { class: "scan-result-title" }, say("asking")));
  open(box);
  clearTimeout(timer);
}

/** Shows what became of an item; `then` is done once it is gone. */
export function show(item, place, then = null) {
  const { tone, icon: shape, title, name, note, time: at } = words(item, place);
  const box = find("scan-result");
  box.className = `scan-result ${tone}`;
  const person = name && element("div", { class: "scan-person" },
    element("span", { class: "scan-picture", "aria-hidden": "true" }, initial(name)), element("bdi", {}, shownName(name)));
  box.replaceChildren(...[
    element("span", { class: "scan-shape" }, icon(shape, shape === "logout")),
    element("p", { class: "scan-result-title" }, title),
    person || null,
    element("p", { class: "scan-result-time num" }, at),
    note ? element("p", { class: "scan-result-note" }, note) : null,
    element("button", { type: "button", class: "button scan-dismiss" }, say("dismissResult")),
  ].filter(Boolean));
  open(box);
  signal(tone);
  // One sentence; the region is emptied first, so that the same words are said again.
  const region = find("scan-said");
  region.textContent = "";
  setTimeout(() => { region.textContent = [title, name && shownName(name), at, note].filter(Boolean).map((part) => (/[.!?…。।؟]$/.test(part) ? part : `${part}.`)).join(" "); }, 50);
  after = then;
  clearTimeout(timer);
  timer = setTimeout(hide, tone === "negative" ? REFUSED_STAYS_MS : STAYS_MS);
}

function open(box) {
  box.hidden = false;
}

export function hide() {
  clearTimeout(timer);
  find("scan-result").hidden = true;
  const then = after;
  after = null;
  then?.();
}

find("scan-result")?.addEventListener("click", hide);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !find("scan-result")?.hidden) hide();
});
