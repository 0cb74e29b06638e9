// The API of scans as its contract has it (`POST /api/v1/scans`, `/visits`, `GET /venues`, `/events`), answered beside the server:
// what the page does with every answer is seen, whatever the rules of admission say. `state.scans` is all that came, in order.

export const VENUE = { id: "venue-1", name: "Gym <b>North</b>" };
const people = { omar: "Omar <i>Haddad</i>", layla: "ليلى الفارسي", vera: "Вера Соколова" };

export async function contract(context, { self = null } = {}) {
  const state = { scans: [], visits: [], requests: 0, inside: new Set(), login: true, isAway: false, delay: 0 };
  // What is answered here is answered without a network too, if it is not told otherwise.
  state.away = async (isAway) => {
    state.isAway = isAway;
    await context.setOffline(isAway);
  };
  const judge = ({ code, nonce, scannedAt, venueId, sessionId }) => {
    state.scans.push({ code, nonce, scannedAt, venueId, sessionId });
    const [word, who] = code.split(" ");
    if (word === "refuse") return { ok: false, error: { code: who, detail: `Detail of ${who}.` } };
    if (word === "used") return { ok: false, error: { code: "already_used", detail: "Ticket already used", checkedInAt: scannedAt, checkedInBy: { id: "x", name: "Yusuf <u>Rahman</u>" } } };
    const person = self ?? { id: who, name: people[who] ?? who };
    const isIn = !state.inside.delete(person.id) && state.inside.add(person.id);
    const level = word === "ticket" ? "event" : "venue";
    return { ok: true, result: { result: isIn ? "checked_in" : "checked_out", level, person, venueId: VENUE.id, sessionId: null, at: scannedAt, repeated: false, message: "In English." } };
  };
  const reply = async (route, status, body) => {
    if (state.isAway) return route.abort("internetdisconnected");
    if (state.delay) await new Promise((resolve) => setTimeout(resolve, state.delay));
    return route.fulfill({ status, contentType: status < 400 ? "application/json" : "application/problem+json", headers: { date: new Date().toUTCString() }, body: JSON.stringify(body) });
  };
  const unauthorized = { code: "unauthorized", detail: "Nobody is logged in.", requestId: "r" };
  await context.route("**/api/v1/scans", async (route) => {
    if (state.isAway) return route.abort("internetdisconnected");
    state.requests += 1;
    if (!state.login) return reply(route, 401, unauthorized);
    const body = route.request().postDataJSON();
    if (body.scans) return reply(route, 200, { items: body.scans.map((one) => ({ nonce: one.nonce, ...judge(one) })) });
    const { ok, result, error } = judge(body);
    return reply(route, ok ? 200 : error.code === "already_used" ? 409 : 400, ok ? result : { ...error, requestId: "r" });
  });
  await context.route("**/api/v1/visits", async (route) => {
    if (state.isAway) return route.abort("internetdisconnected");
    if (!state.login) return reply(route, 401, unauthorized);
    const body = route.request().postDataJSON();
    state.visits.push(body);
    return reply(route, 201, { id: "visit", venueId: body.venueId, personId: body.personId, personName: "Salim Nasser", checkInTime: body.at, checkOutTime: body.direction === "out" ? body.at : null, status: body.direction, source: "admin_manual", estimated: false });
  });
  await context.route("**/api/v1/venues", (route) => reply(route, 200, { items: [VENUE], next: null }));
  await context.route("**/api/v1/events?*", (route) => reply(route, 404, { code: "not_found", detail: "Nothing is here.", requestId: "r" }));
  return state;
}

/** Waits until the page listens to its buttons and fields: they are seen a little earlier. */
export const ready = (page) => page.locator("#scan-open[aria-busy]").waitFor({ state: "attached" });

/** What is looked at again and again: the parts of the page. */
export const parts = (page) => ({
  result: page.locator("#scan-result"),
  title: page.locator(".scan-result-title"),
  note: page.locator(".scan-result-note"),
  waiting: page.locator("#scan-waiting li"),
  refused: page.locator("#scan-refused li"),
  recent: page.locator("#scan-recent li"),
  said: page.locator("#scan-said"),
  /** Sends a code, and waits for the answer, which has these words. It stands there for two seconds. */
  type: async (code, words = "") => {
    await ready(page);
    await page.locator("#scan-code").fill(code);
    await page.locator("#scan-code-form button").click();
    await page.locator(".scan-result:not(.asking)", { hasText: words }).waitFor();
  },
  // It goes by itself after a moment: a press finds it gone as well.
  dismiss: () => page.keyboard.press("Escape"),
});
