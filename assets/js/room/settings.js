// Other devices while one is in the room.
import { room } from "./connection.js";
import { chosen, fillList, remember } from "./devices.js";
import { note } from "./notes.js";
import { find, say } from "./page.js";

const LISTS = [["room-cameras", "videoinput", "cameraId"], ["room-microphones", "audioinput", "microphoneId"], ["room-speakers", "audiooutput", "speakerId"]];
const canChooseSpeaker = "setSinkId" in HTMLMediaElement.prototype;

async function fill() {
  const field = find("room-speakers-field");
  field.hidden = !canChooseSpeaker;
  for (const [id, kind, name] of LISTS) await fillList(find(id), kind, room?.getActiveDevice(kind) ?? chosen[name]);
}

for (const [id, kind, name] of LISTS) {
  find(id)?.addEventListener("change", async ({ target }) => {
    remember({ [name]: target.value });
    try {
      await room?.switchActiveDevice(kind, target.value);
    } catch {
      note(say("deviceFailed"));
    }
  });
}
document.querySelector("[commandfor=room-settings]")?.addEventListener("click", fill);
navigator.mediaDevices?.addEventListener?.("devicechange", () => { if (find("room-settings")?.open) fill(); });
