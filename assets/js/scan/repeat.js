// One code held before the camera is one scan. Pure.

/** A code must be out of sight for so long before it is taken again. */
export const REPEAT_MS = 5_000;

export class Repeats {
  #seen = new Map();

  /** Whether this text is to be sent, seen at `now`; while it stays in sight it is not. */
  isNew(text, now) {
    for (const [other, at] of this.#seen) if (now - at >= REPEAT_MS || now < at) this.#seen.delete(other);
    const isNew = !this.#seen.has(text);
    this.#seen.set(text, now);
    return isNew;
  }
}
