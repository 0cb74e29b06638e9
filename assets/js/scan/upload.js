// Sends what waits, oldest first. What was answered is kept with its answer before the next is sent; nothing is given up.
import { corrected } from "./clock.js";
import { itemMeaning, meaning, nextGroup, resultOfVisit, scanBody, visitBody } from "./entry.js";

/**
 * Sends what `owner` has waiting; `awaited` is the nonce of the one that somebody looks at. `post(path, body)` answers
 * `{status, body, retryAfter}`. `{kind: "done"}`, `{kind: "login"}`, `{kind: "wait", seconds}`.
 */
export async function upload({ queue, post, clock, owner, awaited = null }) {
  /** Items the server failed at, and those that go alone because it refused them as a whole. */
  const passed = new Set();
  const alone = new Set();
  for (;;) {
    const waiting = (await queue.all()).filter((item) => item.state === "waiting" && item.owner === owner && !passed.has(item.nonce));
    if (waiting.length === 0) return passed.size ? { kind: "wait", seconds: null } : { kind: "done" };
    const whole = nextGroup(waiting, awaited);
    const group = alone.has(whole[0].nonce) ? whole.slice(0, 1) : whole.filter((item) => !alone.has(item.nonce));
    for (const item of group) await date(queue, item, clock);
    const answer = group.length > 1 ? await post("/api/v1/scans", { scans: group.map(scanBody) }) : await post(...single(group[0]));
    const meant = meaning(answer);
    if (meant.kind === "login" || meant.kind === "wait") return meant;
    if (group.length === 1) {
      if (meant.kind === "broken") passed.add(group[0].nonce);
      else await settle(queue, group[0], meant.kind === "answered" ? { taken: resultOf(group[0], meant.body) } : { refused: meant.error });
      continue;
    }
    const items = meant.kind === "answered" && Array.isArray(meant.body.items) ? meant.body.items : null;
    if (meant.kind === "answered" && !items) return { kind: "wait", seconds: null };
    // One of them may be what it stumbles over: each is sent for itself.
    if (!items) group.forEach((item) => alone.add(item.nonce));
    const byNonce = new Map((items ?? []).map((one) => [one.nonce, one]));
    for (const item of items ? group : []) {
      const became = itemMeaning(byNonce.get(item.nonce));
      if (became) await settle(queue, item, became);
      else alone.add(item.nonce);
    }
  }
}

const single = (item) => (item.kind === "scan" ? ["/api/v1/scans", scanBody(item)] : ["/api/v1/visits", visitBody(item)]);
const resultOf = (item, body) => (item.kind === "scan" ? body : resultOfVisit(body, item));

/** The time that is sent is fixed with the first attempt, so that a retry says the same. */
async function date(queue, item, clock) {
  if (item.scannedAt) return;
  // What is entered by hand must have happened: a second before, since the server's time is not known better.
  item.scannedAt = corrected(item.deviceAt - (item.kind === "visit" ? 1_500 : 0), item.offset ?? clock.offset);
  await queue.patch(item.nonce, { scannedAt: item.scannedAt });
}

async function settle(queue, item, { taken, refused }) {
  await queue.patch(item.nonce, taken ? { state: "taken", result: taken } : { state: "refused", error: refused });
}
