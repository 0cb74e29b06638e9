// Forms with `data-inplace` are sent in the background and the page's <main> is exchanged for the answer's, so that scroll, focus and
// opened rows stay. Without script they are plain forms. The server answers both alike: 303 to the page, or the page with the errors.
import htmx from "htmx.org";
import { arrived } from "./page.js";
import { ready } from "./forms.js";
import { keepOpen, settle } from "./swap.js";
import { complain } from "./toast.js";

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("form[data-inplace]")) return;
  event.preventDefault();
  const { submitter } = event;
  const method = submitter?.getAttribute("formmethod") ?? form.getAttribute("method") ?? "get";
  const action = submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.pathname;
  if (method.toLowerCase() === "get") {
    // A look that changes nothing: its address says what was asked, and nothing of ours.
    const asked = [...new FormData(form, submitter)].filter(([name, value]) => value && !name.startsWith("_"));
    const [path, place] = action.split("#");
    location.assign(`${path}?${new URLSearchParams(asked)}${place ? `#${place}` : ""}`);
    return;
  }
  let reopen = () => {};
  // htmx tells of the answer by events; they reach us through the form, or through <main> once the form is gone.
  const before = (swap) => {
    const { ctx, tasks } = swap.detail;
    if (ctx.sourceElement !== form) return;
    const page = tasks.find((task) => task.type === "main")?.fragment.querySelector("main");
    if (!page) {
      swap.preventDefault();
      complain("failed");
      return;
    }
    const whole = new DOMParser().parseFromString(ctx.text, "text/html");
    // Another language or theme was chosen in another tab, or the login has ended: nothing of this page stays.
    const root = (page) => [page.body.className, page.documentElement.lang, page.documentElement.dataset.theme].join();
    if (root(whole) !== root(document)) {
      swap.preventDefault();
      show(whole);
      return;
    }
    for (const part of [".menu", ".bell"]) {
      const [here, now] = [document.querySelector(part), whole.querySelector(part)];
      if (!here || !now || here.outerHTML === now.outerHTML) continue;
      here.setAttribute("aria-label", now.getAttribute("aria-label"));
      here.replaceChildren(...now.childNodes);
    }
    reopen = keepOpen(document.querySelector("main"));
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    const url = new URL(ctx.response.raw.url);
    page.dataset.address ??= url.pathname + url.search;
  };
  const failed = (error) => { if (error.detail.ctx?.sourceElement === form) complain("offline"); };
  document.addEventListener("htmx:before:swap", before);
  document.addEventListener("htmx:error", failed);
  try {
    await htmx.ajax(method, action, { source: form, event, target: "main", select: "main", swap: "outerMorph" });
  } finally {
    document.removeEventListener("htmx:before:swap", before);
    document.removeEventListener("htmx:error", failed);
    ready(form);
  }
  const main = document.querySelector("main");
  reopen(main);
  settle(main);
});

/** Another kind of page came (the login, after a session ended): it takes the place of the whole. */
function show(page) {
  for (const name of ["lang", "dir", "data-theme"]) {
    const value = page.documentElement.getAttribute(name);
    if (value === null) document.documentElement.removeAttribute(name);
    else document.documentElement.setAttribute(name, value);
  }
  document.title = page.title;
  document.body.replaceWith(page.body);
}

// Content that htmx brings by its own attributes is ours to look after as well.
document.addEventListener("htmx:after:swap", (event) => {
  if (event.target instanceof Element && !event.target.matches("form[data-inplace]")) arrived(event.target);
});
