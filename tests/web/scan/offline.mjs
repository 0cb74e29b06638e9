// Without a network, and back: what is scanned is kept, survives the page, goes out once with its own time, and each answer is there
// for a human.
import { must, until } from "../lib.mjs";
import { contract, parts, ready } from "./contract.mjs";

const ALLOWED = [400, 401, 403, 404, 409];

async function windowOf(visit, who, name) {
  const window = await visit.windowOf(who, name, { allowed: ALLOWED, permissions: ["camera"] });
  return { ...window, ...parts(window.page) };
}
/** Not the login that leads there. */
const isScanner = (url) => url.pathname === "/scan";
/** The page was kept, with all it needs. */
const isKept = (page) => page.evaluate(async () => {
  await navigator.serviceWorker.ready;
  return Boolean(navigator.serviceWorker.controller) && Boolean(await caches.match("/scan"));
});

export const away = {
  parts: [["", 2], ["member omar", 20]],
  async run(visit, name) {
    const { page, go, context, waiting, refused, recent, title, type, dismiss } = await windowOf(visit, "receptionist", name);
    const state = await contract(context);
    await Promise.all([go("/scan"), title.getByText("Checked in").waitFor()]);
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
    await type("member layla", "Kept on this device");
    await dismiss();
    await type("refuse expired");
    await page.keyboard.press("Escape");
    await page.locator("#scan-name").fill("salim");
    await page.getByRole("button", { name: /Salim Nasser.*: out/ }).click();
    await title.getByText("Kept on this device").waitFor();
    await dismiss();
    await until("three wait", async () => (await waiting.count()) === 3);
    await until("their number stands on the camera's picture", async () => (await page.locator("#scan-count span").textContent()) === "3");
    await page.close();

    // Opened again, still without a network: the kept page, the camera, and the queue.
    const again = await context.newPage();
    const there = parts(again);
    // The camera may read the next one before anybody looks.
    await Promise.all([
      again.goto(`${visit.world.base}/scan`).then(() => until("they still wait", async () => (await there.waiting.count()) >= 3)),
      there.title.getByText("Kept on this device").waitFor(),
    ]);
    await until("ZXing reads without a network", async () => (await there.waiting.count()) === 4);
    must((await again.locator("html").getAttribute("lang")) === "en", "in the same language");
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
    await there.refused.getByText("QR code expired").waitFor();
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
    await Promise.all([ready(page), ready(other)]);
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
    // A login of its own: it ends here.
    const { page, go, context } = await visit.window(name, { allowed: ALLOWED, permissions: ["camera"] });
    const { type, dismiss, waiting } = parts(page);
    const state = await contract(context);
    await go("/login?next=/scan");
    await visit.typeLogin(page, "receptionist");
    await page.waitForURL(isScanner);
    await ready(page);
    state.login = false;
    await type("member omar", "Kept on this device");
    await dismiss();
    await page.locator("#scan-login").waitFor();
    await until("it is kept", async () => (await waiting.count()) === 1);
    // Logged out, the page is not to be scanned with.
    await go("/account");
    await page.locator("details.account > summary").click();
    await page.locator('form[action="/logout"] button').click();
    await page.waitForURL("**/login**");
    await until("names go with the logout", () => page.evaluate(async () => !(await caches.has("rollcall-people")) && !localStorage.getItem("rollcall.scan.owner")));
    state.login = true;
    await go("/login?next=/scan");
    await visit.typeLogin(page, "admin");
    await page.waitForURL(isScanner);
    await page.locator("#scan-foreign", { hasText: "Hanan Saleh" }).waitFor();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    must(state.scans.length === 0, "sent under another name");
    await context.clearCookies();
    await go("/login?next=/scan");
    await visit.typeLogin(page, "receptionist");
    await page.waitForURL(isScanner);
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
    const begun = Date.now();
    await type("member omar");
    await until("it is sent", async () => state.scans.length === 1);
    const [at, ended] = [Date.parse(state.scans[0].scannedAt), Date.now()];
    must(at > begun - 5_000 && at < ended + 5_000, `${at} is not between ${begun} and ${ended}`);
    await dismiss();
    await context.close();
  },
};
