// What reads codes from pictures: the platform's where it knows QR codes, else ZXing, which is loaded only then.
import { data } from "./page.js";

let made = null;

/** `detect(picture)` answers the texts of the codes in it. */
export function detector() {
  made ??= make();
  // A module that did not arrive is asked for again.
  made.catch(() => { made = null; });
  return made;
}

async function make() {
  const formats = await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => []);
  const native = formats?.includes("qr_code");
  const one = native ? new BarcodeDetector({ formats: ["qr_code"] }) : await (await import(data.zxing)).make(data.wasm);
  return { native: Boolean(native), detect: async (picture) => (await one.detect(picture)).map((code) => code.rawValue).filter(Boolean) };
}
