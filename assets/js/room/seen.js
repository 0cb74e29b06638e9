// Who has been in the room in this sitting, and when last: whoever was here is not absent, and what they were told before is
// of no use any more. Kept as long as the tab, so that loading the page again does not forget it.
import { everybody, listen } from "./connection.js";
import { data } from "./page.js";
import { isSelf, nameOf } from "./people.js";

const KEY = `rollcall-seen ${data.id}`;
const seen = new Map(kept());
let lastGone = "";

function kept() {
  try {
    return Object.entries(JSON.parse(sessionStorage.getItem(KEY) ?? "{}"));
  } catch {
    return [];
  }
}

/** Whether somebody is here or was. */
export const wasHere = (identity) => seen.has(identity);

/** Whether somebody has been here after this moment. */
export const wasHereSince = (identity, at) => (seen.get(identity) ?? -Infinity) >= Date.parse(at);

/** The name of whoever left last since we are in; empty where nobody has. */
export const nameOfLastGone = () => lastGone;

function see(people) {
  for (const who of people) if (!isSelf(who)) seen.set(who.identity, Date.now());
  try {
    sessionStorage.setItem(KEY, JSON.stringify(Object.fromEntries(seen)));
  } catch { /* Private windows forget. */ }
}

listen((name, ...about) => {
  if (name === "entered") lastGone = "";
  if (name === "went") {
    lastGone = nameOf(about[0]);
    see([about[0]]);
  }
  if (name === "entered" || name === "came" || name === "changed") see(everybody());
});
