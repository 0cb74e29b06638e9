// Looks at the camera's picture about ten times a second. One picture at a time: while it is read, others pass.
import { look } from "./dark.js";
import { detector } from "./detector.js";

const BETWEEN_MS = 100;
const BLACK_MS = 3_000;

/** Calls `onCode(text)` for each code in sight and `onBlack(is)` when that changes, until the answer is called. */
export function watch(video, { onCode, onBlack, onFailure }) {
  const canvas = document.createElement("canvas");
  let [isWatching, timer, blackSince, wasBlack, looked] = [true, 0, null, false, 0];

  function judge(now) {
    if (now - looked < 500) return;
    looked = now;
    const isBlack = look(video, canvas);
    if (isBlack === null) return;
    blackSince = isBlack ? blackSince ?? now : null;
    const isLong = blackSince !== null && now - blackSince >= BLACK_MS;
    if (isLong !== wasBlack) onBlack(wasBlack = isLong);
  }

  async function turn() {
    const begun = performance.now();
    try {
      if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !document.hidden) {
        judge(begun);
        const reader = await detector();
        for (const text of await reader.detect(video)) if (isWatching) onCode(text);
      }
    } catch (error) {
      // A picture that is gone meanwhile is no failure; a reader that does not load is.
      if (error?.name !== "InvalidStateError" && isWatching) onFailure(error);
    }
    if (isWatching) timer = setTimeout(turn, Math.max(20, BETWEEN_MS - (performance.now() - begun)));
  }
  turn();
  return () => {
    isWatching = false;
    clearTimeout(timer);
  };
}
