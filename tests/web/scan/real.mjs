// From a printed picture to a visit: codes that the server draws, read by the camera, judged by the server.
import { must, until } from "../lib.mjs";
import { parts as partsOf, ready } from "./contract.mjs";

const ALLOWED = [400, 403, 404, 409];

/** Asks the API as somebody: `{status, body}`, a picture as bytes. */
async function api(world, who, path, body) {
  world.tokens ??= {};
  const headers = { "content-type": "application/json" };
  if (!world.tokens[who]) {
    const login = await fetch(`${world.base}/api/v1/logins`, { method: "POST", headers, body: JSON.stringify({ email: `${who}@academy.example`, password: world.password }) });
    world.tokens[who] = (await login.json()).token;
  }
  const answer = await fetch(world.base + path, { method: body ? "POST" : "GET", headers: { ...headers, authorization: `Bearer ${world.tokens[who]}` }, body: body && JSON.stringify(body) });
  const isPicture = answer.headers.get("content-type")?.startsWith("image/");
  return { status: answer.status, body: isPicture ? Buffer.from(await answer.arrayBuffer()) : await answer.json().catch(() => null) };
}

/** A venue that takes everybody; made once. */
async function venue(world) {
  world.venue ??= (await api(world, "admin", "/api/v1/venues", { name: "Reading <b>room</b>", requiresMembership: false })).body;
  must(world.venue?.id, "a venue was made");
  return world.venue;
}
const visits = async (world) => (await api(world, "admin", `/api/v1/visits?venue_id=${world.venue.id}`)).body.items;
async function windowOf(visit, who, name, permissions = ["camera"]) {
  const window = await visit.windowOf(who, name, { allowed: ALLOWED, permissions });
  return { ...window, ...partsOf(window.page) };
}

export const printedVenueCode = {
  async parts(world) {
    const { id } = await venue(world);
    const { status, body } = await api(world, "admin", `/api/v1/venues/${id}/code.png`);
    must(status === 200 && Buffer.isBuffer(body), `a picture of the code: ${status}`);
    return [["", 1], [body, 20]];
  },
  async run(visit, name) {
    const { page, go, context, title } = await windowOf(visit, "student", name);
    await Promise.all([go("/scan"), title.getByText("You're checked in!").waitFor()]);
    await page.waitForURL("**/me");
    const own = async () => (await visits(visit.world)).filter((one) => one.personName === "Salim Nasser");
    const [one] = await own();
    must(one.status === "in" && one.source === "qr_scan", JSON.stringify(one));
    // The same code again so soon would be a repeat.
    await new Promise((resolve) => setTimeout(resolve, Date.parse(one.checkInTime) + 5_500 - Date.now()));
    await Promise.all([go("/scan"), title.getByText("You're checked out. See you again!").waitFor()]);
    await until("the visit is closed", async () => (await own())[0].status === "out");
    // The address that a phone's own camera opens says where, and asks.
    const { body } = await api(visit.world, "admin", `/api/v1/venues/${visit.world.venue.id}/code`);
    await go(`/scan?code=${body.qrData}`);
    await page.getByRole("heading", { name: /Check in at .*Reading <b>room<\/b>.*\?/ }).waitFor();
    must((await own()).length === 1, "a look checked somebody in");
    await context.close();
  },
};

/** At the desk: a card without a network, a stranger's code, an entry by name; all of it arrives when the network is back. */
export const cardAtTheDesk = {
  async parts(world) {
    await venue(world);
    const { body } = await api(world, "zaid", "/api/v1/me/code");
    return [["", 1], [Buffer.from(body.qrCode.split(",")[1], "base64"), 20]];
  },
  async run(visit, name) {
    const { page, go, context, title, type, waiting, refused, dismiss } = await windowOf(visit, "receptionist", name, []);
    await go("/scan");
    await ready(page);
    await page.locator("#scan-place-choice optgroup").first().waitFor({ state: "attached" });
    await page.locator("#scan-place-choice").selectOption(`venue:${visit.world.venue.id}`);
    // The camera opens once it is said where one stands.
    await context.grantPermissions(["camera"]);
    await page.locator("#scan-open").click();
    await page.locator(".scan-person bdi", { hasText: "Zaid Amir" }).waitFor();
    must((await title.textContent()) === "Checked in", await title.textContent());
    await page.keyboard.press("Escape");
    await page.locator("#scan-close").click();
    await page.locator("#scan-name").fill("rohan");
    await page.locator("#scan-people li").first().waitFor();
    await context.setOffline(true);
    await page.getByRole("button", { name: /Rohan Al-Farsi.*: in/ }).click();
    await title.getByText("Kept on this device").waitFor();
    await dismiss();
    await type("NOT-A-CODE", "Kept on this device");
    await dismiss();
    await until("two wait", async () => (await waiting.count()) === 2);
    await context.setOffline(false);
    await until("they are sent", async () => (await waiting.count()) === 0);
    await until("one is refused", async () => (await refused.count()) === 1);
    await refused.getByText("Invalid QR code").waitFor();
    const inside = (await visits(visit.world)).filter((one) => one.status === "in").map((one) => one.personName).sort();
    must(inside.join() === "Rohan Al-Farsi,Zaid Amir", inside.join());
    // Out again, by name.
    await page.locator("#scan-name").fill("rohan");
    await page.getByRole("button", { name: /Rohan Al-Farsi.*: out/ }).click();
    await title.getByText("Checked out").waitFor();
    await until("they are out", async () => (await visits(visit.world)).filter((one) => one.status === "in").length === 1);
    await context.close();
  },
};
