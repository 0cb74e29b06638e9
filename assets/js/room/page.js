// What the server wrote into the page for us: the session, who is expected, and every text in the reader's language.
import { fill } from "./words.js";

export const root = document.getElementById("room");
export const data = JSON.parse(root?.dataset.room ?? "{}");
const texts = JSON.parse(root?.dataset.texts ?? "{}");

export const find = (id) => document.getElementById(id);

/** A text of ours with what belongs into it. */
export const say = (name, values) => fill(texts[name] ?? "", values);

/** Whether there is a text of this name. */
export const knows = (name) => name in texts;

/** An element with attributes, text and children; text is never markup. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

/** A symbol of the sprite, for the eye alone. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** Shows another symbol in a button. */
export function setIcon(button, name) {
  button.querySelector("use")?.setAttribute("href", `#i-${name}`);
}

/** What a button says, to the eye (as a hint) and to the ear. */
export function setLabel(button, text) {
  const key = button.getAttribute("aria-keyshortcuts");
  button.setAttribute("aria-label", text);
  if (button.hasAttribute("title")) button.title = key ? `${text} (${key})` : text;
}
