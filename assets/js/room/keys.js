// Single keys while one is in the room: M, C, H. Off while something is typed, and where somebody does not want them.
import { room } from "./connection.js";
import { toggle } from "./controls.js";
import { chosen, remember } from "./devices.js";
import { find } from "./page.js";

const KEYS = { KeyM: toggle.microphone, KeyC: toggle.camera, KeyH: toggle.hand };

// By the place of the key, so that it works under an Arabic or Russian layout as well.
document.addEventListener("keydown", (event) => {
  if (!room || !chosen.keys || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable], dialog")) return;
  const press = KEYS[event.code];
  if (!press) return;
  event.preventDefault();
  press();
});

const box = find("room-keys");
if (box) {
  box.checked = chosen.keys;
  box.addEventListener("change", () => remember({ keys: box.checked }));
}
