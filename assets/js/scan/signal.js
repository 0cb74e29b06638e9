// A short sound and a shake for each answer, made here: no file is played. Both are switched off by one button.
import { remember, remembered } from "./page.js";

/** Tones (hertz, seconds) and shakes (milliseconds) by how it went. */
const SIGNALS = {
  positive: { tones: [[880, 0.09], [1320, 0.12]], shake: [60] },
  leaving: { tones: [[1320, 0.09], [880, 0.12]], shake: [60] },
  amber: { tones: [[660, 0.09], [660, 0.09]], shake: [40, 60, 40] },
  negative: { tones: [[220, 0.16], [165, 0.24]], shake: [180, 80, 180] },
};

let context = null;
let isOn = remembered("sound") ?? true;

export const hasSound = () => isOn;

export function setSound(on) {
  isOn = on;
  remember("sound", on);
}

/** To be called from a press of a button: browsers let no page make a sound before one. */
export function wake() {
  try {
    context ??= new AudioContext();
    if (context.state === "suspended") context.resume().catch(() => {});
  } catch { /* A device without sound stays silent. */ }
}

export function signal(tone) {
  const { tones, shake } = SIGNALS[tone] ?? SIGNALS.amber;
  if (!isOn) return;
  navigator.vibrate?.(shake);
  if (context?.state !== "running") return;
  let at = context.currentTime;
  for (const [frequency, lasts] of tones) {
    const [oscillator, gain] = [context.createOscillator(), context.createGain()];
    oscillator.frequency.value = frequency;
    gain.gain.setValueAtTime(0.18, at);
    gain.gain.exponentialRampToValueAtTime(0.001, at + lasts);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + lasts);
    at += lasts;
  }
}
