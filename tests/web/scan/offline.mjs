// Without a network, and back: what is scanned is kept, survives the page, goes out once with its own time, and each answer is there
// for a human.
import { must, until } from "../lib.mjs";
import { contract, parts } from "./contract.mjs";

const ALLOWED = [400, 401, 403, 404, 409];

async function windowOf(visit, who, name) {
  const window = await visit.windowOf(who, name, { allowed: ALLOWED, permissions: ["camera"] });
  return { ...window, ...parts(window.page) };
}
/** The page was kept, with all it needs. */
const isKept = (page) => page.evaluate(async () => {
  await navigator.serviceWorker.ready;
  return Boolean(navigator.serviceWorker.controller) && Boolean(await caches.match("/scan"));
});

export const away = {
  parts: [["", 2], ["member omar", 60]],
  async run(visit, name) {
    const { page, go, context, waiting, refused, recent, title, type, dismiss } = await windowOf(visit, "receptionist", name);
    const state = await contract(context);
    await go("/scan");
    await title.getByText("Checked in").waitFor();
    must(state.scans.length === 1, "read with a network");
    await page.keyboard.press("Escape");
    await page.locator("#scan-name").fill("salim");
    await page.locator("#scan-people li").first().waitFor();
    await until("the page is kept", () => isKept(page));
    const names = await page.evaluate(async () => Promise.all((await caches.keys()).map(async (one) => (await (await caches.open(one)).keys()).map((request) => new URL(request.url).pathname))));
    const kept = names.flat().filter((path) => !path.startsWith("/assets/"));
    must(kept.every((path) => ["/offline", "/scan", "/scan/people"].includes(path)), `kept too: ${kept}`);
    const shell = await page.evaluate(async () => (await caches.match("/scan")).text());
    for (const personal of ["Hanan", "p-7", "/logout"]) must(!shell.includes(personal), `the kept page holds ${personal}`);

    await state.away(true);
    await page.locator("#scan-away").waitFor();
    await type("member layla");
    await title.getByText("Kept on this device").waitFor();
    await dismiss();
    await type("refuse expired");
    await page.keyboard.press("Escape");
    await page.locator("#scan-name").fill("salim");
    await page.getByRole("button", { name: /Salim Nasser.*: out/ }).click();
    await title.getByText("Kept on this device").waitFor();
    await dismiss();
    await until("three wait", async () => (await waiting.count()) === 3);
    must((await page.locator("#scan-count span").textContent()) === "3", "their number stands on the camera's picture");
    await page.close();

    // Opened again, still without a network: the kept page, the camera, and the queue.
    const again = await context.newPage();
    await again.goto(`${visit.world.base}/scan`);
    const there = parts(again);
    await until("they still wait", async () => (await there.waiting.count()) === 3);
    must((await again.locator("html").getAttribute("lang")) === "en", "in the same language");
    await again.locator(".scan-result-title", { hasText: "Kept on this device" }).waitFor();
    await until("ZXing reads without a network", async () => (await there.waiting.count()) === 4);
    await again.keyboard.press("Escape");
    must(state.requests === 1, "nothing was sent meanwhile");

    await state.away(false);
    await until("all are sent", async () => (await there.waiting.count()) === 0);
    must(state.scans.map((one) => one.code).join() === "member omar,member layla,refuse expired,member omar", JSON.stringify(state.scans));
    must(new Set(state.scans.map((one) => one.nonce)).size === 4 && state.visits.length === 1 && state.visits[0].direction === "out", JSON.stringify(state.visits));
    const times = state.scans.map((one) => Date.parse(one.scannedAt));
    must(times.every((at, index) => index === 0 || at >= times[index - 1]), "each with its own time");
    // What was refused stays until somebody has looked at it.
    await until("the refusal is listed", async () => (await there.refused.count()) === 1);
    must((await there.refused.textContent()).includes("QR code expired"), await there.refused.textContent());
    await again.reload();
    await until("also after a reload", async () => (await parts(again).refused.count()) === 1);
    await again.locator("#scan-refused li button").click();
    await until("until it is done with", async () => (await parts(again).refused.count()) === 0);
    await until("who came is listed", async () => (await parts(again).recent.count()) >= 4);
    must(refused && recent, "parts");
    await context.close();
  },
};

/** Two tabs upload once. */
export const tabs = {
  async run(visit, name) {
    const { page, go, context, type, dismiss, waiting } = await windowOf(visit, "receptionist", name);
    const state = await contract(context);
    await go("/scan");
    const other = await context.newPage();
    await other.goto(`${visit.world.base}/scan`);
    await state.away(true);
    for (const code of ["member a", "member b", "member c"]) {
      await type(code);
      await dismiss();
    }
    await until("the other tab sees them", async () => (await parts(other).waiting.count()) === 3);
    state.delay = 300;
    await state.away(false);
    await until("all are sent", async () => (await waiting.count()) === 0 && (await parts(other).waiting.count()) === 0);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    must(state.scans.length === 3, `sent ${state.scans.length} times`);
    await context.close();
  },
};

/** A login that ended keeps everything; somebody else's login does not send it under their name. */
export const logins = {
  async run(visit, name) {
    const { page, go, context, type, dismiss, waiting, title } = await windowOf(visit, "receptionist", name);
    const state = await contract(context);
    await go("/scan");
    await page.locator("#scan-code").waitFor();
    state.login = false;
    await type("member omar");
    await title.getByText("Kept on this device").waitFor();
    await dismiss();
    await page.locator("#scan-login").waitFor();
    must((await waiting.count()) === 1, "it is kept");
    // Logged out, the page is not to be scanned with.
    await go("/account");
    await page.locator("details.account > summary").click();
    await page.locator('form[action="/logout"] button').click();
    await page.waitForURL("**/login**");
    must(await page.evaluate(async () => !(await caches.has("rollcall-people")) && !localStorage.getItem("rollcall.scan.owner")), "names go with the logout");
    state.login = true;
    await go("/login?next=/scan");
    await visit.typeLogin(page, "admin");
    await page.waitForURL("**/scan");
    await page.locator("#scan-foreign", { hasText: "Hanan Saleh" }).waitFor();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    must(state.scans.length === 0, "sent under another name");
    await context.clearCookies();
    await go("/login?next=/scan");
    await visit.typeLogin(page, "receptionist");
    await page.waitForURL("**/scan");
    await until("it is sent by whom it is of", async () => state.scans.length === 1);
    await page.locator("#scan-foreign").waitFor({ state: "hidden" });
    await context.close();
  },
};

/** A clock hours ahead is measured, said, and corrected. */
export const clock = {
  async run(visit, name) {
    const { page, go, context, type, dismiss } = await windowOf(visit, "receptionist", name);
    const state = await contract(context);
    await context.addInitScript(() => {
      const ahead = 2 * 3_600_000 + 3 * 60_000;
      const Real = Date;
      globalThis.Date = class extends Real {
        constructor(...given) { super(...(given.length ? given : [Real.now() + ahead])); }
        static now() { return Real.now() + ahead; }
      };
    });
    await go("/scan");
    await page.locator("#scan-clock", { hasText: /This device's clock is .*2 hrs 03 mins.* ahead; scans are corrected\./ }).waitFor();
    await type("member omar");
    await until("it is sent", async () => state.scans.length === 1);
    const off = Math.abs(Date.parse(state.scans[0].scannedAt) - Date.now());
    must(off < 5_000, `off by ${off} ms`);
    await dismiss();
    await context.close();
  },
};
