// What all checks share: a browser's window that notices what must not happen, logging in, axe-core, and overflow.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Milliseconds to wait for what should be there. */
const PATIENCE = 30_000;
export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 900 };

/** One browser over the served academy, and all that was found wrong. */
export class Visit {
  #states = new Map();
  failures = [];

  constructor(world, browser) {
    Object.assign(this, { world, browser });
  }

  /** `args` are more of the browser's own. */
  static async begin(world, args = []) {
    const executablePath = process.env.ROLLCALL_CHROMIUM ?? "/usr/bin/chromium";
    return new Visit(world, await chromium.launch({ executablePath, args }));
  }

  fail(where, what) {
    const line = `${where}: ${String(what).trim().replace(/\s+/g, " ").slice(0, 600)}`;
    if (this.failures.includes(line)) return;
    this.failures.push(line);
    console.log(line);
  }

  /**
   * A window that nobody is logged in with. `allowed` are the statuses from 400 on that what is done there should meet;
   * everything else that is refused, asked of another server, or complained about is a failure.
   */
  async window(where, { allowed = [], ...options } = {}) {
    const context = await this.browser.newContext({ viewport: DESK, locale: "en-GB", reducedMotion: "reduce", ...options });
    context.setDefaultTimeout(PATIENCE);
    context.on("request", (request) => {
      const url = request.url();
      // LiveKit looks over HTTP whether its server is there when the browser says that it is offline.
      const isOurs = url.startsWith(`${this.world.base}/`) || (this.world.livekit && url.startsWith(`http://${this.world.livekit}/`));
      if (!isOurs && !/^(data|about|blob):/.test(url)) this.fail(where, `asked another server: ${url}`);
    });
    context.on("response", (response) => {
      const status = response.status();
      if (status >= 400 && !allowed.includes(status)) this.fail(where, `${status} ${response.request().method()} ${response.url()}`);
    });
    context.on("console", (message) => {
      // Refusals are judged above.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) this.fail(where, `console: ${message.text()}`);
    });
    context.on("weberror", (error) => this.fail(where, `script: ${error.error().message}`));
    context.on("dialog", (dialog) => {
      this.fail(where, `a box of the browser: ${dialog.message()}`);
      dialog.dismiss().catch(() => {});
    });
    const page = await context.newPage();
    return { page, context, base: this.world.base, go: (path) => page.goto(this.world.base + path) };
  }

  /** A window of somebody, who logs in once for all their windows. */
  async windowOf(who, where, options = {}) {
    if (!this.#states.has(who)) this.#states.set(who, this.#logIn(who));
    return this.window(where, { storageState: await this.#states.get(who), ...options });
  }

  /** Without a window, which takes its time: the form of the login is tried by journeys of its own. */
  async #logIn(who) {
    const context = await this.browser.newContext();
    const form = { email: `${who}@academy.example`, password: this.world.password };
    const answer = await context.request.post(`${this.world.base}/login`, { form, headers: { origin: this.world.base }, maxRedirects: 0 });
    must(answer.status() === 303, `${who} is not let in: ${answer.status()}`);
    const state = await context.storageState();
    await context.close();
    return state;
  }

  /** Fills the form of the login that is shown, sends it, and waits for the page that answers. */
  async typeLogin(page, who, password = this.world.password) {
    await page.locator("input[name=email]").fill(`${who}@academy.example`);
    await page.locator("input[name=password]").fill(password);
    await Promise.all([page.waitForEvent("load"), page.locator("main form button:not([type=button])").first().click()]);
  }

  /** What axe-core finds serious or critical; of all `rules` or of some, and in all of the page or in what a selector finds. */
  async look(page, where, { rules, within } = {}) {
    if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
    const found = await page.evaluate(async ([values, selector]) => {
      const runOnly = values && { runOnly: { type: "rule", values } };
      const { violations } = await window.axe.run(selector ?? document, { resultTypes: ["violations"], preload: false, ...runOnly });
      const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      return grave.map(({ id, impact, nodes }) => ({ id, impact, told: nodes.slice(0, 3).map((node) => `${node.target} ${node.any[0]?.message ?? ""}`) }));
    }, [rules, within]);
    for (const { id, impact, told } of found) this.fail(where, `axe ${id} (${impact}): ${told.join(" | ")}`);
  }

  /** Whether the page is wider than the window, and what makes it so. */
  async measure(page, where, size) {
    await page.setViewportSize(size);
    const wide = await page.evaluate(() => {
      const root = document.documentElement;
      const { clientWidth } = root;
      if (root.scrollWidth <= clientWidth) return "";
      const holds = (one) => one && one !== document.body && (getComputedStyle(one).overflowX !== "visible" || holds(one.parentElement));
      const out = [...document.body.querySelectorAll("*")].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width > 0 && (box.right > clientWidth + 1 || box.left < -1) && !holds(one.parentElement);
      });
      const told = out.slice(-3).map((one) => `${one.tagName.toLowerCase()}.${[...one.classList].join(".")} "${one.textContent.slice(0, 30)}"`);
      return `${root.scrollWidth} px wide in a window of ${clientWidth}: ${told.join(", ")}`;
    });
    if (wide) this.fail(where, wide);
  }
}

/** Throws with this sentence unless it is so. */
export function must(so, what) {
  if (!so) throw new Error(what);
}

/** Opens a live page by `open`, and waits until it listens for changes. */
export async function openLive(page, open) {
  await Promise.all([page.waitForResponse((response) => new URL(response.url()).pathname.endsWith("/live")), open()]);
}

/** Waits until a condition on the page holds. */
export async function until(what, condition, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    if (await condition()) return;
    must(Date.now() < end, `waited for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
