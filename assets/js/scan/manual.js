// Who has no code, or a broken phone, is entered by name.
import { initial, shownName } from "../room/words.js";
import { element, find, say } from "./page.js";
import { search } from "./people.js";
import { onPlace, place } from "./place.js";
import { take } from "./taking.js";

const HURRY_MS = 250;
let timer = 0;
let turn = 0;

async function look() {
  const typed = find("scan-name").value.trim();
  const mine = (turn += 1);
  if (typed.length < 2) return draw([], "");
  const answer = await search(typed, place());
  if (mine !== turn) return;
  if (!answer) return draw([], say("searchForbidden"));
  draw(answer.people, answer.people.length ? (answer.isOffline ? say("searchOffline") : "") : say(answer.isOffline ? "nobodyOffline" : "nobody"));
}

function draw(people, words) {
  const where = place();
  find("scan-name-state").textContent = people.length && !where ? say("whereFirst") : words;
  find("scan-people").replaceChildren(...people.map((one) => {
    const name = shownName(one.name);
    const button = (direction, text) => {
      const made = element("button", { type: "button", class: direction === "in" ? "button primary" : "button", disabled: !where,
        "aria-label": say(direction === "in" ? "enterIn" : "enterOut", { name }) }, text);
      made.addEventListener("click", () => enter(one, direction));
      return made;
    };
    return element("li", {},
      element("span", { class: "avatar", "aria-hidden": "true" }, initial(name)),
      element("span", { class: "what" }, element("bdi", {}, name), one.email ? element("span", { class: "sub" }, element("bdi", { class: "ltr" }, one.email)) : null),
      // Nobody leaves an event.
      element("span", { class: "scan-ways" }, button("in", say("wayIn")), where?.isEvent ? null : button("out", say("wayOut"))));
  }));
}

async function enter(person, direction) {
  find("scan-name").value = "";
  draw([], "");
  await take({ kind: "visit", person: { id: person.id, name: person.name }, direction });
  find("scan-name").focus({ preventScroll: true });
}

export function startManual() {
  const field = find("scan-name");
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, HURRY_MS);
  });
  find("scan-manual-form").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    look();
  });
  onPlace(() => { draw([], ""); look(); });
}
