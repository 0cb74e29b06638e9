// A page on a screen of its own: it stays awake, may take the whole screen, and what is only good for a while turns grey when its
// time is over and nothing newer came.
import { each } from "./page.js";

let lock;
async function stayAwake() {
  if (document.hidden || (lock && !lock.released) || !document.querySelector("[data-awake]")) return;
  // Not every browser has it, and one with an empty battery refuses.
  lock = await navigator.wakeLock?.request("screen").catch(() => undefined);
}
each("[data-awake]", stayAwake);
document.addEventListener("visibilitychange", stayAwake);

each("[data-fullscreen]", (button) => { button.hidden = !document.fullscreenEnabled; });
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-fullscreen]")) return;
  const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  change.catch(() => undefined);
});

// Seconds, counted by our own clock from when it came: the clock of a tablet may be wrong.
const timers = new WeakMap();
each("[data-good-for]", (element) => {
  clearTimeout(timers.get(element));
  element.classList.remove("stale");
  timers.set(element, setTimeout(() => element.classList.add("stale"), Number(element.dataset.goodFor) * 1000));
});
