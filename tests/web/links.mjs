// Which pages there are for somebody: those of their menu, and of what these link to, one of each kind.

/** Pages of one place that are looked at, at most. */
const OF_ONE_PLACE = 6;

/** What makes two addresses pages of one kind: the same words around ids, dates and numbers. */
function kindOf(url) {
  const path = url.pathname.split("/").map((part) => (/\d/.test(part) ? "*" : part)).join("/");
  const asked = [...url.searchParams].map(([name, value]) => (/\d/.test(value) ? name : `${name}=${value}`));
  return `${path}?${asked.sort().join("&")}`;
}

/**
 * Visits every page by `look(path)`, which leaves the page open; begins with the menu of where one is. A page that is asked
 * for in another way (`?show=past`) is one of its own if `isThorough`.
 */
export async function walk(page, base, look, isThorough = true) {
  const seen = new Set();
  const places = new Map();
  const queue = [];
  const add = (hrefs, isMenu) => {
    for (const href of hrefs) {
      const url = new URL(href, base);
      const place = url.pathname.split("/")[1];
      const isFile = /\.(csv|xlsx|json|zip|ics)$|\/download$/.test(url.pathname) || url.searchParams.has("format");
      if (url.origin !== base || isFile || ["api", "assets", "docs", "login", "logout"].includes(place)) continue;
      const kind = isThorough ? kindOf(url) : kindOf(new URL(url.pathname, base));
      const count = places.get(place) ?? 0;
      if (seen.has(kind) || (!isMenu && count >= OF_ONE_PLACE)) continue;
      seen.add(kind);
      places.set(place, count + 1);
      queue.push(url.pathname + url.search);
    }
  };
  const hrefs = (selector) => page.locator(selector).evaluateAll((links) => links.map((link) => new URL(link.getAttribute("href"), location.href).href));
  add([...(await hrefs("nav.menu a")), `${base}/account`], true);
  while (queue.length) {
    const path = queue.shift();
    if (await look(path)) add(await hrefs("main a[href]:not([download], [data-download], [href^='#'])"), false);
  }
}
