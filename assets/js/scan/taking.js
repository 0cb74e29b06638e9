// From a code in sight, or a name that was pressed, to its answer: stored first, then sent, and shown.
import { newNonce } from "./nonce.js";
import { exclusively } from "./lock.js";
import { hide, show, showAsking } from "./shown.js";
import { doubtOwner, owner, whoIsLoggedIn } from "./owner.js";
import { openQueue } from "./queue.js";
import { pause } from "./entry.js";
import { clock, post } from "./server.js";
import { upload } from "./upload.js";
import { place } from "./place.js";

/** So long somebody is let wait for an answer; then it is said that the scan is kept. */
const PATIENCE_MS = 6_000;

/** Opened by `begin`, before anything else here is called. */
export let queue = null;
const channel = globalThis.BroadcastChannel ? new BroadcastChannel("rollcall-scan") : null;
const listeners = [];
/** What keeps the queue from going: "", "away", "login", "other", "busy". */
export let hindrance = "";
let timer = 0;
let failures = 0;
let awaited = null;

/** Opens the queue of this browser. */
export async function begin() {
  queue = await openQueue();
}

/** `listener()` is called whenever the queue or what hinders it has changed, in any tab. */
export function onChange(listener) {
  listeners.push(listener);
}
function changed({ isOurs = true } = {}) {
  if (isOurs) channel?.postMessage("changed");
  for (const listener of listeners) listener();
}
channel?.addEventListener("message", () => changed({ isOurs: false }));

/** Sends what waits, one tab at a time; what hinders it, or "". */
export async function flush() {
  clearTimeout(timer);
  if (!owner) return setHindrance("login");
  const found = await exclusively(async () => {
    // The first answer also says what time it is.
    if (!clock.isMeasured) doubtOwner();
    const who = await whoIsLoggedIn();
    if (who !== "same") return { kind: who };
    const became = await upload({ queue, post, clock, owner: owner.id, awaited });
    if (became.kind === "login") doubtOwner();
    return became;
  });
  const isHeld = found.kind === "wait" || found.kind === "away";
  failures = isHeld ? failures + 1 : 0;
  // Whoever is not logged in may log in elsewhere.
  if (found.kind !== "done") timer = setTimeout(flush, pause(isHeld ? failures - 1 : 5, found.seconds) * 1000);
  return setHindrance({ done: "", wait: navigator.onLine ? "busy" : "away" }[found.kind] ?? found.kind);
}

function setHindrance(why) {
  hindrance = why;
  changed();
  return why;
}

/** Takes one scan or entry by hand: `about` has `kind` and `code`, or `person` and `direction`. `then` follows a success. */
export async function take(about, then = null) {
  const deviceAt = Date.now();
  const nonce = newNonce();
  const where = about.place === undefined ? place() : about.place;
  const item = { nonce, owner: owner?.id ?? null, ownerName: owner?.name ?? "", state: "waiting", deviceAt, offset: clock.offset,
    place: where && { kind: where.kind, id: where.id, isEvent: where.isEvent }, ...about, isLive: true };
  await queue.add(item);
  changed();
  if ((await queue.all()).length === 1) navigator.storage?.persist?.().catch(() => {});
  showAsking();
  awaited = nonce;
  const sent = flush();
  await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  const now = (await queue.all()).find((one) => one.nonce === nonce);
  if (awaited === nonce) awaited = null;
  if (!now) return hide();
  if (now.state !== "waiting") await queue.patch(nonce, { seen: true });
  show(now, where, now.state === "taken" ? then : null);
  changed();
}

/** A person has looked at these answers. */
export async function dismiss(nonces) {
  for (const nonce of nonces) await queue.patch(nonce, { seen: true });
  changed();
}

addEventListener("online", () => flush());
addEventListener("offline", () => changed({ isOurs: false }));
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  doubtOwner();
  flush();
});
