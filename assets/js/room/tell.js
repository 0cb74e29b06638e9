// Telling somebody that they are missed: a message of one's own with the address of the room. Nothing is sent from here; the
// server notes that they were told.
import { note } from "./notes.js";
import { data, element, icon, say } from "./page.js";
import { post, reason } from "./server.js";
import { shownName } from "./words.js";

const clock = (at) => new Intl.DateTimeFormat(data.locale, { timeZone: data.zone, hour: "numeric", minute: "2-digit" }).format(new Date(at));

/** The message, without the marks that isolate names on a page: it goes to another program. */
function invitation(one) {
  const text = say("invitation", { title: data.title, name: one.name, address: location.origin + location.pathname });
  return text.replace(/[\u2068\u2069]/g, "");
}

/** Somebody who is missing, with what can be done about it. */
export function missingRow(one) {
  const name = shownName(one.name);
  const told = element("span", { class: "sub" }, one.remindedAt ? say("told", { time: clock(one.remindedAt) }) : one.isTeacher ? say("teacher") : "");
  const row = element("li", { class: "person" },
    element("span", { class: "person-name" }, element("bdi", { class: "bdi-cut" }, name), told));
  if (!data.isModerator) return row;
  // In a window of its own: some browsers leave the page for the mail program, and with it the room.
  const mail = element("a", { href: mailto(one), target: "_blank", rel: "noopener" }, icon("mail"), say("writeMail"));
  const copy = element("button", { type: "button", class: "button quiet" }, icon("copy"), say("copyInvitation"));
  const menu = element("details", { class: "menu-button person-tell" },
    element("summary", { class: "button small" }, say("tell"), element("span", { class: "sr-only" }, ` ${name}`)),
    element("div", { class: "panel" }, one.mail.length ? mail : element("p", { class: "muted small" }, say("noMail")), copy));
  row.append(menu);
  mail.addEventListener("click", () => record(one, told, menu));
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(invitation(one));
      note(say("copied"));
      await record(one, told, menu);
    } catch {
      note(say("failed"));
    }
  });
  return row;
}

function mailto(one) {
  // Commas and the like belong to the form of the address; everything else of it is written as it must be.
  const to = one.mail.map(encodeURIComponent).join(",");
  return `mailto:${to}?subject=${encodeURIComponent(data.title)}&body=${encodeURIComponent(invitation(one))}`;
}

async function record(one, told, menu) {
  menu.open = false;
  const answer = await post("room/remind", { personId: one.id });
  if (answer.status !== 200) return note(reason(answer));
  one.remindedAt = answer.body.remindedAt;
  told.textContent = say("told", { time: clock(one.remindedAt) });
}
