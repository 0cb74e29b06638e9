// The door: one's own picture, the level of one's voice, and the switches, before anybody else sees or hears anything.
import { ask, chosen, fillList, hasDevices, problemOf, remember } from "./devices.js";
import { watchLevel } from "./level.js";
import { find, say, setIcon, setLabel } from "./page.js";

const KINDS = ["camera", "microphone"];
const streams = { camera: null, microphone: null };
let stopLevel = () => {};
let isOpen = false;

/** Opens the door: what is switched on is tried. */
export async function openDoor() {
  isOpen = true;
  find("room-door").hidden = false;
  show();
  if (!hasDevices()) return problem("insecure");
  const on = KINDS.filter((kind) => chosen[kind]);
  if (on.length) await turnOn(on);
  await lists();
}

/** Lets go of camera and microphone. */
export function closeDoor() {
  isOpen = false;
  KINDS.forEach(release);
  find("room-door").hidden = true;
}

/** Tries devices, together where both are wanted, so that the browser asks once. */
async function turnOn(kinds) {
  problem("asking", "quiet");
  try {
    take(kinds, await ask(Object.fromEntries(kinds.map((kind) => [kind, true]))));
    problem("");
  } catch (error) {
    if (kinds.length === 1) return failed(kinds[0], error);
    problem("");
    for (const kind of kinds) {
      try {
        take([kind], await ask({ [kind]: true }));
      } catch (one) {
        failed(kind, one);
      }
    }
  }
  show();
}

function take(kinds, stream) {
  for (const kind of kinds) {
    release(kind);
    const tracks = kind === "camera" ? stream.getVideoTracks() : stream.getAudioTracks();
    streams[kind] = new MediaStream(tracks);
    const id = tracks[0]?.getSettings?.().deviceId;
    if (id) remember({ [`${kind}Id`]: id });
    if (!isOpen) release(kind);
  }
  if (kinds.includes("microphone") && streams.microphone) {
    stopLevel();
    stopLevel = watchLevel(streams.microphone, (level) => { find("door-level").value = level; });
  }
}

function release(kind) {
  streams[kind]?.getTracks().forEach((track) => track.stop());
  streams[kind] = null;
  if (kind === "microphone") {
    stopLevel();
    stopLevel = () => {};
    find("door-level").value = 0;
  }
}

/** A device that is not there is off, and it is said why. */
function failed(kind, error) {
  remember({ [kind]: false });
  problem(problemOf(error, kind));
  show();
}

function problem(text, tone = "amber") {
  const box = find("door-problem");
  box.hidden = !text;
  box.classList.toggle("amber", tone === "amber");
  if (text) box.querySelector("p").textContent = say(text);
}

function show() {
  find("door-level-box").hidden = !streams.microphone;
  const video = find("door-video");
  video.hidden = !streams.camera;
  find("door-without").hidden = Boolean(streams.camera);
  if (video.srcObject !== streams.camera) video.srcObject = streams.camera;
  for (const kind of KINDS) {
    const button = find(`door-${kind}`);
    const isOn = Boolean(streams[kind]);
    const name = kind === "camera" ? "Camera" : "Microphone";
    button.setAttribute("aria-pressed", String(isOn));
    setIcon(button, `${kind === "camera" ? "camera" : "mic"}${isOn ? "" : "-off"}`);
    setLabel(button, say(`${isOn ? "turnOff" : "turnOn"}${name}`));
  }
}

async function lists() {
  await fillList(find("door-cameras"), "videoinput", chosen.cameraId);
  await fillList(find("door-microphones"), "audioinput", chosen.microphoneId);
}

for (const kind of KINDS) {
  find(`door-${kind}`)?.addEventListener("click", async () => {
    const isOn = Boolean(streams[kind]);
    remember({ [kind]: !isOn });
    if (isOn) release(kind);
    else if (hasDevices()) await turnOn([kind]);
    else problem("insecure");
    show();
    await lists();
  });
  find(`door-${kind}s`)?.addEventListener("change", async (event) => {
    remember({ [`${kind}Id`]: event.target.value, [kind]: true });
    await turnOn([kind]);
  });
}
navigator.mediaDevices?.addEventListener?.("devicechange", () => { if (isOpen) lists(); });
