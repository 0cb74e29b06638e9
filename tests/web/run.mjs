// Drives Chromium through a served academy: `run.mjs [NAME…]` with the world as JSON on standard input (see main.rs). One
// line for each thing that is wrong, and exit code 1. NAMEs choose among the files of `pages`, "sweep" and "hostile".
import { readdirSync } from "node:fs";
import { text } from "node:stream/consumers";
import { hostile } from "./hostile.mjs";
import { Visit } from "./lib.mjs";
import { sweep } from "./sweep.mjs";

const chosen = process.argv.slice(2);
const isChosen = (name) => chosen.length === 0 || chosen.includes(name);
const visit = await Visit.begin(JSON.parse(await text(process.stdin)));
const timed = async (name, work) => {
  const begun = Date.now();
  await work().catch((error) => visit.fail(name, error.stack ?? error));
  console.error(`${name}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
};

/** Whatever `isBeside` waits most of the time, and sees nothing of those that come after it in its file: they are done meanwhile. */
async function journey({ name, as, allowed, options, run }) {
  const where = `${as ?? "nobody"}: ${name}`;
  const window = as
    ? await visit.windowOf(as, where, { allowed, ...options })
    : await visit.window(where, { allowed, ...options });
  try {
    await run({ visit, where, ...window });
  } catch (error) {
    visit.fail(where, `${window.page.url()} ${error.message.split("\n").slice(0, 6).join(" ")}`);
  } finally {
    await window.context.close();
  }
}

// Another academy than that of the journeys: nobody changes it meanwhile.
const attacked = isChosen("hostile") ? timed("hostile", () => hostile(visit)) : null;
const files = readdirSync(new URL("pages", import.meta.url)).map((file) => file.replace(".mjs", "")).sort();
for (const file of files.filter(isChosen)) {
  const { journeys } = await import(`./pages/${file}.mjs`);
  await timed(file, async () => {
    const beside = [];
    for (const one of journeys) {
      if (one.isBeside) beside.push(journey(one));
      else await journey(one);
    }
    await Promise.all(beside);
  });
}
// What only looks is done two by two.
const looks = isChosen("sweep") ? visit.world.languages.map((language) => [`sweep ${language}`, () => sweep(visit, language)]) : [];
await Promise.all([attacked, ...[0, 1].map(async () => {
  for (let next = looks.shift(); next; next = looks.shift()) await timed(...next);
})]);
await visit.browser.close();
process.exitCode = visit.failures.length ? 1 : 0;
