// The bar below the pictures: microphone, camera, screen, hand. What it shows is what LiveKit says, not what was pressed.
import { listen, mayPublish, mayShare, room, Track } from "./connection.js";
import { chosen, problemInside, remember } from "./devices.js";
import { isOwnUp, toggleHand } from "./hands.js";
import { note, onlyNote } from "./notes.js";
import { find, say, setIcon, setLabel } from "./page.js";
import { isSelf } from "./people.js";

/** Whether it was us who switched the microphone. */
let isOurs = false;

export function drawControls() {
  const own = room?.localParticipant;
  if (!own) return;
  show("microphone", own.isMicrophoneEnabled, "mic", "Microphone");
  show("camera", own.isCameraEnabled, "camera", "Camera");
  for (const kind of ["microphone", "camera"]) find(`control-${kind}`).disabled = !mayPublish();
  const share = find("control-share");
  share.hidden = !mayShare();
  share.setAttribute("aria-pressed", String(own.isScreenShareEnabled));
  setLabel(share, say(own.isScreenShareEnabled ? "stopSharing" : "share"));
  const hand = find("control-hand");
  hand.setAttribute("aria-pressed", String(isOwnUp()));
  setLabel(hand, say(isOwnUp() ? "lowerHand" : "raiseHand"));
}

function show(kind, isOn, symbol, name) {
  const button = find(`control-${kind}`);
  button.setAttribute("aria-pressed", String(isOn));
  button.classList.toggle("off", !isOn);
  setIcon(button, isOn ? symbol : `${symbol}-off`);
  setLabel(button, say(`${isOn ? "turnOff" : "turnOn"}${name}`));
}

/** Switches camera or microphone on or off, and says why where it does not work. */
export async function turn(kind, isOn) {
  const own = room?.localParticipant;
  if (!own || (isOn && !mayPublish())) return;
  const button = find(`control-${kind}`);
  button.setAttribute("aria-busy", "true");
  isOurs = true;
  try {
    if (kind === "microphone") await own.setMicrophoneEnabled(isOn, { deviceId: chosen.microphoneId || undefined });
    else await own.setCameraEnabled(isOn, { deviceId: chosen.cameraId || undefined });
    remember({ [kind]: isOn });
  } catch (error) {
    onlyNote(say(problemInside(error, kind)));
  } finally {
    isOurs = false;
    button.removeAttribute("aria-busy");
    drawControls();
  }
}

async function share() {
  const own = room?.localParticipant;
  if (!own) return;
  try {
    await own.setScreenShareEnabled(!own.isScreenShareEnabled, { audio: true, selfBrowserSurface: "exclude" });
  } catch (error) {
    // Whoever closes the browser's question has changed their mind.
    if (error?.name !== "NotAllowedError") note(say("deviceFailed"));
  }
  drawControls();
}

export const toggle = {
  microphone: () => turn("microphone", !room?.localParticipant.isMicrophoneEnabled),
  camera: () => turn("camera", !room?.localParticipant.isCameraEnabled),
  hand: toggleHand,
};

for (const kind of ["microphone", "camera", "hand"]) find(`control-${kind}`)?.addEventListener("click", toggle[kind]);
find("control-share")?.addEventListener("click", share);

listen((name, ...about) => {
  if (name === "muted" && isSelf(about[1]) && about[0].source === Track.Source.Microphone && !isOurs) note(say("mutedByTeacher"));
  // What we tried to switch on says itself why it does not work.
  if (name === "device" && !isOurs) note(say("deviceFailed"));
});
