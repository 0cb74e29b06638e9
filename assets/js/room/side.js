// The panel beside the pictures (on a phone above them): people, or the chat.
import { find } from "./page.js";

let opened = null;
let opener = null;
const after = [];

export const isPanelOpen = (name) => opened === name;

/** Calls `then(name)` when a panel is opened. */
export function onPanel(then) {
  after.push(then);
}

/** Opens a panel, or closes it with null. */
export function showPanel(name) {
  const was = opened;
  opened = name;
  find("stage-side").hidden = !name;
  find("room-stage").classList.toggle("with-side", Boolean(name));
  for (const one of ["people", "chat"]) {
    find(`panel-${one}`).hidden = one !== name;
    find(`control-${one}`).setAttribute("aria-pressed", String(one === name));
    find("stage-side").querySelector(`[data-panel=${one}]`).setAttribute("aria-pressed", String(one === name));
  }
  if (name) after.forEach((then) => then(name));
  if (name === "chat") find("chat-text").focus();
  if (name === "people" && was !== "people") find("stage-side").querySelector("[data-panel=people]").focus();
  if (!name && was) (opener ?? find(`control-${was}`)).focus();
}

for (const name of ["people", "chat"]) {
  const control = find(`control-${name}`);
  control?.addEventListener("click", () => {
    opener = control;
    showPanel(opened === name ? null : name);
  });
}
find("side-close")?.addEventListener("click", () => showPanel(null));
find("stage-side")?.addEventListener("click", (event) => {
  const name = event.target.closest("[data-panel]")?.dataset.panel;
  if (name) showPanel(name);
});
find("stage-side")?.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented) showPanel(null);
});
