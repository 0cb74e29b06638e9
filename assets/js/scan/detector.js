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

/** Whether the platform reads QR codes itself. */
export async function isNative() {
  const formats = await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => []);
  return formats?.includes("qr_code") ?? false;
}

async function make() {
  const one = (await isNative()) ? new BarcodeDetector({ formats: ["qr_code"] }) : await (await import(data.zxing)).make(data.wasm);
  return { detect: async (picture) => (await one.detect(picture)).map((code) => code.rawValue).filter(Boolean) };
}
