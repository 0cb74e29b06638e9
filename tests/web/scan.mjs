// The scanner in Chromium, with a camera that plays a film of codes: `scan.mjs [NAME…]` with the world as JSON on standard
// input (see main.rs). One line for each thing that is wrong, and exit code 1. NAMEs choose among `journeys`.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { camera, film } from "./camera.mjs";
import { Visit } from "./lib.mjs";
import * as looks from "./scan/looks.mjs";
import * as real from "./scan/real.mjs";
import * as offline from "./scan/offline.mjs";
import * as seen from "./scan/seen.mjs";

const world = JSON.parse(await text(process.stdin));
// What the page makes of an answer does not depend on the database.
const journeys = world.isWhole ? { ...real, ...seen, ...offline, ...looks } : real;
const chosen = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "rollcall-camera-"));
let failed = 0;
/** Browsers by what their camera plays: it is said when they start. */
const visits = new Map();
async function visitWith(parts) {
  const played = JSON.stringify(parts);
  if (!visits.has(played)) {
    const path = join(folder, `film-${visits.size}.y4m`);
    await film(path, parts);
    visits.set(played, await Visit.begin(world, camera(path)));
  }
  return visits.get(played);
}
for (const [name, { parts = [["", 1]], run }] of Object.entries(journeys)) {
  if (chosen.length && !chosen.includes(name)) continue;
  const begun = Date.now();
  const visit = await visitWith(typeof parts === "function" ? await parts(world) : parts);
  const before = visit.failures.length;
  try {
    await run(visit, name);
  } catch (error) {
    visit.fail(name, error.stack?.split("\n").slice(0, 8).join(" ") ?? error);
  }
  // What a journey that failed has left open disturbs nobody.
  for (const context of visit.browser.contexts()) await context.close().catch(() => {});
  failed += visit.failures.length - before;
  console.error(`${name}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
}
for (const { browser } of visits.values()) await browser.close();
rmSync(folder, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
