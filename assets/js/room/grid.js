// How many pictures stand beside each other: as large as they can be in what room there is. Pure.

/** Width to height of a picture: what is beyond is cut off by its place, which is a loss. */
const WIDE = 16 / 9;
const TALL = 3 / 4;
const FULL = 4 / 3;

/** Columns for `count` pictures in a box of this size. */
export function columnsFor(count, width, height) {
  if (count < 2 || width <= 0 || height <= 0) return 1;
  const narrowest = width > height ? FULL : TALL;
  let best = { columns: 1, area: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const [w, h] = [width / columns, height / rows];
    const ratio = Math.min(Math.max(w / h, narrowest), WIDE);
    const shown = w / h > ratio ? h * ratio * h : (w / ratio) * w;
    if (shown > best.area * 1.001) best = { columns, area: shown };
  }
  return best.columns;
}

/** Which picture is the large one: the pinned, else the newest screen, else who speaks or spoke last; and whether there is one. */
export function largeOne({ keys, pinned, screens, speaker, view }) {
  if (pinned && keys.includes(pinned)) return pinned;
  const screen = screens.findLast((key) => keys.includes(key));
  if (screen) return screen;
  if (view !== "speaker" || keys.length < 2) return null;
  return keys.includes(speaker) ? speaker : keys.find((key) => key !== keys[0]) ?? keys[0];
}
