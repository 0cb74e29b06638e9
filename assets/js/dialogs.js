// Dialogs open by `<button commandfor=ID command=show-modal>` without us. We help browsers that do not know it, give the focus back
// and make a dialog that came open (an error inside it) a modal one.
import { each } from "./page.js";

const native = "commandForElement" in HTMLButtonElement.prototype;
const openers = new WeakMap();

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[commandfor]");
  const dialog = button && document.getElementById(button.getAttribute("commandfor"));
  if (!(dialog instanceof HTMLDialogElement)) return;
  const command = button.getAttribute("command");
  if (command === "show-modal" && !dialog.open) openers.set(dialog, button);
  if (native) return;
  if (command === "show-modal" && !dialog.open) dialog.showModal();
  if (command === "close") dialog.close();
});

// A press beside the dialog closes it, where the browser does not know closedby=any.
document.addEventListener("pointerdown", (event) => {
  const dialog = event.target;
  if (!(dialog instanceof HTMLDialogElement) || "closedBy" in dialog || dialog.getAttribute("closedby") !== "any") return;
  const box = dialog.getBoundingClientRect();
  const inside = event.clientX >= box.x && event.clientX <= box.x + box.width && event.clientY >= box.y && event.clientY <= box.y + box.height;
  if (!inside) dialog.close();
});

document.addEventListener("close", (event) => {
  const opener = openers.get(event.target);
  if (opener?.isConnected) opener.focus({ preventScroll: true });
}, true);

each("dialog[open]", (dialog) => {
  if (dialog.matches(":modal")) return;
  dialog.close();
  dialog.showModal();
});

// The menus made of <details>: Escape and a press elsewhere close them.
const MENUS = "details.account[open], details.menu-button[open]";
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(MENUS)) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll(MENUS)) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});
