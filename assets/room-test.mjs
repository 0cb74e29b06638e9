// The parts of the meeting room's script that know no page: `node room-test.mjs`.
import assert from "node:assert/strict";
import test from "node:test";
import { ending, outcome } from "./js/room/entry.js";
import { columnsFor, isPair, isWhole, largeOne } from "./js/room/grid.js";
import { CHAT, decode, encode, HAND, MAX_TEXT, tidy } from "./js/room/signals.js";
import { countdown, fill, harmless, initial, shownName } from "./js/room/words.js";

const now = Date.parse("2026-11-04T16:40:00Z");
const said = (status, body, more = {}) => outcome({ status, body, now, ...more });

test("who is let in enters, and an answer without a token lets nobody in", () => {
  const grant = { url: "wss://x", token: "t", room: "r" };
  assert.deepEqual(said(200, grant), { kind: "enter", grant });
  assert.equal(said(200, null).kind, "refused");
  assert.equal(said(200, { url: "wss://x" }).kind, "refused");
});

test("a room that is not open is waited for until it opens", () => {
  const opens = "2026-11-04T16:45:00Z";
  assert.deepEqual(said(409, { code: "not_open", opensAt: opens }), { kind: "wait", text: "notOpen", until: Date.parse(opens) });
  // A clock of ours that is ahead does not ask without end.
  assert.equal(said(409, { code: "not_open", opensAt: "2026-11-04T16:39:00Z" }).until, now + 1_000);
  assert.equal(said(409, { code: "not_open", opensAt: "soon" }).until, now + 15_000);
});

test("what is over stays over, and what cannot be is not tried again", () => {
  assert.deepEqual(said(409, { code: "over" }), { kind: "ended", text: "over" });
  assert.deepEqual(said(409, { code: "cancelled" }), { kind: "ended", text: "cancelled" });
  assert.equal(said(401, { code: "unauthorized" }).kind, "login");
  assert.equal(said(403, { code: "forbidden" }).kind, "refused");
  for (const status of [409, 503]) assert.equal(said(status, { code: "platform_not_connected" }).kind, "refused");
});

test("an old room, a server that does not answer and a lost network are tried again, ever more slowly", () => {
  assert.deepEqual(said(503, { code: "room_closing" }, { retryAfter: "7" }), { kind: "wait", text: "closing", until: now + 7_000 });
  assert.equal(said(409, { code: "room_closing" }, { retryAfter: "0" }).until, now + 1_000);
  assert.deepEqual(said(502, { code: "platform_error" }), { kind: "wait", text: "unreachable", until: now + 2_000 });
  assert.deepEqual(said(0, null, { failures: 2 }), { kind: "wait", text: "offline", until: now + 8_000 });
  assert.equal(said(502, null, { failures: 99 }).until, now + 30_000);
  assert.equal(said(429, { code: "rate_limited" }, { retryAfter: "3600" }).until, now + 60_000);
});

test("each end of a connection has its meaning", () => {
  assert.deepEqual([1, 2, 4].map(ending), ["left", "elsewhere", "removed"]);
  assert.deepEqual([5, 10].map(ending), ["closed", "closed"]);
  assert.deepEqual([undefined, 0, 3, 6, 7, 9, 99].map(ending), Array(7).fill("lost"));
});

test("pictures are as large as they can be", () => {
  assert.equal(columnsFor(1, 1200, 700), 1);
  assert.equal(columnsFor(2, 1200, 700), 2);
  assert.equal(columnsFor(2, 360, 600), 1);
  assert.equal(columnsFor(3, 1200, 700), 2);
  assert.equal(columnsFor(3, 1264, 674), 2);
  assert.equal(columnsFor(4, 1200, 700), 2);
  assert.equal(columnsFor(5, 1200, 700), 3);
  assert.equal(columnsFor(9, 1200, 700), 3);
  assert.equal(columnsFor(4, 360, 600), 2);
  assert.equal(columnsFor(3, 0, 0), 1);
});

test("the large picture is the pinned one, else the newest screen, else who speaks", () => {
  const keys = ["me", "ana", "bilal", "screen ana", "screen bilal"];
  const screens = ["screen ana", "screen bilal"];
  assert.equal(largeOne({ keys, pinned: "me", screens, speaker: "ana", view: "grid" }), "me");
  assert.equal(largeOne({ keys, pinned: "gone", screens, speaker: "ana", view: "grid" }), "screen bilal");
  assert.equal(largeOne({ keys, pinned: null, screens: [], speaker: "ana", view: "grid" }), null);
  assert.equal(largeOne({ keys, pinned: null, screens: [], speaker: "ana", view: "speaker" }), "ana");
  assert.equal(largeOne({ keys, pinned: null, screens: [], speaker: "gone", view: "speaker" }), "ana");
  assert.equal(largeOne({ keys: ["me"], pinned: null, screens: [], speaker: null, view: "speaker" }), null);
});

test("of two the other is large where it is wide, unless somebody wants it otherwise", () => {
  const two = { keys: ["me", "ana"], pinned: null, screens: [], view: "grid", width: 1080, height: 740 };
  assert.ok(isPair(two));
  for (const other of [{ width: 374, height: 620 }, { pinned: "me" }, { screens: ["screen me"] }, { view: "speaker" }, { keys: ["me"] },
    { keys: ["me", "ana", "bilal"] }, { width: 0, height: 0 }]) assert.ok(!isPair({ ...two, ...other }), JSON.stringify(other));
});

test("a picture of which too much would be cut off is shown whole", () => {
  const [desk, phone] = [{ width: 1280, height: 720 }, { width: 720, height: 1280 }];
  assert.ok(!isWhole(desk, { width: 1424, height: 760 }));
  assert.ok(!isWhole(desk, { width: 374, height: 310 }));
  assert.ok(!isWhole(desk, { width: 374, height: 355 }));
  assert.ok(isWhole(desk, { width: 374, height: 590 }));
  assert.ok(isWhole(phone, { width: 1424, height: 760 }));
  assert.ok(isWhole(desk, { width: 1400, height: 300 }));
});

test("packets are read as what they are, and nothing else is read", () => {
  assert.deepEqual(decode(CHAT, encode({ text: " <b>x</b>\u202e " })), { kind: "chat", text: "<b>x</b>" });
  assert.deepEqual(decode(HAND, encode({ up: true })), { kind: "hand", up: true });
  assert.deepEqual(decode(HAND, encode({ lower: true })), { kind: "lower" });
  const bad = [[CHAT, encode({ text: 7 })], [CHAT, encode({ text: " \u200b " })], [CHAT, encode(null)], [CHAT, encode("x")], [HAND, encode({ up: "yes" })],
    [HAND, encode({ lower: 1 })], ["other", encode({ text: "x" })], [undefined, encode({ text: "x" })], [CHAT, new Uint8Array([0xff, 0x7b])], [CHAT, new TextEncoder().encode("{")]];
  for (const [topic, bytes] of bad) assert.equal(decode(topic, bytes), null);
});

test("a long message is cut between characters, lines stay", () => {
  assert.equal(tidy("a\r\nb\n\n\n\nc"), "a\nb\n\nc");
  const long = tidy("😀".repeat(MAX_TEXT + 5));
  assert.equal([...long].length, MAX_TEXT);
  assert.ok(long.isWellFormed());
});

test("names are shown without what nobody sees, and cut", () => {
  assert.equal(shownName("\u202eSalim\u0000\n  Nasser\u2069"), "Salim Nasser");
  assert.equal(shownName("\u200b \u2060"), "");
  assert.equal(shownName(undefined), "");
  assert.equal([...shownName("नि".repeat(100))].length, 60);
  // The joiners that Persian and Hindi are written with stay.
  assert.equal(harmless("می\u200cروم"), "می\u200cروم");
  assert.equal(initial("«Salim»"), "S");
  assert.equal(initial("روهان"), "ر");
  assert.equal(initial("…"), "·");
});

test("texts are filled in with isolated words, and what is not given stays", () => {
  assert.equal(fill("{name} came, {other}", { name: "Zaid" }), "\u2068Zaid\u2069 came, {other}");
  assert.equal(fill("{name}", { name: "{time}", time: "no" }), "\u2068{time}\u2069");
});

test("time left is written in the reader's digits", () => {
  assert.equal(countdown(245_000, "en"), "4:05");
  assert.equal(countdown(3_723_000, "en"), "1:02:03");
  assert.equal(countdown(65_000, "ar-u-nu-arab"), "١:٠٥");
  assert.equal(countdown(-5, "en"), "0:00");
});
