// A teacher's week, and what a teacher does from it.
import { must, until } from "../lib.mjs";

export const journeys = [
  {
    name: "from the week to the lesson that runs, and back to one nobody came to",
    as: "teacher",
    async run({ page, base, go }) {
      await go("/");
      await until("the week", () => page.url() === `${base}/week`);
      must((await page.locator("#answer").textContent()).trim().length > 5, "the first line says what is on");
      await page.locator(`a[href="/sessions/running-1"]`).first().click();
      await page.waitForURL(`${base}/sessions/running-1`);
      await page.locator("#person-p-1-child").getByRole("button", { name: "Override" }).waitFor();
      await page.locator("#person-p-1-teacher").waitFor();
      must((await page.locator("#person-p-1-teacher").getByRole("button", { name: "Override" }).count()) === 0, "nobody decides about themselves");
      await go("/week");
      await page.locator(`a[href="/sessions/solo-1"]`).first().click();
      await page.getByRole("button", { name: "Mark absent" }).first().click();
      const dialog = page.locator("dialog[open]");
      must((await dialog.textContent()).includes("Zaid Amir"), "the question names whom it is about");
      await dialog.getByRole("button", { name: "Mark absent" }).click();
      await page.getByRole("status").locator(".toast").first().waitFor();
      await until("it says so", async () => (await page.locator("#person-p-1-zaid .verdict.absent").count()) > 0);
    },
  },
  {
    name: "what is not a teacher's is refused with a way back",
    as: "teacher",
    allowed: [403, 404],
    async run({ visit, page, go, where }) {
      for (const [path, status] of [["/people", 403], ["/sessions/hostile-past-1", 404]]) {
        const response = await go(path);
        must(response.status() === status, `${path} is answered ${response.status()}`);
        await page.locator("main a[href='/']").first().waitFor();
        await visit.look(page, `${where} ${path}`);
      }
    },
  },
];
