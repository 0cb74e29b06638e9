// The log of messages: those that were given up are found from the top, opened with every try, and sent again.
import { must } from "../lib.mjs";

export const journeys = [
  {
    name: "a message that was given up is found, read and sent again",
    as: "admin",
    async run({ visit, page, go, where }) {
      await go("/messages");
      await page.getByRole("link", { name: "Show them" }).click();
      await page.waitForURL("**/messages?state=dead");
      await page.locator("tr", { hasText: "Salim Nasser" }).filter({ hasText: "By webhook" }).getByRole("link", { name: "Absence" }).click();
      await page.waitForURL(/\/messages\/[0-9a-f]+$/);
      await page.getByText("What was sent").click();
      must((await page.locator("main pre").first().innerText()).includes('"personName": "Salim Nasser"'), "the body, line by line");
      await page.getByText("What came back").click();
      must((await page.locator("main pre").last().innerText()).includes("\\u202e"), "nothing turns the text");
      await visit.look(page, where);
      await page.getByRole("button", { name: "Send again" }).click();
      await page.locator("#toasts").getByText("It is tried again now.").waitFor();
      must((await page.getByRole("button", { name: "Send again" }).count()) === 0, "it is on its way");
    },
  },
];
