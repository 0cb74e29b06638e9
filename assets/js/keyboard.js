// One key: "/" goes to the page's search field. Nothing else is taken from the reader.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable], dialog")) return;
  const field = document.querySelector("main input[type=search]");
  if (!field) return;
  event.preventDefault();
  const fold = field.closest("details");
  if (fold) fold.open = true;
  field.focus();
  field.select();
});
// The menu of a phone scrolls sideways: the current page is in sight.
document.addEventListener("DOMContentLoaded", () => {
  const current = document.querySelector(".menu a[aria-current]");
  const menu = current?.parentElement;
  if (menu && menu.scrollWidth > menu.clientWidth) {
    const [outer, inner] = [menu.getBoundingClientRect(), current.getBoundingClientRect()];
    menu.scrollBy({ left: inner.x + inner.width / 2 - outer.x - outer.width / 2, behavior: "instant" });
  }
});
