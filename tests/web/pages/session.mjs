// One session: deciding what the evidence does not say, with what happened said and a way back.
import { must, until } from "../lib.mjs";

/** Opens a dialog by its button and gives it. */
async function open(page, button) {
  await button.click();
  const dialog = page.locator("dialog[open]");
  await dialog.waitFor();
  return dialog;
}

export const journeys = [
  {
    name: "an outcome is overridden in place, and taken back",
    as: "admin",
    async run({ visit, page, go, where }) {
      await go("/sessions/past-2");
      const salim = page.locator("#person-p-1-student");
      must((await salim.locator(".verdict.absent").count()) === 0, "Salim was there");
      await page.evaluate(() => { window.untouched = true; });
      const dialog = await open(page, salim.getByRole("button", { name: "Override" }));
      await dialog.locator("select[name=outcome]").selectOption("absent");
      await dialog.locator("input[name=reason]").fill("He told us so <b>himself</b>");
      await dialog.getByRole("button", { name: "Override" }).click();
      await salim.locator(".verdict.absent").first().waitFor();
      await page.getByRole("status").getByText("Salim Nasser").first().waitFor();
      await until("the dialog is closed", async () => (await page.locator("dialog[open]").count()) === 0);
      must(await page.evaluate(() => window.untouched), "the page was not loaded again");
      await salim.getByText("He told us so <b>himself</b>").first().waitFor();
      // What is pointed at does not go meanwhile.
      await page.locator("#toasts .toast").first().hover();
      await visit.look(page, where);
      await page.locator("#toasts form button").first().click();
      await until("Salim was there again", async () => (await salim.locator(".verdict.absent").count()) === 0);
    },
  },
  {
    name: "a time at which the teacher is elsewhere is refused, and what was typed stays",
    as: "admin",
    allowed: [409],
    async run({ page, go }) {
      await go("/sessions/soon-1");
      const taken = await page.locator("dialog#reschedule input[name=start]").inputValue();
      await go("/sessions/planned-1");
      const dialog = await open(page, page.getByRole("button", { name: "Reschedule" }).first());
      await dialog.locator("input[name=start]").fill(taken);
      await dialog.locator("input[name=reason]").fill("Holidays");
      await dialog.getByRole("button", { name: "Reschedule" }).click();
      await page.getByRole("alert").first().waitFor();
      must((await page.locator("dialog[open] input[name=start]").inputValue()) === taken, "the time is still there");
      must((await page.locator("dialog[open] input[name=reason]").inputValue()) === "Holidays", "and the reason");
    },
  },
  {
    name: "a session is cancelled after a question that says what will happen",
    as: "admin",
    async run({ page, go }) {
      await go("/sessions/later-1");
      const dialog = await open(page, page.getByRole("button", { name: "Cancel session" }).first());
      must((await dialog.locator(".body p").first().textContent()).length > 10, "it says what will happen");
      await dialog.getByRole("button", { name: "Cancel session" }).click();
      await page.getByRole("status").locator(".toast").first().waitFor();
      await until("there is nothing left to cancel", async () => (await page.getByRole("button", { name: "Cancel session" }).count()) === 0);
    },
  },
  {
    name: "the drawing has its words and its table",
    as: "admin",
    async run({ page, go }) {
      await go("/sessions/past-1");
      const drawing = page.locator("main figure:has(svg)").first();
      await drawing.waitFor();
      must((await drawing.locator("figcaption").first().textContent()).length > 20, "it is told in words");
      must((await page.locator("main table").count()) > 0, "there is a table of it");
      must((await page.getByText("Salim's tablet").count()) > 0, "the stranger is named");
    },
  },
];
