// Buttons that print the page: without script the browser's own menu does, so they come with it.
import { each } from "./page.js";

each("[data-print]", (button) => { button.hidden = false; });
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) print();
});
