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

/** Whether the other of two people is shown large, with one's own picture small in a corner: where two side by side would be cut. */
export function isPair({ keys, pinned, screens, view, width, height }) {
  return keys.length === 2 && view === "grid" && !pinned && screens.length === 0 && width > height && height > 0;
}

/** The least share of a picture that is to be seen: of its height, where faces lose most, and of its width. */
const SEEN_HIGH = 0.7;
const SEEN_WIDE = 0.5;

/** Whether a picture is shown whole, with edges beside it: where filling its place would cut away too much of it. */
export function isWhole(picture, place) {
  const [a, b] = [picture.width / picture.height, place.width / place.height];
  return a < b ? a / b < SEEN_HIGH : b / a < SEEN_WIDE;
}

/** Which picture is the large one: the pinned, else the newest screen, else who speaks or spoke last; and whether there is one. */
export function largeOne({ keys, pinned, screens, speaker, view }) {
  if (pinned && keys.includes(pinned)) return pinned;
  const screen = screens.findLast((key) => keys.includes(key));
  if (screen) return screen;
  if (view !== "speaker" || keys.length < 2) return null;
  return keys.includes(speaker) ? speaker : keys.find((key) => key !== keys[0]) ?? keys[0];
}
