// Events: planning one, registering, paying and letting in somebody, its code and badges; and what a student sees of it.
import { must, openLive, until, PHONE } from "../lib.mjs";

const local = (days, hour) => `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T${hour}:00`;
const plain = (text) => text.replace(/[\u2066-\u2069]/g, "");

/** Plans an event by its form, and stands on its page. */
async function plan(page, go, { title, type, days, partner }) {
  await go("/events/new");
  await page.locator("input[name=title]").fill(title);
  await page.locator("input[name=start]").fill(local(days, "05"));
  await page.locator("input[name=end]").fill(local(days, "07"));
  await page.locator("select[name=type]").selectOption(type);
  if (partner) await page.locator("input[name=partner]").fill(partner);
  await page.locator("input[name=capacity]").fill("1");
  await page.locator("main form .form-actions button").click();
  await page.locator("#plan").waitFor();
}

/** Opens a dialog by its button, fills its fields, and sends it. */
async function answer(page, id, fields = {}) {
  await page.locator(`[commandfor="${id}"][command=show-modal]`).first().click();
  const dialog = page.locator(`#${id}`);
  for (const [name, value] of Object.entries(fields)) await dialog.locator(`input[name=${name}]`).fill(value);
  await dialog.locator("footer button.primary").click();
  await dialog.waitFor({ state: "hidden" });
}

const reads = (place, text) => until(text, async () => plain(await place.innerText()).includes(text));
const says = (page, text) => reads(page.locator("#answer"), text);

export const journeys = [
  {
    name: "an event is planned, somebody is registered, pays, is let in, and is taken back",
    as: "admin-en",
    allowed: [400],
    async run({ visit, page, go, where }) {
      await plan(page, go, { title: "Open evening", type: "paid", days: 6 });
      await says(page, "0 of 1 places are taken.");
      await visit.look(page, where);
      await page.locator("#filter-q").fill("Salim");
      await page.getByRole("button", { name: "Search" }).click();
      await page.locator("main table").getByText("Salim Nasser").click();
      await page.locator("#person").waitFor();
      await visit.look(page, where);
      await answer(page, "register-person");
      await says(page, "1 of 1 places are taken.");
      await page.locator('[commandfor="pay-registration"]').first().click();
      const paying = page.locator("#pay-registration");
      await paying.locator("input[name=amount]").fill("much");
      await paying.locator("input[name=reference]").fill("invoice 7");
      await paying.locator("footer button.primary").click();
      await paying.locator(".error").first().waitFor();
      must((await paying.locator("input[name=reference]").inputValue()) === "invoice 7", "what was typed stays");
      await paying.locator("input[name=amount]").fill("25.00");
      await paying.locator("footer button.primary").click();
      await page.locator("#person").getByText("25.00").waitFor();
      await answer(page, "admit-person");
      await says(page, "1 of 1 are here.");
      await answer(page, "undo-check-in", { reason: "the wrong one" });
      await says(page, "1 of 1 places are taken.");
      await visit.measure(page, where, PHONE);
      await page.getByRole("link", { name: "Badges" }).click();
      await page.locator(".badge img").first().waitFor();
      await visit.look(page, where);
      await visit.measure(page, where, PHONE);
    },
  },
  {
    name: "a free event shows its code, changes while one looks, and takes a list",
    as: "admin-en",
    async run({ visit, page, go, where, base, context }) {
      await openLive(page, () => plan(page, go, { title: "Free lecture", type: "free", days: 8 }));
      const address = new URL(page.url()).pathname;
      const second = await context.newPage();
      await second.goto(`${base}${address}/import`);
      await second.locator("#import-list").fill("name,email\nNew Comer,new@academy.example\nNobody,nothing\n");
      await second.locator("main form .form-actions button").click();
      await reads(second.locator("main"), "1 line was left out.");
      await visit.look(second, where);
      await second.close();
      await says(page, "1 of 1 places are taken.");
      await page.getByRole("link", { name: "Show code" }).click();
      await page.locator(".code-picture svg").waitFor();
      await visit.look(page, where);
      await visit.measure(page, where, PHONE);
      must(!(await page.locator("nav.menu").isVisible()), "nothing is there but the code");
    },
  },
  {
    name: "the student waits for a place, and cancels",
    as: "student",
    async run({ visit, page, go, where }) {
      await go("/events");
      const card = page.locator("section.card", { hasText: "Free lecture" });
      await card.getByRole("button", { name: "Join the waiting list" }).click();
      await reads(page.locator("main"), "You are number 1 on the waiting list.");
      await page.locator("section.card", { hasText: "Open evening" }).locator("img").waitFor();
      await visit.look(page, where);
      await visit.measure(page, where, PHONE);
      const waiting = page.locator("section.card", { hasText: "Free lecture" });
      await waiting.getByRole("button", { name: "Cancel registration" }).click();
      await page.locator("dialog[open]").getByRole("button", { name: "Cancel registration" }).click();
      await until("it is cancelled", async () => (await waiting.count()) === 0);
    },
  },
  {
    name: "the partner begins at the events",
    as: "partner",
    async run({ visit, page, base, go, where }) {
      await go("/");
      await until("the events", () => page.url() === `${base}/events`);
      must(!(await page.locator("main").innerText()).includes("Open evening"), "what is nobody's business here");
      await visit.look(page, where);
    },
  },
];
