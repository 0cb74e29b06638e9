// Every page of an admin in one language: it opens, axe-core finds nothing serious, nor in its dialogs, and on a phone
// nothing sticks out. In English each page is looked at in light and in dark. Colours do not depend on the language, nor on
// the database, and weighing them is most of the work: elsewhere pages take turns, beginning with another theme each.
import { DESK, PHONE } from "./lib.mjs";
import { walk } from "./links.mjs";

const LANGUAGES = ["en", "ru", "ar", "hi"];

export async function sweep(visit, language) {
  let turn = LANGUAGES.indexOf(language);
  const isThorough = language === "en" && visit.world.languages.length > 1;
  const judge = async (page, where) => {
    await page.setViewportSize(DESK);
    turn += 1;
    for (const colorScheme of isThorough ? ["light", "dark"] : [["light", "dark"][turn % 2]]) {
      await page.emulateMedia({ colorScheme });
      // What is not a matter of colour was seen in light.
      const rules = isThorough && colorScheme === "dark" ? ["color-contrast"] : undefined;
      await visit.look(page, `${where} ${colorScheme}`, { rules });
    }
    await page.emulateMedia({ colorScheme: "light" });
    await visit.measure(page, where, PHONE);
  };
  const { page, context, base, go } = await visit.windowOf(`admin-${language}`, `sweep ${language}`, { allowed: [404] });
  await go("/today");
  await walk(page, base, (path) => lookAt(visit, page, language, path, judge, isThorough), isThorough);
  await go("/no-such-page");
  await judge(page, `${language} /no-such-page`);
  await context.close();
  const nobody = await visit.window(`sweep ${language}`, { locale: language });
  for (const path of ["/login", "/offline"]) {
    await nobody.go(path);
    await judge(nobody.page, `${language} ${path}`);
  }
  await nobody.context.close();
}

async function lookAt(visit, page, language, path, judge, isThorough) {
  const where = `${language} ${path}`;
  const response = await page.goto(visit.world.base + path).catch((error) => {
    // A file, not a page.
    if (!error.message.includes("Download is starting")) visit.fail(where, error.message.split("\n")[0]);
  });
  if (!response) return false;
  if (response.status() !== 200) {
    visit.fail(where, `status ${response.status()}`);
    return false;
  }
  await judge(page, where);
  const found = await page.evaluate(() => ({
    language: document.documentElement.lang,
    direction: document.documentElement.dir,
    headings: document.querySelectorAll("main h1").length,
    ids: [...document.querySelectorAll("[id]")].map((one) => one.id).filter((id, at, all) => all.indexOf(id) !== at),
    // An argument that no text was found for, and what programs write by mistake.
    odd: document.querySelector("main").innerText.match(/\{ ?\$\w+ ?\}|\bNaN\b|\bundefined\b|\[object/g),
    // Texts that were not found stand there as their names.
    unspoken: [...document.querySelectorAll("body :not(code, pre, option, bdi, [translate=no] *)")]
      .flatMap((one) => [...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()))
      .filter((text) => /^[a-z]+(-[a-z]+)+$/.test(text)),
  }));
  if (found.language !== language) visit.fail(where, `in ${found.language}`);
  if ((found.direction === "rtl") !== (language === "ar")) visit.fail(where, `written ${found.direction}`);
  if (found.headings !== 1) visit.fail(where, `${found.headings} headings`);
  if (found.ids.length) visit.fail(where, `ids that are there twice: ${found.ids.slice(0, 5)}`);
  if (found.unspoken.length) visit.fail(where, `has no words for ${found.unspoken.slice(0, 5)}`);
  if (found.odd) visit.fail(where, `says ${found.odd}`);
  if (isThorough) await openDialogs(visit, page, where);
  return true;
}

/** The first dialogs of a page, each opened on a phone, looked at and left. */
async function openDialogs(visit, page, where) {
  const ids = await page.locator("[command=show-modal]:visible").evaluateAll((all) => all.map((one) => one.getAttribute("commandfor")));
  for (const id of ids.slice(0, 2)) {
    await page.locator(`[commandfor="${id}"][command=show-modal]:visible`).first().click();
    const dialog = page.locator(`dialog[id="${id}"]`);
    await dialog.waitFor();
    // The page behind it was looked at before.
    await visit.look(page, `${where} dialog ${id}`, { within: `dialog[id="${id}"]` });
    await visit.measure(page, `${where} dialog ${id}`, PHONE);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
  }
}
