// Telling somebody that they are missed: a message of one's own with the address of the room. Nothing is sent from here; the
// server notes that they were told.
import { note } from "./notes.js";
import { data, element, icon, say } from "./page.js";
import { wasHereSince } from "./seen.js";
import { post, reason } from "./server.js";
import { shownName } from "./words.js";

const clock = (at) => new Intl.DateTimeFormat(data.locale, { timeZone: data.zone, hour: "numeric", minute: "2-digit" }).format(new Date(at));

/** The message to somebody themselves or to their family, without the marks that isolate names on a page: it goes to another program. */
function invitation(one, family) {
  const text = say(`invitation${family}`, { title: data.title, name: one.name, address: location.origin + location.pathname });
  return text.replace(/[\u2068\u2069]/g, "");
}

/** Whether they were told, and have not been here since. */
const isTold = (one) => one.remindedAt && !wasHereSince(one.id, one.remindedAt);

/** Somebody who is missing, with what can be done about it. */
export function missingRow(one) {
  const name = shownName(one.name);
  const told = element("span", { class: "sub" }, isTold(one) ? say("told", { time: clock(one.remindedAt) }) : one.isTeacher ? say("teacher") : "");
  const row = element("li", { class: "person" },
    element("span", { class: "person-name" }, element("bdi", { class: "bdi-cut" }, name), told));
  if (!data.isModerator) return row;
  const panel = element("div", { class: "panel" });
  const menu = element("details", { class: "menu-button person-tell" },
    element("summary", { class: "button small" }, say("tell"), element("span", { class: "sr-only" }, ` ${name}`)), panel);
  // They themselves are told something else than their family.
  for (const [family, mail] of [["", one.mail], ...(one.hasFamily ? [["Family", one.familyMail]] : [])]) {
    panel.append(...ways(one, family, mail, () => record(one, told, menu)));
  }
  if (!one.mail && !one.familyMail) panel.prepend(element("p", { class: "muted small" }, say("noMail")));
  row.append(menu);
  return row;
}

/** An e-mail where there is an address, and a copy for any other program. */
function ways(one, family, address, done) {
  const label = (text) => say(`${text}${family}`, { name: shownName(one.name) });
  const copy = element("button", { type: "button", class: "button quiet" }, icon("copy"), label("copyInvitation"));
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(invitation(one, family));
      note(say("copied"));
      await done();
    } catch {
      note(say("failed"));
    }
  });
  if (!address) return [copy];
  const to = `mailto:${encodeURIComponent(address)}?subject=${encodeURIComponent(data.title)}&body=${encodeURIComponent(invitation(one, family))}`;
  // In a window of its own: some browsers leave the page for the mail program, and with it the room.
  const mail = element("a", { href: to, target: "_blank", rel: "noopener" }, icon("mail"), label("writeMail"));
  mail.addEventListener("click", done);
  return [mail, copy];
}

async function record(one, told, menu) {
  menu.open = false;
  const answer = await post("room/remind", { personId: one.id });
  if (answer.status !== 200) return note(reason(answer));
  one.remindedAt = answer.body.remindedAt;
  told.textContent = say("told", { time: clock(one.remindedAt) });
}
