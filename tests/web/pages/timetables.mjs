// Timetables: planned with what is in the way shown in place, changed from a day on, ended; holidays.
import { must, until } from "../lib.mjs";

const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

async function fill(page, title, time) {
  const form = page.locator("main form").first();
  await form.locator("input[name=title]").fill(title);
  await form.locator("select[name=teacher]").selectOption({ index: 1 });
  for (const code of ["MO", "WE"]) await form.locator(`input[name=day][value=${code}]`).check();
  await form.locator("input[name=first]").fill(day(1));
  await form.locator("input[name=time]").fill(time);
  await form.locator("input[name=student]").first().check();
  await form.locator("select[name=kind]").selectOption("quran");
  await form.locator("select[name=format]").selectOption("group");
  await form.locator("select[name=platform]").selectOption("onsite");
}

export const journeys = [
  {
    name: "a timetable is looked at, saved, changed from a day on, and ended",
    as: "admin-en",
    allowed: [409, 422],
    async run({ visit, page, go, where }) {
      await go("/timetables/new");
      await fill(page, "Evening circle", "21:15");
      await page.getByRole("button", { name: "Check" }).click();
      await page.locator("#preview").waitFor();
      must((await page.locator("main form input[name=title]").first().inputValue()) === "Evening circle", "what was typed stays");
      await until("eight weeks of two lessons are shown", async () => (await page.locator("#preview li").count()) >= 15);
      await visit.look(page, where);
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("heading", { name: "Evening circle" }).waitFor();
      await page.getByRole("status").locator(".toast").first().waitFor();
      await visit.look(page, where);
      const address = new URL(page.url()).pathname;

      await go("/timetables/new");
      await fill(page, "The same again", "21:30");
      await page.getByRole("button", { name: "Save" }).click();
      await page.locator("#preview .negative").first().waitFor();
      must((await page.locator("main form input[name=title]").first().inputValue()) === "The same again", "what was typed stays");
      await visit.look(page, where);

      await go(`${address}/edit`);
      await page.locator("input[name=effective]").fill(day(14));
      await page.locator("input[name=time]").fill("20:00");
      await page.getByRole("button", { name: "Save" }).click();
      await page.locator(".lessons").getByText("20:00").first().waitFor();

      await go("/timetables");
      await page.locator(".week-grid").waitFor();
      await visit.look(page, where);
      await go(address);
      await page.getByRole("button", { name: "End" }).first().click();
      await page.locator("#end-timetable").getByRole("button", { name: "End" }).click();
      await until("it has ended", async () => (await page.getByText("It ended on").count()) > 0);
    },
  },
  {
    name: "a holiday is added and taken away",
    as: "admin-en",
    async run({ visit, page, go, where }) {
      await go("/holidays");
      await page.locator("#add input[name=day]").fill(day(40));
      await page.locator("#add input[name=name]").fill("Founding day");
      await page.locator("#add button").click();
      await page.locator("main .list").getByText("Founding day").waitFor();
      await visit.look(page, where);
      await page.getByRole("button", { name: "Remove" }).first().click();
      await until("it is gone", async () => (await page.locator("main .list").getByText("Founding day").count()) === 0);
    },
  },
];
