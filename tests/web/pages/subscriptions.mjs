// Subscriptions: selling one, giving its lessons a time, correcting it; and what a family sees of it.
import { must, until } from "../lib.mjs";

export const journeys = [
  {
    name: "a subscription is sold, its lesson is given a time, and its balance is corrected",
    as: "admin-en",
    allowed: [400, 409, 422],
    async run({ visit, page, go, where }) {
      await go("/subscriptions");
      await page.locator("#package input[name=name]").fill("Four short ones");
      await page.locator("#package input[name=sessions]").fill("4");
      await page.locator("#package input[name=minutes]").fill("20");
      await page.locator("#package form button").click();
      await page.getByRole("status").locator(".toast").first().waitFor();
      await page.locator("#packages table").getByText("Four short ones").first().waitFor();

      await page.getByRole("link", { name: "Sell a subscription" }).click();
      await page.locator("select[name=person]").waitFor();
      await page.locator("select[name=person]").selectOption({ label: "Zaid Amir" });
      await page.locator("select[name=package]").selectOption({ label: "Four short ones (4 lessons)" });
      await page.locator("input[name=valid_until]").fill("2020-01-01");
      await page.getByRole("button", { name: "Sell a subscription" }).click();
      await page.locator(".field .error").first().waitFor();
      await visit.look(page, where);
      await page.locator("input[name=valid_until]").fill("");
      await page.locator("input[name=draw]").check();
      await page.getByRole("button", { name: "Sell a subscription" }).click();
      await until("four lessons wait for a time", async () => (await page.locator("#unscheduled li").count()) === 4);
      await visit.look(page, where);

      const first = page.locator("#unscheduled li").first();
      const day = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
      await first.locator("input[name=start]").fill(`${day}T05:15`);
      await first.locator("button").click();
      await until("three wait", async () => (await page.locator("#unscheduled li").count()) === 3);

      await page.getByRole("button", { name: "Correct the balance" }).click();
      const dialog = page.locator("#correct-subscription");
      await dialog.locator("input[name=change]").fill("-9");
      await dialog.locator("input[name=reason]").fill("Moved to his brother");
      await dialog.getByRole("button", { name: "Write it down" }).click();
      await dialog.locator(".error").first().waitFor();
      must((await dialog.locator("input[name=reason]").inputValue()) === "Moved to his brother", "what was typed stays");
      await dialog.locator("input[name=change]").fill("-3");
      await dialog.getByRole("button", { name: "Write it down" }).click();
      await page.locator("#ledger").getByText("Moved to his brother").waitFor();
      await until("one is left", async () => (await page.locator("p.answer").innerText()).replace(/[\u2066-\u2069]/g, "").includes("1 lesson is left"));

      await go("/subscriptions?show=low");
      await page.locator("main table").getByText("Zaid Amir").first().waitFor();
      await visit.look(page, where);
    },
  },
  {
    name: "a family sees what is left, and the ledger of it",
    as: "parent",
    async run({ visit, page, go, where }) {
      await go("/family");
      await page.locator("article.card .balance").first().waitFor();
      await visit.look(page, where);
      await page.locator("article.card a[href^='/subscriptions/']").first().click();
      await page.waitForURL("**/subscriptions/*");
      await page.locator("#ledger tbody tr").first().waitFor();
      must((await page.locator("dialog").count()) === 0, "a family changes nothing");
      must((await page.locator("#ledger a[href^='/sessions/']").count()) > 0, "a row opens its session");
      await visit.look(page, where);
    },
  },
];
