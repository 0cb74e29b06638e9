// Order in the room: muting and removing go through our own server, which writes down who did it.
import { note } from "./notes.js";
import { find, say } from "./page.js";
import { nameOf } from "./people.js";
import { post, reason } from "./server.js";

export async function mute(who, button) {
  await act(button, "room/mute", who, "muted");
}

export async function remove(who, button) {
  if (await isSure(nameOf(who))) await act(button, "room/remove", who, "removed");
}

async function act(button, what, who, done) {
  button.setAttribute("aria-busy", "true");
  const name = nameOf(who);
  const answer = await post(what, { identity: who.identity });
  button.removeAttribute("aria-busy");
  note(answer.status < 300 && answer.status > 0 ? say(done, { name }) : reason(answer));
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
