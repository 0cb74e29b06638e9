// Endpoints: one is added, its secret seen once and copied, tried out, given a new secret, switched off, and removed.
import { must, until } from "../lib.mjs";

export const journeys = [
  {
    name: "an endpoint is added, tried out, given a new secret, switched off and removed",
    as: "admin",
    allowed: [422],
    async run({ visit, page, go, where }) {
      await go("/webhooks");
      const form = page.locator('main form[action="/webhooks"]');
      await page.getByText("Add an endpoint").click();
      await form.locator("input[name=url]").fill("http://hooks.example.org");
      await form.locator("input[name=description]").fill("Our list");
      await form.getByText("Coming late").click();
      await form.getByRole("button", { name: "Add it and show its secret" }).click();
      await page.locator("[aria-invalid=true]").waitFor();
      must((await form.locator("input[name=url]").inputValue()) === "http://hooks.example.org", "what was typed stays");
      must(await form.locator("input[value=late]").isChecked(), "what was ticked stays");
      await form.locator("input[name=url]").fill("https://hooks.example.org/rollcall");
      await form.getByRole("button", { name: "Add it and show its secret" }).click();
      const secret = page.locator("#endpoint-secret");
      await secret.waitFor();
      must(/^whsec_[A-Za-z0-9+/]{43}=$/.test(await secret.innerText()), "the secret is there, whole");
      await visit.look(page, `${where}: the secret`);
      const first = await secret.innerText();
      await go("/webhooks");
      must((await secret.count()) === 0, "the secret was shown once");
      await page.locator("article", { hasText: "Our list" }).getByRole("button", { name: "Send a test" }).click();
      await page.waitForURL("**/messages/*");
      must((await page.locator("main").innerText()).includes("Test"), "the message of the test is shown");
      await go("/webhooks");
      await page.getByRole("link", { name: "Our list" }).click();
      await page.waitForURL("**/webhooks/*");
      must((await page.locator("main tbody").innerText()).includes("Test"), "and stands among those to the endpoint");
      await page.getByRole("button", { name: "New secret" }).first().click();
      await page.locator("dialog[open]").getByRole("button", { name: "New secret" }).click();
      await secret.waitFor();
      must((await secret.innerText()) !== first, "the secret is another one");
      must((await page.locator("main").innerText()).includes("The old one signs too until"), "until when the old one holds");
      await page.getByRole("button", { name: "Switch off" }).click();
      await until("it is off", async () => (await page.locator("main").innerText()).includes("switched off by hand"));
      await page.getByRole("button", { name: "Remove" }).first().click();
      await page.locator("dialog[open]").getByRole("button", { name: "Remove" }).click();
      await until("it is gone", async () => new URL(page.url()).pathname === "/webhooks");
      must((await page.locator("article", { hasText: "Our list" }).count()) === 0, "it is not listed any more");
    },
  },
];
