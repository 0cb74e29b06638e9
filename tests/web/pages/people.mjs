// People: adding somebody once, and losing nothing when the login ends.
import { must, until } from "../lib.mjs";

async function openAdd(page, name) {
  await page.getByRole("button", { name: "Add a person" }).first().click();
  const dialog = page.locator("dialog[open]");
  await dialog.locator("input[name=name]").fill(name);
  await dialog.locator("input[name=roles][value=student]").check();
  return dialog;
}

const rowsOf = async (page, go, name) => {
  await go(`/people?q=${encodeURIComponent(name)}`);
  return page.locator("main tbody tr").filter({ hasText: name }).count();
};

export const journeys = [
  {
    name: "a form that is sent twice adds one person",
    as: "admin",
    async run({ page, go }) {
      await go("/people");
      const dialog = await openAdd(page, "Twice Sent");
      const form = dialog.locator("form");
      // As fast as no finger is, without the script that would hold the second one back.
      const [one, two] = await form.evaluate(async (node) => {
        const send = () => fetch(node.action, { method: "POST", body: new URLSearchParams(new FormData(node)) });
        const both = await Promise.all([send(), send()]);
        return both.map((response) => response.url);
      });
      must(one === two && /\/people\/.+/.test(one), `both get to the person: ${one}, ${two}`);
      must((await rowsOf(page, go, "Twice Sent")) === 1, "there is one person of this name");
    },
  },
  {
    name: "a double click adds one person",
    as: "admin",
    async run({ page, go }) {
      await go("/people");
      const dialog = await openAdd(page, "Double Clicked");
      await dialog.locator("footer button:not([type=button])").dblclick({ noWaitAfter: true });
      await page.waitForURL("**/people/*");
      must((await rowsOf(page, go, "Double Clicked")) === 1, "there is one person of this name");
    },
  },
  {
    name: "when the login has ended, what was typed comes back after logging in again",
    allowed: [401],
    async run({ visit, page, context, go }) {
      await go("/login?next=%2Fpeople");
      await visit.typeLogin(page, "admin");
      await openAdd(page, "Kept Over \"Login\" <i>");
      await context.clearCookies();
      await page.locator("dialog[open] footer button:not([type=button])").click();
      await page.locator("input[name=password]").waitFor();
      await visit.typeLogin(page, "admin");
      const name = page.locator("dialog[open] input[name=name]");
      await name.waitFor();
      await until("the name is still there", async () => (await name.inputValue()) === "Kept Over \"Login\" <i>");
      await until("and the role", () => page.locator("dialog[open] input[name=roles][value=student]").isChecked());
      await page.locator("dialog[open] footer button:not([type=button])").click();
      await page.waitForURL("**/people/*");
      await until("the person", async () => (await page.locator("h1").innerText()).includes("<i>"));
    },
  },
  {
    name: "without script somebody is found by a part of the name",
    as: "admin",
    options: { javaScriptEnabled: false },
    async run({ page, go }) {
      await go("/people");
      await page.locator("input[name=q]").fill("salim");
      await page.locator("form.filters button, form[method=get] button").first().click();
      await page.waitForURL((url) => url.searchParams.get("q") === "salim");
      must((await page.locator("main tbody tr").count()) === 1, "one row");
      await page.locator("main tbody a.row-link").click();
      await until("their page", async () => (await page.locator("h1").innerText()).includes("Salim Nasser"));
    },
  },
];
