// Language and theme, chosen at the foot of a page.
import { must, until } from "../lib.mjs";

const of = (page, name) => page.locator("html").getAttribute(name);

/** Chooses at the foot of the page; the next choice is for the page that comes, with its script. */
async function choose(page, name, value, what, isChosen) {
  await page.locator(`select[name=${name}]`).first().selectOption(value);
  await until(what, isChosen);
  await page.waitForLoadState();
}

export const journeys = [
  {
    name: "a language and a theme are chosen and stay",
    as: "finance",
    async run({ page, go }) {
      await go("/sessions");
      await choose(page, "language", "ar", "Arabic, from right to left", async () => (await of(page, "lang")) === "ar" && (await of(page, "dir")) === "rtl");
      await choose(page, "theme", "dark", "dark", async () => (await of(page, "data-theme")) === "dark");
      const ground = await page.evaluate(() => {
        const paper = document.createElement("canvas").getContext("2d");
        paper.fillStyle = getComputedStyle(document.body).backgroundColor;
        paper.fillRect(0, 0, 1, 1);
        return [...paper.getImageData(0, 0, 1, 1).data];
      });
      must(ground.slice(0, 3).every((part) => part < 80), `the page is dark: ${ground}`);
      await go("/sessions?show=past");
      must((await of(page, "lang")) === "ar" && (await of(page, "data-theme")) === "dark", "they hold on the next page");
      await choose(page, "theme", "system", "the system's theme", async () => (await of(page, "data-theme")) === null);
      await choose(page, "language", "en", "English", async () => (await of(page, "lang")) === "en");
    },
  },
  {
    name: "whoever is not logged in chooses for the browser",
    async run({ page, go }) {
      await go("/login");
      await choose(page, "language", "hi", "Hindi", async () => (await of(page, "lang")) === "hi");
      await go("/login?next=%2Fsessions");
      must((await of(page, "lang")) === "hi", "it stays");
    },
  },
];
