// Computes the contrast of every text token on every ground, in both themes: `node contrast.mjs` fails below 4.5:1.
import { readFileSync } from "node:fs";

const css = readFileSync(new URL("css/tokens.css", import.meta.url), "utf8");
const tokens = [{}, {}];
for (const [, name, light, dark] of css.matchAll(/--([\w-]+): light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\)/g)) {
  tokens[0][name] = light;
  tokens[1][name] = dark;
}
/** Relative luminance (WCAG) of an opaque oklch colour. */
function luminance(colour) {
  const [l, c, h] = colour.match(/[\d.]+/g).map(Number);
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (x) => Math.min(1, Math.max(0, x));
  const red = clip(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short);
  const green = clip(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short);
  const blue = clip(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
const ratio = (x, y) => {
  const [high, low] = [luminance(x), luminance(y)].sort((p, q) => q - p);
  return (high + 0.05) / (low + 0.05);
};
const roles = ["positive", "amber", "negative", "neutral", "attention"];
const pairs = [];
for (const text of ["ink", "ink-2", "ink-3", "accent", ...roles]) for (const ground of ["surface", "surface-2", "surface-3"]) pairs.push([text, ground]);
for (const role of [...roles, "accent"]) pairs.push([role, `${role}-bg`], ["ink", `${role}-bg`]);
pairs.push(["accent-ink", "accent"], ["ink", "wash"], ["ink-3", "wash"]);
let bad = 0;
let least = 99;
for (const [theme, name] of [[0, "light"], [1, "dark"]]) {
  for (const [text, ground] of pairs) {
    const value = ratio(tokens[theme][text], tokens[theme][ground]);
    least = Math.min(least, value);
    if (value < 4.5) { bad += 1; console.log(`${name}: ${text} on ${ground} ${value.toFixed(2)}`); }
  }
  // Lines that bound a control: 3:1.
  for (const ground of ["surface", "surface-2"]) {
    const value = ratio(tokens[theme]["line-2"], tokens[theme][ground]);
    if (value < 3) { bad += 1; console.log(`${name}: line-2 on ${ground} ${value.toFixed(2)} (3 wanted)`); }
  }
}
console.log(`${pairs.length * 2} pairs, least ${least.toFixed(2)}:1`);
process.exitCode = bad ? 1 : 0;
