// Puts new markup in place of old by htmx's morph: nodes that stay keep focus, scroll and what was typed. Adds what morph does not
// keep (opened <details>) and tells the other modules that content arrived.
import htmx from "htmx.org";
import { arrived } from "./page.js";

/** A <details> is known by its id, or by its place among the others. */
const keys = (root) => [...root.querySelectorAll("details")].map((details, place) => [details.id || `#${place}`, details]);

/** Notes what is open below `root`; the returned function opens it again. */
export function keepOpen(root) {
  const open = new Set(keys(root).filter(([, details]) => details.open).map(([key]) => key));
  return (now) => {
    for (const [key, details] of keys(now)) if (open.has(key)) details.open = true;
  };
}

/** What must be done after each swap, whoever began it. */
export function settle(root) {
  // morph makes new elements in the HTML namespace; a drawing that it made is parsed again.
  for (const svg of root.querySelectorAll("svg")) if (!(svg instanceof SVGElement)) svg.outerHTML = svg.outerHTML;
  arrived(root);
}

/** Replaces `target` by `element` (of another document or a template). */
export async function replace(target, element) {
  const reopen = keepOpen(target);
  await htmx.swap({ sourceElement: target, target, text: element.outerHTML, swap: "outerMorph" });
  const now = target.isConnected ? target : element.id && document.getElementById(element.id);
  if (!now) return null;
  reopen(now);
  settle(now);
  return now;
}
