// Rates: adding one, and being told why one is refused.
import { must, until } from "../lib.mjs";

async function fill(page, price) {
  const form = page.locator("#add form");
  await form.locator("select[name=for]").selectOption("pay");
  await form.locator("select[name=who]").selectOption("kind:quran");
  await form.locator("input[name=price]").fill(price);
  await form.locator("button").click();
}

export const journeys = [
  {
    name: "a rate is added, its twin is refused, and what was typed stays",
    as: "finance",
    allowed: [400, 409, 422],
    async run({ visit, page, go, where }) {
      await go("/rates");
      await fill(page, "seventy");
      await page.locator("#add .error").first().waitFor();
      must((await page.locator("#add input[name=price]").inputValue()) === "seventy", "what was typed stays");
      await visit.look(page, where);
      await fill(page, "77.25");
      await page.getByRole("status").locator(".toast").first().waitFor();
      await page.locator("main table, main .list").getByText("77.25").first().waitFor();
      await fill(page, "78");
      await page.locator("#add .error").first().waitFor();
      await until("one rate of this kind", async () => (await page.locator("main").getByText("78.00").count()) === 0);
    },
  },
];
