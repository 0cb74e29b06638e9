// What happens before one is in: a room that is not open yet, a browser that gives no camera, a page without script, and a
// room of others.
import { must } from "../lib.mjs";
import { Seat, sit } from "./seat.mjs";

/** The room opens half a minute after the tests have begun, and whoever waits is let in by themselves. */
export async function waits(visit) {
  const zaid = await sit(visit, "zaid", "soon-1", { allowed: [409] });
  await zaid.page.click("#door-enter");
  await zaid.page.locator("#door-state").getByText("The room is not open yet. You enter by yourself at").waitFor();
  await zaid.page.locator("#door-ticking").getByText(/^in .*0:[0-5]\d/).waitFor();
  await zaid.page.locator("#room-stage").waitFor({ timeout: 90_000 });
  await zaid.page.getByText("Nobody else is here yet.").waitFor();
  await zaid.press("leave");
  await zaid.isOut("You have left.");
  await zaid.close();
}

/** No permission: it is said how to mend it, and one can listen all the same. */
export async function denied(visit) {
  const window = await visit.windowOf("vera", "vera without permission");
  await window.page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => { throw new DOMException("no", "NotAllowedError"); };
  });
  await window.go("/sessions/held-1/room");
  const vera = new Seat(visit, "vera in held-1", window);
  await vera.page.getByText("Браузер не разрешает этой странице использовать камеру и микрофон.").waitFor();
  must((await vera.page.getAttribute("#door-camera", "aria-pressed")) === "false", "the camera is off");
  must(await vera.page.locator("#door-level-box").isHidden(), "nobody is asked to speak into nothing");
  await visit.look(vera.page, vera.where);
  await recordIsRead(vera.page);
  await vera.enter();
  await vera.noted("Вы только слушаете");
  await vera.press("microphone");
  await vera.noted("Браузер не разрешает этой странице использовать микрофон.");
  must((await vera.page.locator("#stage-notes > *").count()) === 1, "it is said once, and nothing else with it");
  await vera.press("leave");
  await vera.isOut("Вы вышли.");
  await vera.close();
}

/** On a phone too, that attendance is recorded is in sight before one presses the button below. */
async function recordIsRead(page) {
  const desk = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() => scrollTo(0, 0));
  const [record, way] = await page.evaluate(() => [".door-record", ".door-way"].map((one) => document.querySelector(one).getBoundingClientRect().toJSON()));
  must(record.bottom <= way.top, `the notice ends at ${record.bottom} px, the bar begins at ${way.top} px`);
  await page.setViewportSize(desk);
}

/** Without script the page says what it needs. */
export async function noScript(visit) {
  const { page, context, go } = await visit.windowOf("zaid", "zaid without script", { javaScriptEnabled: false });
  await go("/sessions/soon-1/room");
  await page.getByText("The room needs JavaScript").waitFor();
  must(await page.locator("#room").isHidden(), "nothing is offered that does nothing");
  await context.close();
}

/** A room of others is not for everybody. */
export async function closed(visit) {
  const { page, context, go } = await visit.windowOf("outsider", "outsider", { allowed: [403] });
  await go("/sessions/soon-1/room");
  await page.getByText("This page is not for you").waitFor();
  await context.close();
}
