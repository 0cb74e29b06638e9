// One's own account: logging out everywhere.
import { must, until } from "../lib.mjs";

export const journeys = [
  {
    name: "logging out everywhere ends the login of another browser",
    async run({ visit, page, base, go, where }) {
      const other = await visit.window(where);
      for (const window of [{ page, go }, other]) {
        await window.go("/login?next=%2Faccount");
        await visit.typeLogin(window.page, "partner");
        await until("the account", () => window.page.url() === `${base}/account`);
      }
      await page.getByRole("button", { name: "Log out everywhere" }).first().click();
      await page.locator("dialog[open]").getByRole("button", { name: "Log out everywhere" }).click();
      await until("the login", () => new URL(page.url()).pathname === "/login");
      await other.go("/account");
      must(new URL(other.page.url()).pathname === "/login", "the other browser is logged out too");
      await other.context.close();
    },
  },
];
