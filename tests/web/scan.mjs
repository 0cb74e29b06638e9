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
for (const [name, { parts, run }] of Object.entries(journeys)) {
  if (chosen.length && !chosen.includes(name)) continue;
  const begun = Date.now();
  const path = join(folder, "film.y4m");
  await film(path, typeof parts === "function" ? await parts(world) : parts ?? [["", 1]]);
  const visit = await Visit.begin(world, camera(path));
  try {
    await run(visit, name);
  } catch (error) {
    visit.fail(name, error.stack?.split("\n").slice(0, 8).join(" ") ?? error);
  }
  await visit.browser.close();
  failed += visit.failures.length;
  console.error(`${name}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
