// Lessons in the meeting room, between browsers on a real LiveKit server: `lesson.mjs [NAME…]` with the world as JSON on
// standard input (see main.rs). One line for each thing that is wrong, and exit code 1. NAMEs choose among `journeys`.
import { text } from "node:stream/consumers";
import { closed, denied, noScript, waits } from "./room/door.mjs";
import { held } from "./room/held.mjs";
import { missed, together } from "./room/together.mjs";
import { Visit } from "./lib.mjs";

const journeys = { waits, denied, noScript, closed, held, together, missed };
const chosen = process.argv.slice(2);
// Two browsers with pictures and sound that come from nowhere.
const args = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", "--autoplay-policy=no-user-gesture-required"];
const visit = await Visit.begin(JSON.parse(await text(process.stdin)), args);

async function journey(name, run) {
  const begun = Date.now();
  try {
    await run(visit);
  } catch (error) {
    visit.fail(name, error.stack?.split("\n").slice(0, 8).join(" ") ?? error);
  }
  console.error(`${name}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
}

const wanted = Object.entries(journeys).filter(([name]) => chosen.length === 0 || chosen.includes(name));
// Whoever waits for a door does so while the others have their lessons.
const [first, ...rest] = wanted;
await Promise.all([journey(...first), (async () => { for (const one of rest) await journey(...one); })()]);
await visit.browser.close();
process.exitCode = visit.failures.length ? 1 : 0;
