// What is looked at: every state in four languages, on a phone and a desk, in light and dark, with axe-core; by keyboard; without script.
import { DESK, must, PHONE, until } from "../lib.mjs";
import { contract, parts, ready } from "./contract.mjs";

const ALLOWED = [400, 403, 404, 409];

export const languages = {
  async run(visit, name) {
    for (const language of visit.world.languages) {
      const { page, go, context } = await visit.windowOf(`admin-${language}`, `${name} ${language}`, { allowed: ALLOWED });
      const state = await contract(context);
      await go("/scan");
      const { type, dismiss, waiting, refused } = parts(page);
      await ready(page);
      const judge = async (what) => {
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          await page.setViewportSize(DESK);
          // What is not a matter of colour was seen in light.
          const rules = colorScheme === "dark" ? ["color-contrast"] : undefined;
          await visit.look(page, `${name} ${language} ${what} ${colorScheme}`, { rules });
          await visit.measure(page, `${name} ${language} ${what}`, PHONE);
        }
      };
      await page.locator("#scan-open").click();
      await page.locator("#scan-problem").waitFor();
      await page.locator("#scan-name").fill("salim");
      await page.locator("#scan-people li").first().waitFor();
      await judge("idle");
      for (const code of ["member omar", "member omar", "used x", "refuse not_known_yet"]) {
        await type(code);
        await visit.look(page, `${name} ${language} ${code}`);
        await visit.measure(page, `${name} ${language} ${code}`, PHONE);
        await dismiss();
      }
      await state.away(true);
      await type("member layla");
      await page.locator(".scan-result.amber").waitFor({ state: "attached" });
      await visit.look(page, `${name} ${language} kept`);
      await dismiss();
      await type("refuse expired");
      await dismiss();
      await until("they wait", async () => (await waiting.count()) === 2);
      await judge("queue");
      await state.away(false);
      await until("the refusal is listed", async () => (await refused.count()) === 1);
      await judge("refused");
      must((await page.locator("html").getAttribute("lang")) === language, `in ${language}`);
      await context.close();
    }
  },
};

/** With the keyboard alone, and nothing that needs a script where there is none. */
export const keyboard = {
  async run(visit, name) {
    const { page, go, context } = await visit.windowOf("receptionist", name, { allowed: ALLOWED });
    const state = await contract(context);
    await go("/scan");
    await ready(page);
    await page.locator("#scan-code").focus();
    await page.keyboard.type("member omar");
    await page.keyboard.press("Enter");
    await page.locator(".scan-result.positive").waitFor();
    must(state.scans.length === 1, "it is sent once");
    await page.keyboard.press("Escape");
    await page.locator("#scan-result").waitFor({ state: "hidden" });
    await context.close();
    const bare = await visit.windowOf("student", name, { javaScriptEnabled: false });
    await bare.go("/scan");
    await bare.page.getByText("The scanner needs JavaScript.").waitFor();
    must(await bare.page.locator("#scan").isHidden(), "nothing that does not work is shown");
    await bare.context.close();
  },
};

/** The app can be installed: the browser finds nothing to complain about in its description. */
export const installable = {
  async run(visit, name) {
    const { page, go, context } = await visit.windowOf("student", name, { allowed: ALLOWED });
    await go("/scan");
    const session = await context.newCDPSession(page);
    const { errors, data } = await session.send("Page.getAppManifest");
    must(errors.length === 0, JSON.stringify(errors));
    const app = JSON.parse(data);
    must(app.start_url === "/scan" && app.display === "standalone", data);
    for (const { src, sizes } of app.icons) {
      const size = await page.evaluate(async (from) => {
        const image = new Image();
        image.src = from;
        await image.decode();
        return `${image.naturalWidth}x${image.naturalHeight}`;
      }, src);
      must(sizes === "any" || sizes === size, `${src} is ${size}`);
    }
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    const serious = installabilityErrors.filter((one) => !["in-incognito", "not-from-secure-origin"].includes(one.errorId));
    must(serious.length === 0, JSON.stringify(serious));
    await context.close();
  },
};
