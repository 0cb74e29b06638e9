// Logging in and out, where one gets to, and what the browser keeps.
import { must, until } from "../lib.mjs";

const at = (page, path) => new URL(page.url()).pathname + new URL(page.url()).search === path;

export const journeys = [
  {
    name: "whoever is not logged in gets to where they wanted to go",
    async run({ visit, page, go }) {
      await go("/sessions?show=past");
      must(at(page, "/login?next=%2Fsessions%3Fshow%3Dpast"), "there is a login before it");
      await visit.typeLogin(page, "admin");
      await until("the page one asked for", () => at(page, "/sessions?show=past"));
    },
  },
  {
    name: "a wrong password is refused in words, and the address stays",
    allowed: [401],
    async run({ visit, page, go, where }) {
      await go("/login");
      await visit.typeLogin(page, "finance", "a guess");
      await page.getByRole("alert").getByText("wrong").waitFor();
      must((await page.getByLabel("E-mail").inputValue()) === "finance@academy.example", "the address is kept");
      must((await page.getByLabel("Password").inputValue()) === "", "the password is not");
      await visit.look(page, where);
    },
  },
  {
    name: "another site is not led to",
    async run({ visit, page, base, go }) {
      await go("/login?next=//evil.example/");
      await visit.typeLogin(page, "admin");
      await until("our own start", () => page.url() === `${base}/today`);
    },
  },
  {
    name: "after logging out nothing is seen by going back",
    async run({ visit, page, go }) {
      await go("/login");
      await visit.typeLogin(page, "admin");
      await go("/sessions?show=past");
      await page.getByText("Quran, part 1").first().waitFor();
      await page.locator("details.account summary").click();
      await page.getByRole("button", { name: "Log out" }).click();
      await page.getByRole("status").getByText("logged out").waitFor();
      await page.goBack();
      await page.locator("input[name=password]").waitFor();
      must(!(await page.content()).includes("Quran, part 1"), "a page of before is shown");
    },
  },
  {
    name: "the first key leads to the content",
    as: "admin",
    async run({ page, go }) {
      await go("/sessions");
      await page.keyboard.press("Tab");
      const skip = page.getByRole("link", { name: "Skip to the content" });
      must(await skip.evaluate((link) => link === document.activeElement), "the first stop skips the menu");
      await page.keyboard.press("Enter");
      await until("the content has the focus", () => page.evaluate(() => document.activeElement?.id === "main"));
    },
  },
  {
    name: "without script one logs in, and a form works",
    options: { javaScriptEnabled: false },
    async run({ visit, page, base, go }) {
      await go("/login?next=%2Fsessions");
      await visit.typeLogin(page, "admin");
      await until("where one wanted to go", () => page.url() === `${base}/sessions`);
      await page.locator("select[name=language]").first().selectOption("ru");
      await page.locator("form.preferences button").click();
      await until("the page is in Russian", async () => (await page.locator("html").getAttribute("lang")) === "ru");
      await until("on the same page", () => page.url() === `${base}/sessions`);
      await page.locator("select[name=language]").first().selectOption("en");
      await page.locator("form.preferences button").click();
      await until("English again", async () => (await page.locator("html").getAttribute("lang")) === "en");
    },
  },
];
