// Notifications in this browser, on the page that offers them: `<section data-push="KEY">`. The worker shows them (`offline-worker.js`).
// What stands in the section unseen (data-push-unable, -blocked, -failed, -allow) is shown when it is so.
import { each } from "./page.js";

const ADDRESS = "/api/v1/me/push-subscriptions";

const canPush = () => "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis && isSecureContext;

each("[data-push]", async (section) => {
  const show = (name) => { section.querySelector(`[data-push-${name}]`).hidden = false; };
  if (!canPush()) return show("unable");
  const subscription = await current();
  const own = subscription && [...section.querySelectorAll("[data-endpoint]")].find((row) => row.dataset.endpoint === subscription.endpoint);
  if (own) {
    own.querySelector("[data-push-this]").hidden = false;
    // Taking this browser away ends it here too: nothing that is still on its way comes.
    own.querySelector("form").addEventListener("submit", () => { subscription.unsubscribe().catch(() => {}); });
    return;
  }
  if (Notification.permission === "denied") return show("blocked");
  show("allow");
  const button = section.querySelector("[data-push-allow] button");
  button.addEventListener("click", async () => {
    button.setAttribute("aria-busy", "true");
    try {
      await allow(section.dataset.push);
      location.reload();
    } catch {
      button.removeAttribute("aria-busy");
      show(Notification.permission === "denied" ? "blocked" : "failed");
    }
  });
});

/** The subscription of this browser, where it has one. */
async function current() {
  const worker = await navigator.serviceWorker.getRegistration("/");
  return worker?.pushManager.getSubscription().catch(() => null);
}

async function allow(key) {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("not allowed");
  await navigator.serviceWorker.register("/service-worker.js", { scope: "/" });
  const worker = await navigator.serviceWorker.ready;
  // One that is left from another installation, or that the server took away, is of no use any more.
  await (await worker.pushManager.getSubscription())?.unsubscribe();
  const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const answer = await fetch(ADDRESS, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(subscription),
  });
  if (answer.ok) return;
  await subscription.unsubscribe();
  throw new Error(`${answer.status}`);
}

// Whoever logs in here next is not told what was meant for the one before.
document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action") !== "/logout" || !canPush()) return;
  current().then((subscription) => subscription?.unsubscribe()).catch(() => {});
});
