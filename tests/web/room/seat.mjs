// Somebody at their browser in front of a lesson.
import { must, until } from "../lib.mjs";

/** Several browsers that encode pictures on a slow machine take their time. */
export const PATIENCE = 30_000;
export const PHONE_HELD = { viewport: { width: 390, height: 800 }, isMobile: true, hasTouch: true };

/** Opens the door of a lesson in a window of its own. */
export async function sit(visit, who, lesson, options = {}) {
  const where = `${who} in ${lesson}`;
  const permissions = ["camera", "microphone", "clipboard-write", "clipboard-read"];
  const window = await visit.windowOf(who, where, { permissions, ...options });
  window.context.setDefaultTimeout(PATIENCE);
  await window.go(`/sessions/${lesson}/room`);
  return new Seat(visit, where, window);
}

export class Seat {
  constructor(visit, where, { page, context }) {
    Object.assign(this, { visit, where, page, context });
  }

  /** Goes through the door, and is in. */
  async enter(button = "#door-enter") {
    await this.page.click(button);
    await this.isIn();
  }

  isIn() {
    return this.page.locator("#room-stage").waitFor();
  }

  /** Presses a button of the bar. */
  press(control) {
    return this.page.click(`#control-${control}`);
  }

  /** Waits until that many people are in sight. */
  sees(count) {
    const tiles = this.page.locator("#stage-tiles > li");
    return until(`${this.where} sees ${count}`, async () => (await tiles.count()) === count, PATIENCE);
  }

  /** Waits until that many moving pictures are in sight. */
  watches(count) {
    const moving = () => this.page.evaluate(() => [...document.querySelectorAll("#stage-tiles video")].filter((one) => !one.hidden && one.videoWidth > 0).length);
    return until(`${this.where} sees ${count} moving pictures`, async () => (await moving()) === count, PATIENCE);
  }

  /** Waits until the voices of others arrive. */
  hears(count) {
    const voices = () => this.page.evaluate(() => [...document.querySelectorAll("#room-stage > audio")].filter((one) => one.srcObject?.active && !one.paused).length);
    return until(`${this.where} hears ${count}`, async () => (await voices()) === count, PATIENCE);
  }

  /** Waits until no element is left of those who have gone, heard or not. */
  keepsNoVoice() {
    const elements = this.page.locator("#room-stage > audio");
    return until(`${this.where} has no voice left`, async () => (await elements.count()) === 0, PATIENCE);
  }

  /** Waits until a short note says so. */
  noted(words) {
    return this.page.locator("#stage-notes").getByText(words).first().waitFor();
  }

  /** Waits until one is out, with these words. */
  async isOut(words) {
    const ended = this.page.locator("#room-ended");
    await ended.getByText(words).first().waitFor();
    must(await this.page.locator("#room-stage").isHidden(), `${this.where}: the room is gone`);
    must(await this.page.locator("main a, .brand").first().isVisible(), `${this.where}: the page is there again`);
  }

  /** The row of somebody in the panel of people. */
  row(name) {
    return this.page.locator("#here-list > li", { hasText: name });
  }

  close() {
    return this.context.close();
  }
}
