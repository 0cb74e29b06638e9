// What the server wrote into the page for us: the session, who is expected, and every text in the reader's language.
import { fill } from "./words.js";

export { element, icon, setIcon } from "../elements.js";

export const root = document.getElementById("room");
export const data = JSON.parse(root?.dataset.room ?? "{}");
const texts = JSON.parse(root?.dataset.texts ?? "{}");

export const find = (id) => document.getElementById(id);

/** A text of ours with what belongs into it. */
export const say = (name, values) => fill(texts[name] ?? "", values);

/** Whether there is a text of this name. */
export const knows = (name) => name in texts;

/** What a button says, to the eye (as a hint) and to the ear. */
export function setLabel(button, text) {
  const key = button.getAttribute("aria-keyshortcuts");
  button.setAttribute("aria-label", text);
  if (button.hasAttribute("title")) button.title = key ? `${text} (${key})` : text;
}
