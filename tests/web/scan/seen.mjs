// What the camera sees: a code read and answered, once while it stays in sight; light, other readers, a black picture, no camera.
import { must, until } from "../lib.mjs";
import { contract, parts, ready } from "./contract.mjs";

const MEMBER = [["venue gym", 1]];
const ALLOWED = [400, 403, 404, 409];

async function windowOf(visit, who, name, { grant = true, ...options } = {}) {
  const window = await visit.windowOf(who, name, { allowed: ALLOWED, permissions: grant ? ["camera"] : [], ...options });
  return { ...window, ...parts(window.page) };
}

export const member = {
  parts: MEMBER,
  async run(visit, name) {
    const { page, go, context, base, title, said } = await windowOf(visit, "student", name);
    const { id, name: called } = await (await context.request.get(`${base}/api/v1/me`)).json();
    const state = await contract(context, { self: { id, name: called } });
    // Allowed before, the camera opens by itself; the code is read from its picture. The answer stands there for two seconds.
    const [, heading, , at] = await Promise.all([
      go("/scan"),
      page.locator("h1").textContent(),
      title.getByText("You're checked in!").waitFor(),
      page.locator(".scan-result-time").textContent(),
      said.filter({ hasText: /^You're checked in!/ }).waitFor({ state: "attached" }),
    ]);
    must(heading === "Scan Gym QR Code", `the gym's title: ${heading}`);
    must(/\d\d:\d\d/.test(at), `the time stands there: ${at}`);
    must(state.scans.length === 1 && state.scans[0].code === "venue gym" && /^[0-9a-f]{32}$/.test(state.scans[0].nonce), JSON.stringify(state.scans));
    must(state.scans[0].venueId === undefined, "a member stands nowhere");
    // Then back to the own page.
    await page.waitForURL("**/me");
    await Promise.all([go("/scan"), title.getByText("You're checked out. See you again!").waitFor()]);
    await page.keyboard.press("Escape");
    await page.waitForURL("**/me");
    await context.close();
  },
};

/** A code that is held before the camera for long is one scan; another one is read at once. */
export const held = {
  parts: [["member omar", 8], ["", 1], ["ticket layla", 3], ["", 30]],
  async run(visit, name) {
    const { page, go, context, title, recent } = await windowOf(visit, "receptionist", name);
    const state = await contract(context);
    await go("/scan");
    await page.locator(".scan-person bdi", { hasText: "Omar <i>Haddad</i>" }).waitFor();
    must((await title.textContent()) === "Checked in", await title.textContent());
    must((await page.locator(".scan-picture").textContent()) === "O", "the picture is the initial");
    must(state.scans[0].venueId === "venue-1", "the only venue is where one stands");
    await page.locator(".scan-person bdi", { hasText: "ليلى" }).waitFor();
    must((await title.textContent()) === "Admitted", await title.textContent());
    must(state.scans.map((one) => one.code).join() === "member omar,ticket layla", JSON.stringify(state.scans));
    await page.keyboard.press("Escape");
    await until("who came is listed", async () => (await recent.count()) === 2);
    await context.close();
  },
};

/** The platform reads where it can, and ZXing is not loaded then; a light is turned on where there is one. */
export const platform = {
  parts: [["", 5]],
  async run(visit, name) {
    const { page, go, context, title } = await windowOf(visit, "receptionist", name);
    await contract(context);
    const loaded = [];
    page.on("request", (request) => loaded.push(request.url()));
    await page.addInitScript(() => {
      globalThis.BarcodeDetector = class {
        static async getSupportedFormats() { return ["ean_13", "qr_code"]; }
        async detect() { return [{ rawValue: "member vera" }]; }
      };
      const { getCapabilities, applyConstraints } = MediaStreamTrack.prototype;
      MediaStreamTrack.prototype.getCapabilities = function () { return { ...getCapabilities.call(this), torch: true }; };
      globalThis.lights = [];
      MediaStreamTrack.prototype.applyConstraints = async function (wanted) {
        const torch = wanted.advanced?.find((one) => "torch" in one);
        if (torch) globalThis.lights.push(torch.torch);
        else await applyConstraints.call(this, wanted);
      };
    });
    await Promise.all([go("/scan"), title.getByText("Checked in").waitFor()]);
    await page.keyboard.press("Escape");
    must(!loaded.some((url) => url.includes("/zxing-")), `loaded ${loaded.filter((url) => url.includes("zxing"))}`);
    const light = page.locator("#scan-light");
    await light.click();
    await page.locator('#scan-light[aria-pressed="true"]').waitFor();
    await light.click();
    await page.locator('#scan-light[aria-pressed="false"]').waitFor();
    must((await page.evaluate(() => globalThis.lights.join())) === "true,false", "the light was turned on and off");
    await page.locator("#scan-sound").click();
    const silent = page.locator('#scan-sound[aria-pressed="false"]');
    await silent.waitFor();
    await page.reload();
    await silent.waitFor();
    await context.close();
  },
};

/** A covered lens is said, and the light of a device without one is not offered. */
export const black = {
  parts: [["black", 1]],
  async run(visit, name) {
    const { page, go, context } = await windowOf(visit, "receptionist", name);
    await contract(context);
    await go("/scan");
    await page.locator("#scan-black").waitFor();
    must(await page.locator("#scan-light").isHidden(), "this camera has no light");
    must(await page.locator("#scan-manual").isVisible(), "the manual way stays");
    await page.locator("#scan-close").click();
    await page.locator("#scan-open").waitFor();
    await context.close();
  },
};

/** Refused: said how to mend it, everything else works; and tried again on a press. */
export const denied = {
  parts: MEMBER,
  async run(visit, name) {
    const { page, go, context, title, type, dismiss } = await windowOf(visit, "receptionist", name, { grant: false });
    const state = await contract(context);
    await go("/scan");
    await ready(page);
    await page.locator("#scan-open").click();
    await page.locator("#scan-problem", { hasText: "Your browser does not let this page use the camera." }).waitFor();
    must(await page.locator("#scan-manual").isVisible() && await page.locator("#scan-code").isVisible(), "the manual ways stay");
    await page.locator("#scan-name").fill("salim");
    const row = page.locator("#scan-people li", { hasText: "Salim Nasser" });
    await row.waitFor();
    await row.getByRole("button", { name: /Salim Nasser.*: in/ }).click();
    await title.getByText("Checked in").waitFor();
    must(state.visits.length === 1 && state.visits[0].direction === "in" && state.visits[0].venueId === "venue-1" && state.visits[0].nonce, JSON.stringify(state.visits));
    await dismiss();
    await type("refuse wrong_purpose");
    await page.locator(".scan-result-note", { hasText: "This code is for something else" }).waitFor();
    await dismiss();
    await type("used x");
    await page.locator(".scan-result-note", { hasText: /This ticket was used already\. That was at .*, by .*Yusuf <u>Rahman<\/u>/ }).waitFor();
    await dismiss();
    await context.grantPermissions(["camera"]);
    await page.locator("#scan-open").click();
    await page.locator('#scan-view[data-state="on"]').waitFor();
    await context.close();
  },
};

/** Of an address that a printed code carries nothing is sent before somebody says so; it survives the login. */
export const printed = {
  async run(visit, name) {
    const { page, go, context } = await visit.window(name, { allowed: ALLOWED });
    const state = await contract(context);
    await go("/scan?code=venue%20gym");
    await page.waitForURL("**/login?**");
    await visit.typeLogin(page, "student");
    await page.waitForURL("**/scan?code=venue**");
    const yes = page.locator("#scan-yes");
    await yes.waitFor();
    await new Promise((resolve) => setTimeout(resolve, 500));
    must(state.scans.length === 0, "a look checked somebody in");
    await yes.click();
    await page.locator(".scan-result.positive").waitFor();
    must(state.scans.length === 1 && state.scans[0].code === "venue gym", JSON.stringify(state.scans));
    must(!page.url().includes("code="), page.url());
    await context.close();
  },
};
