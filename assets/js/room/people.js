// Who somebody is: by the roster where they stand on it, else by what the token says.
import { everybody, room } from "./connection.js";
import { data, say } from "./page.js";
import { shownName } from "./words.js";

const expected = new Map(data.expected?.map((one) => [one.id, one]));

/** The name of a participant. */
export function nameOf(who) {
  return shownName(expected.get(who.identity)?.name ?? who.name) || shownName(who.identity) || say("guest");
}

export const isTeacher = (who) => expected.get(who.identity)?.isTeacher === true;
export const isSelf = (who) => who === room?.localParticipant;

/** Those of the roster who are not here, except oneself. */
export function missing() {
  const here = new Set(everybody().map((who) => who.identity));
  return [...expected.values()].filter((one) => !here.has(one.id) && one.id !== data.own);
}

/** Oneself, the teacher, then the others by name. */
export function inOrder() {
  const rank = (who) => (isSelf(who) ? 0 : isTeacher(who) ? 1 : 2);
  return everybody().sort((a, b) => rank(a) - rank(b) || nameOf(a).localeCompare(nameOf(b), data.locale));
}
