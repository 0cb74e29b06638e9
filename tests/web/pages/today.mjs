// The live board, and the other pages that keep themselves fresh.
import { must, openLive, until } from "../lib.mjs";

export const journeys = [
  {
    name: "somebody is seen to arrive, without a look at another page",
    as: "receptionist",
    async run({ visit, where, page, base, go }) {
      const [own, lesson] = [await visit.windowOf("student", where), await visit.windowOf("admin", where)];
      await openLive(own.page, () => own.go("/me"));
      await openLive(lesson.page, () => lesson.go("/sessions/running-1"));
      for (const one of [own, lesson]) await one.page.evaluate(() => { window.untouched = true; });
      const before = await own.page.locator("#answer").textContent();
      const seen = lesson.page.locator("#person-p-1-student");
      must((await seen.textContent()).includes("not seen"), "the lesson has not seen him");
      // A dialog that somebody is in stays as it is.
      await lesson.page.locator("#person-p-1-student").getByRole("button", { name: "Override" }).click();
      await lesson.page.locator("dialog[open] [name=reason]").fill("half a reason");
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
      await until("the student reads it too", async () => (await own.page.locator("#answer").textContent()) !== before);
      await until("the lesson shows it", async () => !(await seen.textContent()).includes("not seen"));
      must((await lesson.page.locator("dialog[open] [name=reason]").inputValue()) === "half a reason", "the dialog stayed");
      for (const one of [own, lesson]) {
        must(await one.page.evaluate(() => window.untouched), "no page was loaded again");
        await one.context.close();
      }
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
