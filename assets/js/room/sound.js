// The voices of the others, and what to press where the browser keeps them silent.
import { listen, room, Track } from "./connection.js";
import { find } from "./page.js";

/** The element of each voice, by its track: LiveKit takes the track from it before it tells that the voice is gone. */
const voices = new Map();

function forget(track) {
  voices.get(track)?.remove();
  voices.delete(track);
}

listen((name, ...about) => {
  if (name === "track" && about[0].kind === Track.Kind.Audio) {
    forget(about[0]);
    const one = about[0].attach();
    one.hidden = true;
    voices.set(about[0], one);
    find("room-stage").append(one);
  }
  if (name === "untracked") forget(about[0]);
  if (name === "sound") find("stage-sound").hidden = about[0];
  if (name !== "ended") return;
  for (const track of [...voices.keys()]) forget(track);
  find("stage-sound").hidden = true;
});
find("stage-sound")?.querySelector("button").addEventListener("click", () => room?.startAudio());
