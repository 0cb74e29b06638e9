// Answers navigations that fail with the page /offline, which was kept with its style when the worker was installed; those to
// the scanner with what its script kept (`scan/keep.js`): a page that is nobody's, and its scripts. Nothing else is stored: pages
// hold personal data.
const KEPT = "offline-__CSS__";
const FILES = ["/offline", "/assets/__CSS__", "/assets/__ICON__"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  const old = async () => {
    for (const name of await caches.keys()) if (name.startsWith("offline-") && name !== KEPT) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(old());
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate" && request.method === "GET") {
    event.respondWith(fetch(request).catch(() => instead(new URL(request.url).pathname)));
  } else if (isKept(new URL(request.url)) && request.method === "GET") {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});

const isKept = ({ origin, pathname }) => origin === self.location.origin && (FILES.includes(pathname) || pathname.startsWith("/assets/"));

async function instead(path) {
  const scanner = path === "/scan" ? await caches.match("/scan") : null;
  return scanner ?? (await caches.match("/offline")) ?? Response.error();
}
