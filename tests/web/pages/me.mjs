// A student's own attendance.
import { must, until } from "../lib.mjs";

export const journeys = [
  {
    name: "the student sees the own lessons alone, and opens one",
    as: "student",
    async run({ page, base, go }) {
      await go("/");
      await until("the own page", () => page.url() === `${base}/me`);
      must(!(await page.locator("main").innerText()).includes("Rohan"), "nobody else is named");
      await page.locator("main a[href^='/sessions/']").first().click();
      await page.waitForURL("**/sessions/*");
      must(!(await page.locator("main").innerText()).includes("Rohan"), "nor in the lesson");
      must((await page.getByRole("button", { name: "Override" }).count()) === 0, "there is nothing to decide");
    },
  },
  {
    name: "the member sees when they came, for seven days and for thirty",
    as: "student",
    async run({ visit, page, go, where }) {
      await go("/member");
      const visits = page.locator("#visits li");
      const week = await visits.count();
      must(week > 0, "there are visits of this week");
      await page.locator("#visits").getByText("Estimated").first().waitFor();
      await visit.look(page, where);
      await page.locator("#visits").getByRole("link", { name: "Last 30 days" }).click();
      await page.waitForURL("**/member?days=30#visits");
      must((await visits.count()) > week, "there are more of the month");
      must(!(await page.locator("main").innerText()).includes("Rohan"), "nobody else's");
    },
  },
];
