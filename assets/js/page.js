// Finds what a module cares for: now, and in everything that comes into the page later.
const cares = [];

/** Runs `action` for each element that matches `selector`, once on load and again whenever content came in. */
export function each(selector, action) {
  cares.push([selector, action]);
  if (document.readyState !== "loading") visit(document, selector, action);
}

/** To be called after content came into the page. */
export function arrived(root) {
  for (const [selector, action] of cares) visit(root, selector, action);
}

function visit(root, selector, action) {
  if (root.matches?.(selector)) action(root);
  for (const found of root.querySelectorAll(selector)) action(found);
}

document.addEventListener("DOMContentLoaded", () => arrived(document));

/** A text the server wrote for us, in the reader's language: `data-text-NAME` of <body>. */
export const text = (name) => document.body.getAttribute(`data-text-${name}`) ?? "";
