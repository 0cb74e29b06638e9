// The voices of the others, and what to press where the browser keeps them silent.
import { listen, room, Track } from "./connection.js";
import { find } from "./page.js";

listen((name, ...about) => {
  if (name === "track" && about[0].kind === Track.Kind.Audio) {
    const one = about[0].attach();
    one.hidden = true;
    find("room-stage").append(one);
  }
  if (name === "sound") find("stage-sound").hidden = about[0];
  if (name === "ended") find("stage-sound").hidden = true;
});
find("stage-sound")?.querySelector("button").addEventListener("click", () => room?.startAudio());
