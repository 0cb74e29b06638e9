// Answers navigations that fail with the page /offline, which was kept with its style when the worker was installed. It keeps
// nothing else: pages hold personal data and are never stored.
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
    event.respondWith(fetch(request).catch(() => caches.match("/offline").then((page) => page ?? Response.error())));
  } else if (FILES.includes(new URL(request.url).pathname) && request.method === "GET") {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});
