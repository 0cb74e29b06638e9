// A link to something inside a closed <details> (an edge of the timeline to its evidence) opens it first.
function reveal() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (!target) return;
  let closed = false;
  for (let at = target.closest("details"); at; at = at.parentElement?.closest("details")) {
    closed ||= !at.open;
    at.open = true;
  }
  if (closed) target.scrollIntoView({ block: "center" });
}
addEventListener("hashchange", reveal);
document.addEventListener("DOMContentLoaded", reveal);
document.addEventListener("click", (event) => {
  // The same hash again fires no hashchange.
  const link = event.target.closest?.('a[href^="#"]');
  if (link) setTimeout(reveal);
});
// On paper everything is open.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("main details:not([open]):not(.menu-button):not([data-no-print])")];
  opened.forEach((details) => { details.open = true; });
});
addEventListener("afterprint", () => opened.forEach((details) => { details.open = false; }));
