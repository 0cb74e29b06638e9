// What the server wrote into the page for us: who is logged in, what they may do, and every text in the reader's language.
import { fill } from "../room/words.js";

export { element, icon, setIcon } from "../elements.js";

export const root = document.getElementById("scan");
export const data = JSON.parse(root?.dataset.scan ?? "{}");
const texts = JSON.parse(root?.dataset.texts ?? "{}");

export const find = (id) => document.getElementById(id);

/** A text of ours with what belongs into it. */
export const say = (name, values) => fill(texts[name] ?? "", values);

/** Whether there is a text of this name. */
export const knows = (name) => name in texts;

/** A choice that stays on this device; nothing where the browser keeps nothing. */
export function remembered(name) {
  try {
    return JSON.parse(localStorage.getItem(`rollcall.scan.${name}`) ?? "null");
  } catch {
    return null;
  }
}
export function remember(name, value) {
  try {
    localStorage.setItem(`rollcall.scan.${name}`, JSON.stringify(value));
  } catch { /* A browser that keeps nothing asks again. */ }
}
