// The chat: what is written now, seen by who is here now. Nothing is kept anywhere.
import { listen, room, send } from "./connection.js";
import { note } from "./notes.js";
import { data, element, find, say } from "./page.js";
import { nameOf } from "./people.js";
import { isPanelOpen } from "./side.js";
import { CHAT, decode, encode, MAX_TEXT, tidy } from "./signals.js";

const MOST = 500;
let unread = 0;

const list = () => find("chat-messages");

function add(name, text, isOwn) {
  const time = new Intl.DateTimeFormat(data.locale, { timeZone: data.zone, hour: "numeric", minute: "2-digit" }).format(Date.now());
  const messages = list();
  const atEnd = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 40;
  const one = element("li", { class: isOwn ? "message own" : "message" },
    element("p", { class: "message-head" }, element("bdi", {}, name), " ", element("time", { class: "num" }, time)),
    element("p", { class: "message-text", dir: "auto" }, text));
  messages.append(one);
  while (messages.children.length > MOST) messages.firstElementChild.remove();
  find("chat-empty").hidden = true;
  if (atEnd || isOwn) one.scrollIntoView({ block: "end" });
}

function badge() {
  const shown = find("control-chat").querySelector(".control-badge");
  shown.hidden = unread === 0;
  shown.textContent = unread > 9 ? "9+" : new Intl.NumberFormat(data.locale).format(unread);
}

/** All was read. */
export function readChat() {
  unread = 0;
  badge();
  list().lastElementChild?.scrollIntoView({ block: "end" });
}

async function submit(event) {
  event.preventDefault();
  const field = find("chat-text");
  if (field.value.length > MAX_TEXT) return note(say("tooLong"));
  const text = tidy(field.value);
  if (!text || !room) return;
  try {
    await send(CHAT, encode({ text }));
    add(say("you"), text, true);
    field.value = "";
    field.style.removeProperty("block-size");
  } catch {
    note(say("notSent"));
  }
  field.focus();
}

find("chat-form")?.addEventListener("submit", submit);
find("chat-text")?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  find("chat-form").requestSubmit();
});
find("chat-text")?.addEventListener("input", ({ target }) => {
  target.style.setProperty("block-size", "auto");
  target.style.setProperty("block-size", `${Math.min(target.scrollHeight + 2, 140)}px`);
});

listen((name, topic, bytes, who) => {
  if (name !== "data" || topic !== CHAT) return;
  const said = decode(topic, bytes);
  if (!said) return;
  add(nameOf(who), said.text, false);
  if (isPanelOpen("chat")) return;
  unread += 1;
  badge();
  const short = [...said.text.replace(/\s+/g, " ")];
  note(say("said", { name: nameOf(who), text: short.length > 80 ? `${short.slice(0, 80).join("")}…` : short.join("") }));
});
