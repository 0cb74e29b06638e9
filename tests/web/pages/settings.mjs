// Settings: changed, refused with what was typed, and taken back. Policies: tried before they are saved.
import { must, until } from "../lib.mjs";

const FIELD = "#settings input[name=session_buffer_minutes]";

export const journeys = [
  {
    name: "a setting is changed and taken back, and a wrong one is refused beside its field",
    as: "admin",
    allowed: [400, 409, 422],
    async run({ visit, page, go, where }) {
      await go("/settings");
      const before = await page.locator(FIELD).inputValue();
      await page.locator(FIELD).fill("7");
      await page.locator("#settings").getByRole("button", { name: "Save" }).click();
      await page.locator("#toasts form button").first().waitFor();
      await until("it is saved", async () => (await page.locator(FIELD).inputValue()) === "7");
      await page.locator("#toasts form button").first().click();
      await until("it is as before", async () => (await page.locator(FIELD).inputValue()) === before);
      await page.locator(FIELD).fill("99999");
      await page.locator("#settings").getByRole("button", { name: "Save" }).click();
      await page.getByRole("alert").first().waitFor();
      must((await page.locator(FIELD).inputValue()) === "99999", "what was typed stays");
      await visit.look(page, where);
      await go("/audit-log");
      must((await page.locator("main").innerText()).includes("Mariam Al-Harbi"), "the audit log says who it was");
    },
  },
  {
    name: "rules are tried on the last month, and wrong ones stand in the form again",
    as: "admin",
    async run({ visit, page, go, where }) {
      await go("/policies");
      const before = await page.locator(".answer").innerText();
      await page.getByText("Change these rules").click();
      await page.locator("input[name=learnerPresentShare]").fill("1");
      await page.getByRole("button", { name: "Try on the last month" }).click();
      await page.waitForURL("**/policies/try?learnerPresentShare=1");
      await page.locator(".figures").waitFor();
      must((await page.locator("input[name=learnerPresentShare]").inputValue()) === "1", "the form has what was tried");
      await visit.look(page, where);
      await page.locator("input[name=learnerPresentShare]").fill("a lot");
      await page.getByRole("button", { name: "Try on the last month" }).click();
      await page.locator("[aria-invalid=true]").waitFor();
      await go("/policies");
      must((await page.locator(".answer").innerText()) === before, "nothing was changed");
    },
  },
];
