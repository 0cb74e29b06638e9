// A parent, in Arabic.
import { must, until } from "../lib.mjs";

export const journeys = [
  {
    name: "the parent sees the own child alone, from right to left, and opens a lesson",
    as: "parent",
    async run({ page, base, go }) {
      await go("/");
      await until("the family", () => page.url() === `${base}/family`);
      const html = page.locator("html");
      must((await html.getAttribute("lang")) === "ar" && (await html.getAttribute("dir")) === "rtl", "it is written in Arabic");
      await page.locator("main").getByText("Rohan Al-Farsi").first().waitFor();
      must(!(await page.locator("main").innerText()).includes("Salim"), "no other child is named");
      await page.locator("main a[href^='/sessions/']").first().click();
      await page.waitForURL("**/sessions/*");
      await page.locator("#answer, .answer").first().waitFor();
      must(!(await page.locator("main").innerText()).includes("Salim"), "nor in the lesson");
    },
  },
  {
    name: "the parent sees the own bill, and its proof",
    as: "parent",
    async run({ page, go }) {
      await go("/billing");
      must(!(await page.locator("main").innerText()).includes("Nasser"), "no other family is named");
    },
  },
];
