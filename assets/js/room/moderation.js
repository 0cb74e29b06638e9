// Order in the room: muting and removing go through our own server, which writes down who did it.
import { note } from "./notes.js";
import { find, say } from "./page.js";
import { nameOf } from "./people.js";
import { post, reason } from "./server.js";

/** How long after our server's answer somebody who was removed may still be seen to go. */
const GOES_WITHIN_MS = 5_000;
const removing = new Set();

export async function mute(who, button) {
  await act(button, "room/mute", who, "muted");
}

export async function remove(who, button) {
  if (!(await isSure(nameOf(who)))) return;
  removing.add(who.identity);
  const isDone = await act(button, "room/remove", who, "removed");
  // Their going is told by the server of the room, sooner or later than ours answers.
  setTimeout(() => removing.delete(who.identity), isDone ? GOES_WITHIN_MS : 0);
}

/** Whether we have just thrown somebody out. */
export const isBeingRemoved = (who) => removing.has(who.identity);

async function act(button, what, who, done) {
  button.setAttribute("aria-busy", "true");
  const name = nameOf(who);
  const answer = await post(what, { identity: who.identity });
  button.removeAttribute("aria-busy");
  const isDone = answer.status > 0 && answer.status < 300;
  note(isDone ? say(done, { name }) : reason(answer));
  return isDone;
}

/** Asks before somebody is thrown out. */
function isSure(name) {
  const dialog = find("room-removal");
  const title = find("room-removal-title");
  title.textContent = title.dataset.title.replace("{name}", `\u2068${name}\u2069`);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "remove"), { once: true });
  });
}
