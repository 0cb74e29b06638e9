// The drawings of the sprite, one line each. `node sprite.mjs` writes sprite.svg from them (committed, embedded by the server).
// Icons are 24 × 24 strokes; `.icon` gives width and colour. Verdicts are 16 × 16 and stand apart without colour.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const p = (d) => `<path d="${d}"/>`;
const c = (x, y, r) => `<circle cx="${x}" cy="${y}" r="${r}"/>`;
const r = (x, y, w, h, rx = 2) => `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${rx}"/>`;

const icons = {
  today: r(4, 5, 16, 15, 3) + p("M4 10h16M8.5 3v4M15.5 3v4M9 15l2 2 4-4"),
  calendar: r(4, 5, 16, 15, 3) + p("M4 10h16M8.5 3v4M15.5 3v4M8 14h.01M12 14h.01M16 14h.01M8 17h.01M12 17h.01"),
  clock: c(12, 12, 8.5) + p("M12 7.5V12l3 2"),
  people: c(9, 8.5, 3.5) + p("M3 19.5c.4-3.6 2.7-5.5 6-5.5s5.6 1.9 6 5.5M15.5 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.4c2 .7 3.2 2.4 3.5 5.1"),
  person: c(12, 8, 4) + p("M4.5 20c.5-4 3.3-6 7.5-6s7 2 7.5 6"),
  family: c(7.5, 7, 3) + c(16.5, 7, 3) + c(12, 14.5, 2.2) + p("M2.5 17c.3-2.8 1.8-4.4 4-4.8M21.5 17c-.3-2.8-1.8-4.4-4-4.8M8 21c.3-2 1.8-3 4-3s3.7 1 4 3"),
  money: r(3, 6, 18, 12, 2.5) + c(12, 12, 2.5) + p("M6.5 9.5v5M17.5 9.5v5"),
  chart: p("M4 4v16h16M8.5 16v-4M13 16V8M17.5 16v-6"),
  gear: c(12, 12, 3) + p("M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M18.4 5.6l-2.2 2.2M7.8 16.2l-2.2 2.2") + c(12, 12, 6),
  plug: p("M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4"),
  key: c(8, 15.5, 4) + p("M11 12.5L20 3.5M16 7.5l3 3M13 10.5l1.5 1.5"),
  link: p("M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1"),
  list: p("M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01"),
  log: r(5, 3, 14, 18) + p("M8.5 8h7M8.5 12h7M8.5 16h4"),
  shield: p("M12 3l7.5 2.5V11c0 4.7-3 8-7.5 10-4.5-2-7.5-5.3-7.5-10V5.5zM8.8 11.8l2.3 2.3 4.2-4.3"),
  check: p("M4.5 12.5l5 5 10-11"),
  cross: p("M6 6l12 12M18 6L6 18"),
  warning: p("M12 4L2.8 20h18.4zM12 10v4.5M12 17.3v.01"),
  question: c(12, 12, 8.5) + p("M9.5 9.7a2.5 2.5 0 1 1 3.7 2.2c-.8.45-1.2 1-1.2 1.8M12 16.5v.01"),
  undo: p("M4 9h10.5a5 5 0 0 1 0 10H8M8 5L4 9l4 4"),
  edit: p("M4 20l1-4.5L15.5 5a2.1 2.1 0 0 1 3 0l.5.5a2.1 2.1 0 0 1 0 3L8.5 19zM13.5 7l3.5 3.5"),
  trash: p("M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5"),
  plus: p("M12 5v14M5 12h14"),
  search: c(10.5, 10.5, 6) + p("M15 15l5 5"),
  filter: p("M4 6h16M7 12h10M10 18h4"),
  download: p("M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4 20h16"),
  print: p("M7 9V3.5h10V9M7 17H4v-6a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v6h-3") + r(7, 14, 10, 6.5, 1),
  play: p("M7 4.5v15l12-7.5z"),
  refresh: p("M20 11a8 8 0 0 0-14.5-3.5L4 9M4 4.5V9h4.5M4 13a8 8 0 0 0 14.5 3.5L20 15M20 19.5V15h-4.5"),
  bell: p("M6 16V10.5a6 6 0 0 1 12 0V16l1.5 1.5h-15zM10 20.5h4"),
  sun: c(12, 12, 4) + p("M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M18.4 5.6l-1.1 1.1M6.7 17.3l-1.1 1.1"),
  moon: p("M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z"),
  globe: c(12, 12, 8.5) + p("M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17"),
  logout: p("M13 4H6a1.5 1.5 0 0 0-1.5 1.5v13A1.5 1.5 0 0 0 6 20h7M10 12h10M16.5 8.5L20 12l-3.5 3.5"),
  menu: p("M4 7h16M4 12h16M4 17h16"),
  back: p("M14.5 5.5L8 12l6.5 6.5"),
  chevron: p("M9.5 5.5L16 12l-6.5 6.5"),
  arrow: p("M4 12h16M14 6l6 6-6 6"),
  external: p("M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9"),
  flag: p("M5.5 21V4M5.5 4.5h12L15 9l2.5 4.5h-12"),
  camera: r(3, 6, 12.5, 12) + p("M15.5 10.5L21 7.5v9l-5.5-3"),
  door: p("M5.5 20.5v-17h13v17M3 20.5h18M14.5 12v.01"),
  ticket: p("M4 6.5h16V10a2 2 0 0 0 0 4v3.5H4V14a2 2 0 0 0 0-4zM14 6.5v2M14 11v2M14 15.5v2"),
  copy: r(9, 9, 11, 11) + p("M5 15H4V4h11v1"),
  mic: r(9, 3, 6, 11, 3) + p("M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"),
  "mic-off": p("M9 9.5V6a3 3 0 0 1 6 0v5.5M14.2 13.7A3 3 0 0 1 9 12M5.5 11.5a6.5 6.5 0 0 0 10.6 5M18.5 11.5c0 1-.2 1.9-.6 2.7M12 18v3M4 4l16 16"),
  "camera-off": p("M9 6h4.5a2 2 0 0 1 2 2v4.5M15.5 10.5L21 7.5v9l-2.5-1.4M15.4 16.6a2 2 0 0 1-1.9 1.4H5a2 2 0 0 1-2-2V8c0-.8.4-1.4 1-1.8M4 4l16 16"),
  screen: r(3, 4.5, 18, 12) + p("M8.5 20.5h7M12 13.5v-5M9.5 10.5L12 8l2.5 2.5"),
  hand: p("M7.5 12.5V6.2a1.5 1.5 0 0 1 3 0V11M10.500 10.500V4.700a1.5 1.5 0 0 1 3 0V11M13.500 10.800V6a1.5 1.5 0 0 1 3 0v7M16.500 11a1.5 1.5 0 0 1 3 0v3.500c0 4-2.500 6.500-6.300 6.500-3 0-4.500-1.300-6-3.800l-2.700-4.700a1.500 1.500 0 0 1 2.600-1.500l1.400 2.200"),
  chat: p("M4 5.500h16v11H10l-4.500 4v-4H4zM8 9.500h8M8 12.500h5"),
  send: p("M4 12h12M12 6l6 6-6 6"),
  leave: p("M3.500 14.500c-.8-4 3.600-6.500 8.500-6.500s9.300 2.500 8.500 6.500l-.3 1.500-4.700-1.200v-2.600a13 13 0 0 0-7 0v2.600L3.800 16z"),
  grid: r(4, 4, 7, 7, 1.5) + r(13, 4, 7, 7, 1.5) + r(4, 13, 7, 7, 1.5) + r(13, 13, 7, 7, 1.5),
  speaker: r(3.500, 4.500, 17, 10) + r(3.500, 17, 4.500, 3, 1) + r(9.700, 17, 4.500, 3, 1) + r(16, 17, 4.500, 3, 1),
  sound: p("M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM15.500 9a4.500 4.500 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11"),
  "sound-off": p("M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM15.500 9.500l5 5M20.500 9.500l-5 5"),
  torch: p("M13 3L5.500 13.500h5.500L10 21l8-11h-6z"),
  keyboard: r(3, 6, 18, 12) + p("M7 10h.01M10.3 10h.01M13.700 10h.01M17 10h.01M7 14h10"),
  image: r(4, 5, 16, 14) + c(9, 10, 1.500) + p("M4.500 17l5-4.500 3 2.500 3-3 4 4"),
  mail: r(3.500, 5.500, 17, 13) + p("M4 7.500l8 6 8-6"),
  qr: r(4, 4, 6, 6, 1) + r(14, 4, 6, 6, 1) + r(4, 14, 6, 6, 1) + p("M14 14h2v2M20 14v.01M14 20h.01M17.5 20H20v-2.5"),
};
// The mark: a register's line ticked off inside a ring that is not quite closed.
const mark = '<path d="M20.2 8.6a9 9 0 1 1-3.7-4.4" stroke-width="2.4"/><path d="M7.8 12l3.2 3.3L20 5.4" stroke-width="2.4"/>';

const ring = '<circle cx="8" cy="8" r="6.4"/>';
const dots = '<circle cx="8" cy="8" r="6.5" stroke-width="1.9" stroke-dasharray="0 3.403"/>';
const disc = (x, y, size) => `<circle cx="${x}" cy="${y}" r="${size}" fill="currentColor" stroke="none"/>`;
const cut = (d, width = 1.8) => `<path d="${d}" stroke="var(--cut,#fff)" stroke-width="${width}"/>`;
const verdicts = {
  present: disc(8, 8, 7.3) + cut("M4.9 8.2l2.2 2.4 4-4.7"),
  late: disc(7.2, 8.8, 6.7) + cut("M4.3 9l2 2.2 3.3-3.9", 1.7) +
    '<circle cx="12.2" cy="3.8" r="4.5" fill="var(--cut,#fff)" stroke="none"/><circle cx="12.2" cy="3.8" r="2.9" stroke="var(--edge,currentColor)" stroke-width="1.4"/><path d="M12.2 2.5v1.4h1" stroke="var(--edge,currentColor)" stroke-width="1"/>',
  partial: ring + '<path d="M8 1.6a6.4 6.4 0 0 0 0 12.8z" fill="currentColor" stroke="none"/>',
  absent: ring + p("M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6"),
  excused: ring + p("M5.2 8h5.6"),
  open: dots,
  unknown: dots + '<path d="M6.3 6.3a1.75 1.75 0 1 1 2.6 1.55c-.6.35-.9.7-.9 1.2M8 11.2v.01" stroke-width="1.5"/>',
  gone: '<path d="M12.5 3.4A6.4 6.4 0 1 0 12.5 12.6M7 8h8M12.5 5.5L15 8l-2.5 2.5"/>',
};

const symbols = [
  `<symbol id="i-mark" viewBox="0 0 24 24">${mark}</symbol>`,
  ...Object.entries(icons).map(([name, body]) => `<symbol id="i-${name}" viewBox="0 0 24 24">${body}</symbol>`),
  ...Object.entries(verdicts).map(([name, body]) => `<symbol id="v-${name}" viewBox="0 0 16 16">${body}</symbol>`),
];
const svg = `<svg xmlns="http://www.w3.org/2000/svg" class="sprite" width="0" height="0" aria-hidden="true" focusable="false">${symbols.join("")}</svg>\n`;
writeFileSync(join(dirname(fileURLToPath(import.meta.url)), "sprite.svg"), svg);
console.log(`sprite.svg: ${symbols.length} symbols, ${svg.length} bytes`);
