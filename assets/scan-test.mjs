// The parts of the scanner's script that know no page: `node --test scan-test.mjs`.
import assert from "node:assert/strict";
import test from "node:test";
import { label, told } from "./js/scan/answers.js";
import { nextOf, wanted, whyNot } from "./js/scan/camera.js";
import { corrected, DeviceClock, lasting, wrongness } from "./js/scan/clock.js";
import { isBlack } from "./js/scan/dark.js";
import { itemMeaning, meaning, MOST_ITEMS, nextGroup, pause, resultOfVisit, scanBody, visitBody } from "./js/scan/entry.js";
import { matching } from "./js/scan/names.js";
import { newNonce } from "./js/scan/nonce.js";
import { leftovers, PassingQueue, sorted } from "./js/scan/queue.js";
import { REPEAT_MS, Repeats } from "./js/scan/repeat.js";
import { upload } from "./js/scan/upload.js";

const NOON = Date.parse("2026-11-27T12:00:00Z");
const HOUR = 3_600_000;
const http = (at) => new Date(Math.floor(at / 1000) * 1000).toUTCString();

test("nonces are long, and no two are alike", () => {
  const all = new Set(Array.from({ length: 1000 }, newNonce));
  assert.equal(all.size, 1000);
  for (const one of all) assert.match(one, /^[0-9a-f]{32}$/);
});

test("a clock hours wrong is measured to better than a second", () => {
  for (const wrong of [0, -2.05 * HOUR, 3 * HOUR, 12_345]) {
    const clock = new DeviceClock();
    assert.equal(clock.offset, null);
    let device = NOON - wrong;
    for (let turn = 0; turn < 12; turn += 1) {
      const sent = device;
      const written = sent + wrong + 35;
      device += 80;
      clock.learn({ sent, received: device, date: http(written) });
      device += 1_137;
    }
    assert.ok(Math.abs(clock.offset - wrong) < 400, `${clock.offset} for ${wrong}`);
  }
});

test("a clock that is set meanwhile is measured anew, and nonsense teaches nothing", () => {
  const clock = new DeviceClock(7_200_000);
  assert.equal(clock.offset, 7_200_000, "what was measured before the page was closed holds until then");
  clock.learn({ sent: NOON, received: NOON + 50, date: http(NOON + 2 * HOUR) });
  assert.ok(Math.abs(clock.offset - 2 * HOUR) < 700);
  for (const date of [null, "", "soon"]) clock.learn({ sent: NOON, received: NOON + 50, date });
  clock.learn({ sent: NOON + 50, received: NOON, date: http(NOON) });
  assert.ok(Math.abs(clock.offset - 2 * HOUR) < 700);
  // Somebody set it right.
  clock.learn({ sent: NOON + 2 * HOUR, received: NOON + 2 * HOUR + 50, date: http(NOON + 2 * HOUR) });
  assert.ok(Math.abs(clock.offset) < 700);
});

test("what is sent is corrected, and only a clock that is far off is spoken of", () => {
  assert.equal(corrected(NOON, -2 * HOUR), "2026-11-27T10:00:00.000Z");
  assert.equal(corrected(NOON, null), "2026-11-27T12:00:00.000Z");
  assert.equal(wrongness(null), null);
  assert.equal(wrongness(30_000), null);
  const ahead = wrongness(-(2 * HOUR + 3 * 60_000));
  assert.deepEqual(ahead, { isAhead: true, days: 0, hours: 2, minutes: 3 });
  assert.equal(lasting(ahead, "en-GB").replace(/\s/g, " "), "2 hrs 03 mins");
  assert.equal(wrongness(31_000).isAhead, false);
  assert.equal(lasting(wrongness(31_000), "en-GB").replace(/\s/g, " "), "1 min");
  assert.equal(lasting(wrongness(50 * HOUR), "en-GB").replace(/\s/g, " "), "2 days 2 hrs");
});

test("a code that stays in sight is one scan, and another one is not kept from it", () => {
  const repeats = new Repeats();
  assert.ok(repeats.isNew("a", 0));
  for (let at = 100; at < 20_000; at += 100) assert.ok(!repeats.isNew("a", at), `${at}`);
  assert.ok(repeats.isNew("b", 20_000));
  assert.ok(!repeats.isNew("a", 19_900 + REPEAT_MS - 1));
  assert.ok(repeats.isNew("a", 19_900 + 2 * REPEAT_MS));
  assert.ok(repeats.isNew("b", 0), "a clock that was set back does not silence it");
});

test("each failure of a camera has its word", () => {
  const env = { isSecure: true, hasDevices: true };
  const words = ["NotAllowedError", "NotFoundError", "NotReadableError", "TypeError"].map((name) => whyNot({ name }, env));
  assert.deepEqual(words, ["denied", "missing", "busy", "failed"]);
  assert.equal(whyNot(null, { isSecure: false, hasDevices: false }), "insecure");
  assert.equal(whyNot(null, { isSecure: true, hasDevices: false }), "unsupported");
  assert.deepEqual(wanted(null).video.facingMode, { ideal: "environment" });
  assert.deepEqual(wanted("x").video.deviceId, { exact: "x" });
  assert.deepEqual([nextOf(["a", "b"], "a"), nextOf(["a", "b"], "b"), nextOf(["a"], "gone"), nextOf([], "a")], ["b", "a", "a", null]);
});

test("a black picture is told from a dark one with something in it", () => {
  const pixels = (...values) => values.flatMap((value) => [value, value, value, 255]);
  assert.ok(isBlack(pixels(0, 3, 5, 2)));
  assert.ok(!isBlack(pixels(0, 0, 0, 0, 0, 0, 0, 120)));
  assert.ok(!isBlack(pixels(60, 60, 60)));
  assert.ok(!isBlack([]));
});

test("names are found without accents and in any order of words", () => {
  const people = [{ id: "1", name: "Zoë Müller" }, { id: "2", name: "عُمَر خالد" }, { id: "3", name: "Layla Al-Farsi" }];
  const found = (typed) => matching(people, typed).map((one) => one.id);
  assert.deepEqual([found("muller zoe"), found("عمر"), found("FAR lay"), found(" "), found("nobody")], [["1"], ["2"], ["3"], [], []]);
});

const scan = (nonce, more = {}) => ({ nonce, owner: "me", ownerName: "Me", kind: "scan", code: `code-${nonce}`, state: "waiting", deviceAt: NOON, offset: 0, place: null, ...more });
const visit = (nonce, more = {}) => scan(nonce, { kind: "visit", code: undefined, person: { id: "p", name: "Omar" }, direction: "in", place: { kind: "venue", id: "v" }, ...more });

test("a scan carries its place, an entry by hand the person and the way", () => {
  assert.deepEqual(scanBody(scan("a", { scannedAt: "t", place: { kind: "session", id: "s" } })), { code: "code-a", nonce: "a", scannedAt: "t", sessionId: "s" });
  assert.deepEqual(visitBody(visit("a", { scannedAt: "t" })), { personId: "p", direction: "in", at: "t", nonce: "a", venueId: "v" });
  const result = resultOfVisit({ id: "x", personName: "Omar K", checkInTime: "t2", venueId: "v" }, visit("a"));
  assert.equal(resultOfVisit({}, visit("a", { place: { kind: "session", id: "e", isEvent: true } })).level, "event");
  assert.deepEqual([result.result, result.level, result.person, result.at], ["checked_in", "venue", { id: "p", name: "Omar K" }, "t2"]);
});

test("scans go together, up to what the server takes; who is looked at goes alone", () => {
  const many = Array.from({ length: 700 }, (_, at) => scan(`${at}`));
  assert.equal(nextGroup(many, null).length, MOST_ITEMS);
  assert.deepEqual(nextGroup([scan("a"), scan("b"), scan("now")], "now").map((one) => one.nonce), ["a", "b"]);
  assert.deepEqual(nextGroup([scan("now"), scan("b")], "now").map((one) => one.nonce), ["now"]);
  assert.deepEqual(nextGroup([scan("a"), visit("v"), scan("b")], null).map((one) => one.nonce), ["a"]);
  const long = Array.from({ length: 200 }, (_, at) => scan(`${at}`, { code: "x".repeat(10_000) }));
  const bytes = JSON.stringify({ scans: nextGroup(long, null).map(scanBody) }).length;
  assert.ok(bytes > 800_000 && bytes < 1024 * 1024, `${bytes}`);
});

test("only the server's own words refuse a scan", () => {
  const kind = (status, body, retryAfter) => meaning({ status, body, retryAfter });
  assert.equal(kind(200, { result: "checked_in" }).kind, "answered");
  assert.equal(kind(200, null).kind, "wait", "the page of a hotel's network is no answer");
  assert.equal(kind(302, null).kind, "wait");
  assert.equal(kind(0, null).kind, "wait");
  assert.equal(kind(404, null).kind, "wait");
  assert.equal(kind(502, null).kind, "wait");
  assert.equal(kind(500, { code: "internal" }).kind, "broken");
  assert.equal(kind(401, { code: "unauthorized" }).kind, "login");
  assert.deepEqual(kind(429, { code: "rate_limited" }, "7"), { kind: "wait", seconds: 7 });
  for (const code of ["conflict", "busy", "idempotency_in_progress"]) assert.equal(kind(409, { code }).kind, "broken", "only this one is to be sent again");
  const used = kind(409, { code: "already_used", detail: "Ticket already used", checkedInAt: "t", checkedInBy: { id: "x", name: "Y" } });
  assert.deepEqual(used.error, { code: "already_used", detail: "Ticket already used", checkedInAt: "t", checkedInBy: { id: "x", name: "Y" } });
  assert.equal(itemMeaning({ ok: false, error: { code: "busy" } }), null);
  assert.equal(itemMeaning(undefined), null);
  assert.equal(itemMeaning({ ok: false, error: { code: "expired" } }).refused.code, "expired");
  assert.deepEqual([pause(0), pause(3), pause(99), pause(0, 7)], [2, 20, 60, 7]);
});

/** A server that speaks the contract: `codes` says what becomes of each code. */
function server(codes = {}) {
  const state = { seen: [], requests: [], down: false, login: true };
  const judge = ({ code, nonce }) => {
    state.seen.push(nonce);
    const said = codes[code];
    if (typeof said === "string") return { ok: false, error: { code: said, detail: said } };
    return { ok: true, result: { result: "checked_in", level: "venue", person: { id: "p", name: code }, at: "t", repeated: false } };
  };
  const post = async (path, body) => {
    state.requests.push([path, body]);
    if (state.down) return { status: 0, body: null };
    if (!state.login) return { status: 401, body: { code: "unauthorized" } };
    if (path === "/api/v1/visits") return { status: 201, body: { id: "x", personName: "Omar", venueId: "v", checkInTime: body.at } };
    if (!body.scans) {
      if (codes[body.code] === "internal") return { status: 500, body: { code: "internal" } };
      const { ok, result, error } = judge(body);
      return ok ? { status: 200, body: result } : { status: 400, body: error };
    }
    if (body.scans.some((one) => codes[one.code] === "internal")) return { status: 500, body: { code: "internal" } };
    if (body.scans.some((one) => codes[one.code] === "malformed")) return { status: 400, body: { code: "invalid_body", detail: "?" } };
    return { status: 200, body: { items: body.scans.map((one) => ({ nonce: one.nonce, ...judge(one) })) } };
  };
  return { state, post };
}
async function filled(items) {
  const queue = new PassingQueue();
  for (const one of items) await queue.add(one);
  return queue;
}
const run = (queue, post, more = {}) => upload({ queue, post, clock: { offset: 0 }, owner: "me", ...more });
const states = async (queue) => Object.fromEntries((await queue.all()).map((one) => [one.nonce, one.error?.code ?? one.state]));

test("five hundred scans of last week are sent in one request, each with its own time and answer", async () => {
  const week = Array.from({ length: 500 }, (_, at) => scan(`${at}`, { deviceAt: NOON - at * 20 * 60_000 }));
  const { state, post } = server({ "code-499": "expired" });
  const queue = await filled(week);
  assert.deepEqual(await run(queue, post), { kind: "done" });
  assert.equal(state.requests.length, 1);
  assert.equal(new Set(state.requests[0][1].scans.map((one) => one.scannedAt)).size, 500);
  const became = await states(queue);
  assert.equal(became["499"], "expired");
  assert.equal(Object.values(became).filter((one) => one === "taken").length, 499);
});

test("one bad code never blocks the rest", async () => {
  for (const bad of ["invalid_code", "malformed", "internal"]) {
    const { post } = server({ "code-b": bad });
    const queue = await filled([scan("a"), scan("b"), scan("c"), visit("d")]);
    const became = await run(queue, post);
    const all = await states(queue);
    assert.deepEqual([all.a, all.c, all.d], ["taken", "taken", "taken"], bad);
    assert.equal(all.b, bad === "internal" ? "waiting" : bad, bad);
    assert.equal(became.kind, bad === "internal" ? "wait" : "done");
  }
});

test("nothing is lost without a network or a login, and a retry says the same", async () => {
  const { state, post } = server();
  const queue = await filled([scan("a", { offset: null }), scan("b")]);
  state.down = true;
  assert.deepEqual(await run(queue, post, { clock: { offset: -HOUR } }), { kind: "wait", seconds: null });
  state.down = false;
  state.login = false;
  assert.deepEqual(await run(queue, post), { kind: "login" });
  assert.deepEqual(await states(queue), { a: "waiting", b: "waiting" });
  state.login = true;
  assert.deepEqual(await run(queue, post), { kind: "done" });
  const times = state.requests.map(([, body]) => body.scans[0].scannedAt);
  assert.deepEqual(new Set(times), new Set(["2026-11-27T11:00:00.000Z"]), "the time of the first attempt stays");
  assert.deepEqual(state.seen, ["a", "b"]);
});

test("an answer that lacks an item leaves it waiting and asks again", async () => {
  const { post } = server();
  const forgetful = async (path, body) => {
    const answer = await post(path, body);
    if (body.scans) answer.body.items = answer.body.items.filter((one) => one.nonce !== "b");
    return answer;
  };
  const queue = await filled([scan("a"), scan("b"), scan("c")]);
  await run(queue, forgetful);
  assert.deepEqual(await states(queue), { a: "taken", b: "taken", c: "taken" });
});

test("a queue belongs to who scanned", async () => {
  const { state, post } = server();
  const queue = await filled([scan("a"), scan("b", { owner: "other", ownerName: "Layla" })]);
  await run(queue, post);
  assert.deepEqual(await states(queue), { a: "taken", b: "waiting" });
  assert.deepEqual(state.seen, ["a"]);
  const lists = sorted(await queue.all(), "me");
  assert.deepEqual([lists.waiting.length, lists.foreign.map((one) => one.ownerName)], [0, ["Layla"]]);
});

test("what waits and what nobody has looked at stays for ever", () => {
  const old = NOON - 400 * 24 * HOUR;
  const items = [scan("waits", { deviceAt: old }), scan("refused", { deviceAt: old, state: "refused" }), scan("seen", { deviceAt: old, state: "refused", seen: true }),
    scan("taken", { deviceAt: old, state: "taken", seen: true }), scan("uploaded", { deviceAt: NOON - 3 * 24 * HOUR, state: "taken" }),
    ...Array.from({ length: 60 }, (_, at) => scan(`new ${at}`, { state: "taken", seen: true }))];
  const gone = leftovers(items, NOON);
  assert.deepEqual(gone.slice(0, 2), ["seen", "taken"]);
  for (const name of ["waits", "refused", "uploaded"]) assert.ok(!gone.includes(name), name);
  assert.equal(gone.filter((name) => name.startsWith("new")).length, 10);
});

const texts = { knows: (name) => ["refused:already_used", "refused:not_registered", "desk:not_registered"].includes(name) || name === "finding:not_eligible", time: (at) => `<${at}>`,
  say: (name, values) => (values ? `${name}(${Object.values(values)})` : name) };
const spoken = (item, more = {}) => told(item, { ...texts, self: "me", place: null, ...more });
const came = (more) => scan("a", { state: "taken", result: { result: "checked_in", level: "venue", person: { id: "p", name: "Omar" }, at: "t", ...more } });

test("each answer has its colour, its shape and its words", () => {
  assert.deepEqual(spoken(came()), { tone: "positive", title: "in", name: "Omar", note: "", time: "<t>", icon: "check" });
  assert.deepEqual(spoken(came({ result: "checked_out" })).icon, "logout");
  assert.equal(spoken(came({ level: "event" })).title, "admitted");
  const own = spoken(came({ person: { id: "me", name: "Me" } }));
  assert.deepEqual([own.title, own.name], ["selfIn", ""]);
  assert.equal(spoken(came({ person: { id: "me", name: "Me" }, result: "checked_out" })).title, "selfOut");
  assert.equal(spoken(came({ repeated: true, finding: "not_eligible" })).note, "repeated finding:not_eligible");
  assert.equal(spoken(came({ finding: "of tomorrow" })).note, "finding");
  const elsewhere = spoken(came({ sessionId: "s2" }), { place: { kind: "session", id: "s1" } });
  assert.deepEqual([elsewhere.tone, elsewhere.title, elsewhere.note], ["amber", "admittedElsewhere", "elsewhere"]);
  const named = spoken(came({ sessionId: "s2" }), { place: { kind: "session", id: "s1", name: "Film" }, nameOf: () => "Choir" });
  assert.equal(named.note, "elsewhereNamed(Choir,Film)");
  assert.equal(spoken(came({ finding: "not_eligible" }), { isStaff: true }).tone, "amber");
  assert.deepEqual([spoken(scan("a")).icon, spoken(scan("a")).title], ["clock", "stored"]);
});

test("a refusal says why in known words, else in the server's; when and by whom", () => {
  const refused = (error) => spoken(scan("a", { state: "refused", error }));
  const used = refused({ code: "already_used", detail: "x", checkedInAt: "t1", checkedInBy: { id: "y", name: "Yusuf" } });
  assert.deepEqual([used.tone, used.icon, used.note], ["negative", "cross", "refused:already_used beforeBy(<t1>,Yusuf)"]);
  const whose = scan("a", { state: "refused", error: { code: "already_used", person: { id: "p", name: "Omar" }, sessionId: "s2" } });
  const told = spoken(whose, { place: { kind: "session", id: "s1" } });
  assert.deepEqual([told.name, told.note], ["Omar", "refused:already_used elsewhere"]);
  assert.equal(refused({ code: "already_used", checkedInAt: "t1", checkedInBy: null }).note, "refused:already_used before(<t1>)");
  const unregistered = scan("a", { state: "refused", error: { code: "not_registered", detail: "" } });
  assert.deepEqual([spoken(unregistered).note, spoken(unregistered, { isStaff: true }).note], ["refused:not_registered", "desk:not_registered"]);
  assert.equal(refused({ code: "of_tomorrow", detail: "In its own words." }).note, "In its own words.");
  assert.equal(refused({ code: "of_tomorrow", detail: "" }).note, "refusedUnknown(of_tomorrow)");
  assert.equal(label(scan("abcdefgh"), texts), "code(cdefgh)");
});
