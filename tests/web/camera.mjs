// Pictures for a camera that is not there: Chromium plays a file in its place (`--use-file-for-fake-video-capture`).
import { createWriteStream } from "node:fs";
import { once } from "node:events";
import qrcode from "qrcode-generator";

const [WIDTH, HEIGHT, RATE] = [640, 480, 5];

/** A grey wall, something black, or a code on white paper, as the brightness of each pixel. */
function picture(text) {
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

/** Writes a film: `[text, seconds]` after each other, over and over. A text of "" is a wall, "black" a covered lens. */
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
