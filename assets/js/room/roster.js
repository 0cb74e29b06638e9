// The panel of people: who is here, who is missing, and what whoever leads the lesson may do about it.
import { everybody, listen, Track } from "./connection.js";
import { lower, raised } from "./hands.js";
import { mute, remove } from "./moderation.js";
import { data, element, find, icon, say, setIcon } from "./page.js";
import { inOrder, isSelf, isTeacher, missing, nameOf } from "./people.js";
import { nameOfLastGone } from "./seen.js";
import { missingRow } from "./tell.js";

const count = (number) => new Intl.NumberFormat(data.locale).format(number);

/** A row keeps its node while somebody is here, so that focus and open menus stay. */
const rows = new Map();
const gone = new Map();

export function drawRoster() {
  const here = inOrder();
  keep(find("here-list"), rows, here, (who) => who.sid || who.identity, hereRow, updateHere);
  const away = missing();
  keep(find("missing-list"), gone, away, (one) => one.id, missingRow, () => {});
  find("here-count").textContent = count(here.length);
  find("missing-count").textContent = count(away.length);
  find("missing-head").hidden = away.length === 0;
  find("missing-none").hidden = away.length > 0 || data.others > 0;
  const alone = find("stage-alone");
  alone.hidden = everybody().length > 1;
  alone.textContent = nameOfLastGone() ? say("aloneAgain", { name: nameOfLastGone() }) : say("alone");
  const badge = find("control-people").querySelector(".control-badge");
  badge.hidden = false;
  badge.textContent = count(here.length);
}

function keep(list, known, wanted, keyOf, make, update) {
  const keys = new Set(wanted.map(keyOf));
  for (const [key, row] of known) {
    if (keys.has(key)) continue;
    row.remove();
    known.delete(key);
  }
  wanted.forEach((one, at) => {
    const key = keyOf(one);
    if (!known.has(key)) known.set(key, make(one));
    const row = known.get(key);
    update(row, one);
    if (list.children[at] !== row) list.insertBefore(row, list.children[at] ?? null);
  });
}

function hereRow(who) {
  const name = nameOf(who);
  const row = element("li", { class: "person" },
    element("span", { class: "person-name" }, element("bdi", { class: "bdi-cut" }, name), element("span", { class: "sub" })),
    element("span", { class: "person-signs" }));
  if (data.isModerator && !isSelf(who)) {
    const button = (text, symbol, press, more, word) => {
      const made = element("button", { type: "button", class: `button small quiet ${more}`, "aria-label": `${text}: ${name}`, title: text }, icon(symbol), word);
      made.addEventListener("click", () => press(who, made));
      return made;
    };
    const hand = button(say("lowerHand"), "hand", () => lower(who.identity), "icon-only person-hand");
    const muting = button(say("mute"), "mic", mute, "icon-only person-mute");
    row.append(element("span", { class: "person-tools" }, hand, muting, button(say("remove"), "leave", remove, "person-remove", say("remove"))));
  }
  return row;
}

function updateHere(row, who) {
  const microphone = who.getTrackPublication(Track.Source.Microphone);
  const isSilent = !microphone || microphone.isMuted;
  const isUp = raised.has(who.identity);
  const words = [isSelf(who) && say("you"), isTeacher(who) && say("teacher"), isSilent && say("microphoneIsOff"),
    who.connectionQuality === "poor" && say("weak")].filter(Boolean).join(" · ");
  const sub = row.querySelector(".sub");
  if (sub.textContent !== words) sub.textContent = words;
  const signs = row.querySelector(".person-signs");
  if (signs.dataset.up !== String(isUp)) {
    signs.dataset.up = String(isUp);
    signs.replaceChildren(...(isUp ? [icon("hand"), element("span", { class: "sr-only" }, say("handUp", { name: nameOf(who) }))] : []));
  }
  const muting = row.querySelector(".person-mute");
  if (muting && muting.disabled !== isSilent) {
    // The symbol says what is, as in the bar and over the pictures; the words say what pressing it does.
    const text = say(isSilent ? "microphoneIsOff" : "mute");
    muting.disabled = isSilent;
    muting.title = text;
    muting.setAttribute("aria-label", `${text}: ${nameOf(who)}`);
    setIcon(muting, isSilent ? "mic-off" : "mic");
  }
  const hand = row.querySelector(".person-hand");
  if (hand) hand.hidden = !isUp;
}

listen((name) => {
  if (name === "entered") {
    find("here-list").replaceChildren();
    rows.clear();
  }
});
