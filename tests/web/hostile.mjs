// Names that attack: on every page of an academy full of them nothing runs, and the layout holds.
import { DESK, PHONE } from "./lib.mjs";
import { walk } from "./links.mjs";

export async function hostile(visit) {
  const { page, context, base, go } = await visit.windowOf("hostile-admin", "hostile names");
  await go("/today");
  await walk(page, base, async (path) => {
    const where = `hostile names ${path}`;
    const response = await go(path).catch((error) => {
      if (!error.message.includes("Download is starting")) visit.fail(where, error.message.split("\n")[0]);
    });
    if (!response?.ok()) return false;
    await page.locator("details:not([open])").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
    await visit.measure(page, where, DESK);
    await visit.measure(page, where, PHONE);
    const found = await page.evaluate(() => ({
      hacked: window.hacked,
      // What turns the direction of all that follows, and what is not seen. U+2068 and U+2069 are ours: texts isolate names.
      marked: document.querySelector("main").innerText.match(/.{0,20}[\u202a-\u202e\u2066\u2067\u200b\u2060\ufeff\u0000]/)?.[0],
      elements: document.querySelectorAll("main iframe:not(.letter-frame), main script, main img[src=x], main [onload], main [onerror], main [onfocus]").length,
    }));
    if (found.hacked !== undefined) visit.fail(where, `a name ran: ${found.hacked}`);
    if (found.elements) visit.fail(where, `${found.elements} elements of a name's making`);
    if (found.marked) visit.fail(where, `writes a mark of direction or without width: ${JSON.stringify(found.marked)}`);
    return true;
  });
  await context.close();
}
