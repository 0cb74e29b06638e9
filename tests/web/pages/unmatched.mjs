// Somebody nobody knows is bound to whoever they are.
import { must, until } from "../lib.mjs";

export const journeys = [
  {
    name: "a stranger is bound, and the session knows them",
    as: "admin",
    allowed: [400, 409, 422],
    async run({ page, go }) {
      await go("/unmatched");
      const card = page.locator("article.card").filter({ hasText: "Salim's tablet" });
      await card.locator("[commandfor^='bind-']").first().click();
      const dialog = page.locator("dialog[open]");
      await dialog.locator("input[name=who]").fill("Nobody Of That Name");
      await dialog.locator("footer button:not([type=button])").click();
      await page.locator("dialog[open] .error").first().waitFor();
      must((await page.locator("dialog[open] input[name=who]").inputValue()) === "Nobody Of That Name", "what was typed stays");
      await page.locator("dialog[open] input[name=who]").fill("Salim Nasser");
      await page.locator("dialog[open] footer button:not([type=button])").click();
      await page.getByRole("status").getByText("Salim Nasser").first().waitFor();
      await until("the card is gone", async () => (await card.count()) === 0);
      await go("/sessions/past-1");
      must((await page.locator("#strangers").count()) === 0, "the session has no stranger any more");
    },
  },
];
