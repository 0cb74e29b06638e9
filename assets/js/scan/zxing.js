// ZXing behind the platform's interface, with its program from our own server: a bundle of its own, as few devices need it.
import { BarcodeDetector, prepareZXingModule } from "barcode-detector/ponyfill";

export async function make(wasm) {
  await prepareZXingModule({ overrides: { locateFile: (name) => (name.endsWith(".wasm") ? wasm : name) }, fireImmediately: true });
  return new BarcodeDetector({ formats: ["qr_code"] });
}
