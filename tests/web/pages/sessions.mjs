// Sessions: one is planned, in place where it is refused, and is in the list.
import { must, until } from "../lib.mjs";

export const journeys = [
  {
    name: "a session is planned",
    as: "admin-en",
    allowed: [409],
    async run({ visit, page, go, where }) {
      await go("/sessions");
      await page.getByRole("link", { name: "Plan a session" }).click();
      const plan = async (title) => {
        await page.locator("input[name=title]").fill(title);
        await page.locator("select[name=teacher]").selectOption({ label: "Yusuf Rahman" });
        const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
        await page.locator("input[name=start]").fill(`${day}T06:30`);
        await page.locator("input[name=minutes]").fill("25");
        await page.getByRole("checkbox", { name: "Zaid Amir" }).check();
        await page.locator("select[name=kind]").selectOption("quran");
        await page.locator("select[name=format]").selectOption("individual");
        await page.locator("select[name=platform]").selectOption("onsite");
        await page.getByRole("button", { name: "Plan a session" }).click();
      };
      await page.locator("input[name=title]").waitFor();
      await visit.look(page, where);
      await plan("First recitation");
      await page.getByRole("heading", { name: "First recitation" }).waitFor();
      await until("it begins at half past six", async () => (await page.locator("main").innerText()).includes("06:30"));

      await go("/sessions/new");
      await plan("At the same time");
      await page.locator(".field .error").first().waitFor();
      must((await page.locator("input[name=title]").inputValue()) === "At the same time", "what was typed stays");
      must(await page.getByRole("checkbox", { name: "Zaid Amir" }).isChecked(), "who was chosen stays chosen");
      await visit.look(page, where);
    },
  },
];
