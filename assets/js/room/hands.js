// Raised hands. Each browser tells the others of its own; whoever comes later is told by those whose hand is up.
import { listen, room, send } from "./connection.js";
import { note } from "./notes.js";
import { say } from "./page.js";
import { isTeacher, nameOf } from "./people.js";
import { decode, encode, HAND } from "./signals.js";

/** Identities whose hand is up, in the order of raising. */
export const raised = new Set();
let changed = () => {};

/** Calls `then` whenever a hand goes up or down. */
export function onHands(then) {
  changed = then;
}

export const isOwnUp = () => Boolean(room && raised.has(room.localParticipant.identity));

/** Raises or lowers the own hand. */
export async function toggleHand() {
  if (!room) return;
  set(room.localParticipant.identity, !isOwnUp());
  await send(HAND, encode({ up: isOwnUp() })).catch(() => {});
}

/** Asks somebody's browser to lower their hand; theirs listens to the teacher alone. */
export const lower = (identity) => send(HAND, encode({ lower: true }), [identity]).catch(() => {});

function set(identity, up) {
  if (up === raised.has(identity)) return false;
  if (up) raised.add(identity);
  else raised.delete(identity);
  changed();
  return true;
}

listen((name, ...about) => {
  if (name === "came" && isOwnUp()) send(HAND, encode({ up: true }), [about[0].identity]).catch(() => {});
  if (name === "went") set(about[0].identity, false);
  if (name === "entered") raised.clear();
  // A full reconnect is another connection: the others have forgotten the hand.
  if (name === "reconnected" && isOwnUp()) send(HAND, encode({ up: true })).catch(() => {});
  if (name !== "data" || about[0] !== HAND) return;
  const [topic, bytes, who] = about;
  const said = decode(topic, bytes);
  if (said?.kind === "hand" && set(who.identity, said.up) && said.up) note(say("handUp", { name: nameOf(who) }));
  if (said?.kind === "lower" && isTeacher(who) && isOwnUp()) toggleHand();
});
