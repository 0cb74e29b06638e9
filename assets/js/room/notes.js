// Short notes over the pictures, read out by screen readers as well.
import { element, find } from "./page.js";

const STAYS_MS = 6000;
const MOST = 3;

/** Says this instead of all that stands there: it is what has just been asked for. */
export function onlyNote(text) {
  find("stage-notes").replaceChildren();
  note(text);
}

export function note(text) {
  const region = find("stage-notes");
  const one = element("p", { class: "note" }, text);
  region.append(one);
  while (region.children.length > MOST) region.firstElementChild.remove();
  setTimeout(() => one.remove(), STAYS_MS);
}
