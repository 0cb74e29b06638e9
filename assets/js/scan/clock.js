// How far this device's clock is from the server's. Each answer of the server says its time in whole seconds (`Date`); the
// moment it was written lies between sending and receiving. Several answers together narrow it down. Pure.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** From here on it is said on the page, and that scans are corrected. */
const WORTH_SAYING_MS = 30_000;
/** A proxy may write its own time, or a kept one. */
const SLACK_MS = 100;
/** Clocks drift, and are set. */
const STALE_MS = 10 * MINUTE;

export class DeviceClock {
  /** Lowest and highest possible offset, in milliseconds to add to the device's time. */
  #low = null;
  #high = null;
  #at = 0;
  #kept;

  /** `kept` is the offset that was measured when the page was open before, if any. */
  constructor(kept = null) {
    this.#kept = Number.isFinite(kept) ? kept : null;
  }

  /** Learns from one answer: milliseconds of the device when it was asked and answered, and the header `Date`. */
  learn({ sent, received, date }) {
    const written = Date.parse(date ?? "");
    if (Number.isNaN(written) || received < sent) return;
    const low = written - received - SLACK_MS;
    const high = written + 1000 - sent + SLACK_MS;
    const isOld = received - this.#at > STALE_MS || received < this.#at;
    const fits = this.#low !== null && low <= this.#high && high >= this.#low;
    // What contradicts the measurements before means that the clock was set meanwhile.
    [this.#low, this.#high] = fits && !isOld ? [Math.max(low, this.#low), Math.min(high, this.#high)] : [low, high];
    this.#at = received;
  }

  get isMeasured() {
    return this.#low !== null;
  }

  /** Milliseconds to add to the device's time; `null` where the server was never reached. */
  get offset() {
    return this.#low === null ? this.#kept : Math.round((this.#low + this.#high) / 2);
  }
}

/** A moment of the device as the server's, in RFC 3339. */
export const corrected = (at, offset) => new Date(at + (offset ?? 0)).toISOString();

/** `{isAhead, hours, minutes}` of a clock that is so wrong that people should know, else `null`. */
export function wrongness(offset) {
  if (offset === null || Math.abs(offset) <= WORTH_SAYING_MS) return null;
  const whole = Math.max(1, Math.round(Math.abs(offset) / MINUTE));
  return { isAhead: offset < 0, days: Math.floor(whole / 1440), hours: Math.floor((whole * MINUTE) / HOUR) % 24, minutes: whole % 60 };
}

/** `2 h 03 min` in the words of a locale; of days and hours where it is days. */
export function lasting({ days, hours, minutes }, locale) {
  const part = (value, unit, digits = 1) =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short", minimumIntegerDigits: digits }).format(value);
  if (days) return [part(days, "day"), part(hours, "hour")].join(" ");
  return hours ? [part(hours, "hour"), part(minutes, "minute", 2)].join(" ") : part(minutes, "minute");
}
