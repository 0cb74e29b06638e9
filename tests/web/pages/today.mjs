// The live board.
import { must, until } from "../lib.mjs";

export const journeys = [
  {
    name: "somebody is seen to arrive, without a look at another page",
    as: "receptionist",
    async run({ visit, page, base, go }) {
      await go("/");
      await until("the board", () => page.url() === `${base}/today`);
      const salim = page.locator("#chip-running-1-p-1-student a.chip");
      must((await salim.getAttribute("class")).includes("missing"), "Salim is missing");
      await page.getByText("Live", { exact: true }).waitFor();
      await page.evaluate(() => { window.untouched = true; });
      const { authorization, body } = visit.world.arrival;
      const headers = { authorization, "content-type": "application/webhook+json" };
      const told = await fetch(`${base}/webhooks/livekit`, { method: "POST", headers, body });
      must(told.ok, `the webhook is taken: ${told.status}`);
      await page.locator("#chip-running-1-p-1-student a.chip:is(.here, .late)").waitFor();
      must(await page.evaluate(() => window.untouched), "the page was not loaded again");
      must((await page.locator("#answer").textContent()).length > 0, "the answer stands there");
    },
  },
  {
    name: "a card leads to its session",
    as: "admin",
    async run({ page, base, go }) {
      await go("/today");
      await page.getByRole("link", { name: "Tajweed" }).first().click();
      await until("the session", () => page.url() === `${base}/sessions/running-1`);
    },
  },
];
