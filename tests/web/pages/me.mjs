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
];
