// Without a network a navigation shows our own page instead of the browser's.
if ("serviceWorker" in navigator && window.isSecureContext) {
  addEventListener("load", () => navigator.serviceWorker.register("/service-worker.js", { scope: "/" }).catch(() => {}));
}
// The scanner knows who looks and some names, for when the network is away: they go with the logout. What it has not sent yet stays.
document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action") !== "/logout") return;
  localStorage.removeItem("rollcall.scan.owner");
  globalThis.caches?.delete("rollcall-people");
});
