// What a page weighs on its first load, and that nothing jumps while it comes.
import { must } from "../lib.mjs";

/** Compressed bytes of a first load, HTML, styles and scripts together. */
const MOST_BYTES = 100_000;
/** Cumulative layout shift, as browsers measure it. */
const MOST_SHIFT = 0.02;

const weigh = (path) => ({
  name: `${path} is light, and nothing jumps`,
  as: "admin",
  async run({ page, base, go }) {
    await page.addInitScript(() => {
      window.shifted = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    await go(path);
    await page.waitForTimeout(300);
    const bytes = await page.evaluate(() =>
      [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
        .filter((entry) => !entry.name.includes("/live"))
        .reduce((sum, entry) => sum + entry.encodedBodySize, 0),
    );
    const shifted = await page.evaluate(() => window.shifted);
    console.error(`${path}: ${bytes} bytes, layout shift ${shifted.toFixed(4)} (${base})`);
    must(bytes > 0 && bytes < MOST_BYTES, `${bytes} bytes are too many`);
    must(shifted < MOST_SHIFT, `what stands there shifts by ${shifted}`);
  },
});

export const journeys = ["/today", "/sessions?show=past", "/people", "/billing", "/analytics"].map(weigh);
