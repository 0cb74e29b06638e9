// Completing the lesson, or marking the learner absent, from inside the room: the same forms that the lesson's page sends,
// without leaving. What the server answers is shown; the room closes by itself.
import { everybody } from "./connection.js";
import { note } from "./notes.js";
import { data, find, say } from "./page.js";
import { wasHere } from "./seen.js";

/** Whoever is or was in the room is not absent: that is not offered any more, and a question about it is taken back. */
export function drawLesson() {
  const opener = document.querySelector(".stage-tools [commandfor=room-absent]");
  if (!opener || !data.onlyLearner) return;
  const isPresent = wasHere(data.onlyLearner) || everybody().some((who) => who.identity === data.onlyLearner);
  opener.hidden = isPresent;
  if (isPresent && find("room-absent").open) find("room-absent").close();
}

for (const id of ["room-complete", "room-absent"]) {
  const dialog = find(id);
  const form = dialog?.querySelector("form");
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.submitter ?? form.querySelector("footer button:not([type=button])");
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    const refused = await send(form);
    button.removeAttribute("aria-busy");
    const alert = form.querySelector("[role=alert]");
    alert.hidden = !refused;
    alert.textContent = refused;
    if (!refused) dialog.close();
  });
}

/** Sends the form; why it was refused, or nothing. */
async function send(form) {
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), signal: AbortSignal.timeout(30_000) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // The next try is another request, not a repeat of this one.
    const once = page.querySelector("input[name=_once]")?.value;
    if (once && form.elements._once) form.elements._once.value = once;
    const words = page.querySelector("#toasts p")?.textContent.trim();
    if (!answer.ok) return words || say("failed");
    if (words) note(words);
    return "";
  } catch {
    return document.body.dataset.textOffline ?? say("failed");
  }
}
