// Toasts leave by themselves after eight seconds, errors stay until they are closed.
import { each, text } from "./page.js";

const STAYS_MS = 8000;

function leave(toast) {
  toast.classList.add("leaving");
  setTimeout(() => toast.remove(), 200);
}

each(".toast", (toast) => {
  if (toast.dataset.timed !== undefined || toast.getAttribute("role") === "alert") return;
  toast.dataset.timed = "";
  let timer;
  const start = () => { timer = setTimeout(() => leave(toast), STAYS_MS); };
  const stop = () => clearTimeout(timer);
  // Whoever reads it or is about to press Undo is not hurried.
  for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, stop);
  for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, start);
  start();
});

document.addEventListener("click", (event) => {
  const toast = event.target.closest?.(".toast .close")?.closest(".toast");
  if (!toast) return;
  event.preventDefault();
  leave(toast);
});

/** Says that something did not work, in a text the server wrote into <body>. */
export function complain(name) {
  const region = document.querySelector(".toasts");
  if (!region || !text(name)) return;
  const toast = document.createElement("div");
  toast.className = "toast negative";
  toast.setAttribute("role", "alert");
  const words = document.createElement("p");
  words.textContent = text(name);
  const close = document.createElement("button");
  close.className = "close";
  close.type = "button";
  close.setAttribute("aria-label", text("close"));
  close.innerHTML = '<svg class="icon" aria-hidden="true"><use href="#i-cross"/></svg>';
  toast.append(words, close);
  region.replaceChildren(toast);
}
