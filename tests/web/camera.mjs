// Pictures for a camera that is not there: Chromium plays a file in its place (`--use-file-for-fake-video-capture`).
import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { inflateSync } from "node:zlib";
import qrcode from "qrcode-generator";

const [WIDTH, HEIGHT, RATE] = [640, 480, 5];

/** `{width, height, isDark(x, y)}` of a PNG in black and white (grey, one bit), as the server draws codes. */
function readPng(bytes) {
  const parts = [];
  let [width, height] = [0, 0];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const data = bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at));
    const kind = bytes.toString("latin1", at + 4, at + 8);
    if (kind === "IHDR") {
      [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
      if (data[8] !== 1 || data[9] !== 0) throw new Error("a PNG of another kind");
    }
    if (kind === "IDAT") parts.push(data);
  }
  const packed = inflateSync(Buffer.concat(parts));
  const line = Math.ceil(width / 8);
  const rows = Buffer.alloc(line * height);
  for (let y = 0; y < height; y += 1) {
    const filter = packed[y * (line + 1)];
    for (let x = 0; x < line; x += 1) {
      const [left, up, corner] = [x ? rows[y * line + x - 1] : 0, y ? rows[(y - 1) * line + x] : 0, x && y ? rows[(y - 1) * line + x - 1] : 0];
      const nearest = [left, up, corner].map((one) => Math.abs(left + up - corner - one));
      const paeth = nearest[0] <= nearest[1] && nearest[0] <= nearest[2] ? left : nearest[1] <= nearest[2] ? up : corner;
      rows[y * line + x] = packed[y * (line + 1) + 1 + x] + [0, left, up, (left + up) >> 1, paeth][filter];
    }
  }
  return { width, height, isDark: (x, y) => !(rows[y * line + (x >> 3)] & (0x80 >> (x & 7))) };
}

/** The PNG of a code on the wall, as large as it fits. */
function paper(light, png) {
  const { width, height, isDark } = readPng(png);
  const scale = 400 / height;
  const [x0, y0] = [Math.floor((WIDTH - width * scale) / 2), Math.floor((HEIGHT - height * scale) / 2)];
  for (let y = 0; y < Math.floor(height * scale); y += 1) {
    for (let x = 0; x < Math.floor(width * scale); x += 1) {
      light[(y0 + y) * WIDTH + x0 + x] = isDark(Math.floor(x / scale), Math.floor(y / scale)) ? 20 : 235;
    }
  }
  return light;
}

/** A grey wall, something black, or a code on white paper, as the brightness of each pixel. */
function picture(text) {
  if (Buffer.isBuffer(text)) return paper(Buffer.alloc(WIDTH * HEIGHT, 96), text);
  const light = Buffer.alloc(WIDTH * HEIGHT, text === "black" ? 0 : 96);
  if (!text || text === "black") return light;
  const code = qrcode(0, "M");
  code.addData(text, "Byte");
  code.make();
  const modules = code.getModuleCount();
  const size = Math.floor(360 / (modules + 8));
  const [x0, y0] = [Math.floor((WIDTH - size * (modules + 8)) / 2), Math.floor((HEIGHT - size * (modules + 8)) / 2)];
  for (let y = 0; y < size * (modules + 8); y += 1) {
    for (let x = 0; x < size * (modules + 8); x += 1) {
      const [row, column] = [Math.floor(y / size) - 4, Math.floor(x / size) - 4];
      const isDark = row >= 0 && column >= 0 && row < modules && column < modules && code.isDark(row, column);
      light[(y0 + y) * WIDTH + x0 + x] = isDark ? 20 : 235;
    }
  }
  return light;
}

/** Writes a film: `[text, seconds]` after each other, over and over. A text of "" is a wall, "black" a covered lens; a buffer is a PNG. */
export async function film(path, parts) {
  const file = createWriteStream(path);
  file.write(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${RATE}:1 Ip A1:1 C420\n`);
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  for (const [text, seconds] of parts) {
    const light = picture(text);
    for (let frame = 0; frame < seconds * RATE; frame += 1) {
      file.write("FRAME\n");
      file.write(light);
      if (!file.write(colour)) await once(file, "drain");
    }
  }
  file.end();
  await once(file, "close");
}

/** What the browser is started with so that it plays the film, and asks nobody. */
export const camera = (path, more = []) => ["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${path}`, ...more];
