// The screen of a phone stays on while one is in the room.
let lock = null;
let isWanted = false;

async function take() {
  try {
    lock = isWanted && document.visibilityState === "visible" ? await navigator.wakeLock?.request("screen") : null;
  } catch { /* A low battery refuses it. */ }
}
document.addEventListener("visibilitychange", () => { if (isWanted) take(); });

export function stayAwake(wanted) {
  isWanted = wanted;
  if (wanted) take();
  else lock?.release().catch(() => {});
}
