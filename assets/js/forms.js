// Forms: one press is one request, small choices send themselves, a secret can be copied.
import { each, text } from "./page.js";

/** Shows that a form is on its way and holds a second press. */
export function busy(form, submitter) {
  form.dataset.busy = "";
  submitter?.setAttribute("aria-busy", "true");
}

/** The form may be sent again. */
export function ready(form) {
  delete form.dataset.busy;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  for (const button of form.elements ?? []) button.removeAttribute("aria-busy");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog") return;
  if ("busy" in form.dataset) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  busy(form, event.submitter);
  // A download leaves the page where it is, so its button must come back.
  if (form.target === "_blank" || event.submitter?.hasAttribute("data-download") || "download" in form.dataset) {
    setTimeout(() => ready(form), 1500);
  }
});

// Back from the history: the page comes as it was left, with its buttons still busy.
addEventListener("pageshow", () => document.querySelectorAll("form[data-busy]").forEach(ready));

document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.form && (field.hasAttribute("data-autosubmit") || field.form.hasAttribute("data-autosubmit"))) field.form.requestSubmit();
});
// With script the button of such a form is not needed.
each("[data-autosubmit]", (element) => {
  for (const button of (element.form ?? element).querySelectorAll("button[data-without-script]")) button.hidden = true;
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button[data-copy]");
  const source = button && document.getElementById(button.dataset.copy);
  if (!source) return;
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
  } catch {
    getSelection().selectAllChildren(source);
    return;
  }
  const label = button.querySelector("span") ?? button;
  const before = label.textContent;
  label.textContent = button.dataset.copied ?? text("copied");
  setTimeout(() => { label.textContent = before; }, 2000);
});

// An answer with errors: the summary is read first.
each(".error-summary", (summary) => {
  summary.tabIndex = -1;
  summary.focus();
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("button[data-print]")) print();
});
