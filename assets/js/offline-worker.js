// Answers navigations that fail with the page /offline, which was kept with its style when the worker was installed; those to
// the scanner with what its script kept (`scan/keep.js`): a page that is nobody's, and its scripts. Nothing else is stored: pages
// hold personal data. It also shows the notifications that somebody allowed in this browser.
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

// A message for whoever allowed notifications in this browser: `{title, body, path}`. A browser that is sent one must show one.
self.addEventListener("push", (event) => {
  const said = read(event.data);
  event.waitUntil(self.registration.showNotification(said.title ?? "Rollcall", {
    body: said.body, data: { path: said.path }, icon: "/assets/__APP_ICON__", badge: "/assets/__APP_ICON__", dir: "auto",
  }));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.path));
});
// The browser's vendor gave it another address: the server is told, under the login that is still there.
self.addEventListener("pushsubscriptionchange", (event) => {
  const key = event.oldSubscription?.options.applicationServerKey;
  if (!key) return;
  event.waitUntil((async () => {
    const made = event.newSubscription ?? await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    await fetch("/api/v1/me/push-subscriptions", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(made) });
  })().catch(() => {}));
});

function read(data) {
  try { return data.json() ?? {}; } catch { return {}; }
}

/** Opens a page of ours, in a window that is open already where there is one. */
async function open(path) {
  const wanted = new URL(path ?? "/me/notifications", self.location.origin);
  const url = wanted.origin === self.location.origin ? wanted.href : self.location.origin;
  const [window] = await self.clients.matchAll({ type: "window" });
  if (!window) return self.clients.openWindow(url);
  await window.focus();
  return window.navigate(url);
}
