// Words of people and of ours, made ready to stand in a sentence. Nothing here knows the page.

/** Longest name that is shown. */
const MAX_NAME = 60;
const ISOLATE = "\u2068";
const END = "\u2069";
// Controls, and the marks that turn the direction of what follows.
const HARMFUL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** Text of somebody without characters that nobody sees. */
export const harmless = (text) => String(text ?? "").replace(HARMFUL, "");

/** A name as it is shown; an empty one is nothing. */
export function shownName(name) {
  const clean = [...harmless(name).replace(/\s+/g, " ").trim()];
  return clean.length > MAX_NAME ? `${clean.slice(0, MAX_NAME - 1).join("")}…` : clean.join("");
}

/** A text with `{name}` and the like filled in, each isolated from the direction of what is around it. */
export function fill(text, values = {}) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? `${ISOLATE}${values[name]}${END}` : whole));
}

/** `4:05` or `1:02:03`, in the digits of a locale. */
export function countdown(milliseconds, locale) {
  const all = Math.max(0, Math.ceil(milliseconds / 1000));
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  const write = (number, digits) => new Intl.NumberFormat(locale, { minimumIntegerDigits: digits, useGrouping: false }).format(number);
  return hours ? `${write(hours, 1)}:${write(minutes, 2)}:${write(seconds, 2)}` : `${write(minutes, 1)}:${write(seconds, 2)}`;
}

/** `12 min`, in the words of a locale. */
export const minutes = (count, locale) => new Intl.NumberFormat(locale, { style: "unit", unit: "minute" }).format(count);

/** The first letter of a name, for a picture that is not there. */
export function initial(name) {
  return ([...shownName(name)].find((one) => /[\p{L}\p{N}]/u.test(one)) ?? "·").toLocaleUpperCase();
}
