// Keeps what this page needs to open without a network: a page that is nobody's, its scripts and style. The service worker
// answers with them (`../offline-worker.js`); nothing of a person is among them.
import { isNative } from "./detector.js";
import { data } from "./page.js";

export async function keep() {
  if (!data.owner || !globalThis.caches) return;
  // The name is that of what is in it: a new version is kept beside the old one, then the old one goes.
  const name = `scan-${data.keep.map((path) => path.split("/").pop()).join(" ")} ${data.shell}`;
  try {
    const cache = await caches.open(name);
    const missing = [];
    // ZXing is kept where it is needed.
    const needed = (await isNative()) ? data.keep.filter((path) => path !== data.zxing && path !== data.wasm) : data.keep;
    for (const path of needed) if (!(await cache.match(path))) missing.push(path);
    await cache.addAll(missing);
    // Last: what has a page is whole. Its words may change though its scripts do not.
    const shell = await fetch(data.shell, { credentials: "omit", cache: "no-store" });
    if (shell.ok) await cache.put("/scan", shell);
    for (const other of await caches.keys()) if (other.startsWith("scan-") && other !== name) await caches.delete(other);
  } catch { /* Next time, with a better network. */ }
}
