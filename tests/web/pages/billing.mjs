// From the month down to the evidence.
import { must, until } from "../lib.mjs";

/** Opens the month that holds the lessons of the last days: this one, or the one before. */
async function findMonth(page, name) {
  const person = page.locator("main table a.row-link").filter({ hasText: name });
  if ((await person.count()) === 0) await page.locator("nav.period a").first().click();
  await person.first().waitFor();
  return person.first();
}

export const journeys = ["/billing", "/payroll"].map((path) => ({
  name: `${path}: every amount opens down to its evidence`,
  as: "finance",
  async run({ visit, page, base, go, where }) {
    await go("/");
    await until("the start", () => page.url() === `${base}/billing`);
    await go(path);
    await (await findMonth(page, path === "/billing" ? "Rohan" : "Yusuf")).click();
    await page.locator("main a[href^='/lines/']").first().click();
    await page.waitForURL("**/lines/*");
    await page.locator("p.answer").waitFor();
    must(/\d/.test(await page.locator("main").innerText()), "there is an amount");
    // The evidence is folded away until somebody asks.
    must(/LiveKit/.test(await page.locator("main").textContent()), "it rests on what LiveKit reported");
    await visit.look(page, where);
  },
}));

journeys.push({
  name: "a month is taken home as a file",
  as: "finance",
  async run({ page, go }) {
    await go("/billing");
    const link = page.locator("main a[href*='/billing/download'], main a[download]").first();
    const href = await link.getAttribute("href");
    const [download] = await Promise.all([page.waitForEvent("download"), page.evaluate((to) => { location.href = to; }, href)]);
    must(/\.(csv|xlsx)$/.test(download.suggestedFilename()), download.suggestedFilename());
    must(!(await download.failure()), "it arrives");
  },
});
