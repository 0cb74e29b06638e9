import { readFileSync, readdirSync, mkdirSync } from "node:fs";
import { camera, film } from "./camera.mjs";
import { Visit } from "./lib.mjs";
import { contract, parts } from "./scan/contract.mjs";
const world = JSON.parse(readFileSync(process.argv[2], "utf8"));
const out = "/tmp/scan-shots"; mkdirSync(out, { recursive: true });
await film("/tmp/film.y4m", [["member omar", 1],["",4]]);
const visit = await Visit.begin(world, camera("/tmp/film.y4m"));
const dist = new URL("../../assets/dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("manifest.json", dist)));
const types = { css: "text/css", js: "text/javascript", svg: "image/svg+xml", wasm: "application/wasm", png: "image/png" };
async function local(context) {
  await context.route("**/assets/**", (route) => {
    const name = new URL(route.request().url()).pathname.slice(8).replace(/-[0-9a-f]{10}(?=\.)/, "");
    const file = manifest[name]; if (!file) return route.continue();
    return route.fulfill({ body: readFileSync(new URL(file, dist)), contentType: types[name.split(".").pop()] });
  });
}
const only = process.argv.slice(3);
const PHONE = { width: 390, height: 844 }, DESK = { width: 1440, height: 900 };
for (const [who, label] of [["admin-en", "en"], ["admin-ar", "ar"], ["student", "member"], ["admin-hi", "hi"], ["admin-ru", "ru"]]) {
  if (only.length && !only.includes(label)) continue;
  for (const colorScheme of ["light", "dark"]) {
    if (colorScheme === "dark" && ["hi","ru"].includes(label)) continue;
    const { page, context, go } = await visit.windowOf(who, "shots", { allowed: [400,401,403,404,409], colorScheme, serviceWorkers: "block" });
    await local(context);
    let self = null;
    const state = await contract(context);
    await go("/scan");
    const { type, result } = parts(page);
    const shot = async (name, full = false) => { for (const [size, w] of [[PHONE, "390"], [DESK, "1440"]]) { await page.setViewportSize(size); await page.waitForTimeout(150); await page.screenshot({ path: `${out}/${label}-${colorScheme}-${name}-${w}.png`, fullPage: full && w === "390" }); } };
    await page.locator("#scan-code").waitFor();
    await page.waitForTimeout(600);
    await shot("idle", true);
    await page.locator("#scan-open").click(); await page.locator("#scan-problem").waitFor();
    if (label !== "member") { await page.locator("#scan-name").fill("al"); await page.waitForTimeout(900); }
    await shot("denied", true);
    if (label !== "member") await page.locator("#scan-name").fill("");
    for (const [code, name] of [["member layla", "in"], ["member layla", "out"], ["used x", "used"], ["refuse membership_inactive", "refused"]]) {
      await type(code); await page.locator(".scan-result:not(.asking)").waitFor(); await page.evaluate(() => { const b = document.getElementById("scan-result"); });
      await page.setViewportSize(PHONE); await page.screenshot({ path: `${out}/${label}-${colorScheme}-${name}-390.png` });
      await page.setViewportSize(DESK); await page.screenshot({ path: `${out}/${label}-${colorScheme}-${name}-1440.png` });
      await page.keyboard.press("Escape");
      if (label === "member") { await page.waitForTimeout(300); await go("/scan"); await page.locator("#scan-code").waitFor(); }
    }
    await state.away(true);
    await type("member omar"); await page.locator(".scan-result.amber").waitFor(); await page.setViewportSize(PHONE); await page.screenshot({ path: `${out}/${label}-${colorScheme}-kept-390.png` }); await page.keyboard.press("Escape");
    await type("member vera"); await page.keyboard.press("Escape");
    await type("refuse expired"); await page.keyboard.press("Escape");
    await page.waitForTimeout(400); await shot("queue", true);
    await state.away(false);
    await page.waitForTimeout(1500); await shot("after", true);
    await context.grantPermissions(["camera"]);
    await page.locator("#scan-open").click();
    await page.locator('#scan-view[data-state="on"]').waitFor();
    await page.waitForTimeout(1200); await page.keyboard.press("Escape"); await page.waitForTimeout(300);
    if (label !== "member") await shot("camera");
    await context.close();
  }
}
console.log(visit.failures.join("\n"));
await visit.browser.close();
