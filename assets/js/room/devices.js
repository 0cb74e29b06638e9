// Cameras and microphones: asking for them, naming them, remembering what was chosen for this visit.
import { element, say } from "./page.js";

const KEY = "rollcall-room";

/** What was chosen: whether camera and microphone are on, and which. Kept as long as the tab. */
export const chosen = { camera: true, microphone: true, cameraId: "", microphoneId: "", speakerId: "", keys: true, ...kept() };

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}

export function remember(change) {
  Object.assign(chosen, change);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(chosen));
  } catch { /* Private windows forget. */ }
}

/** Whether this browser gives devices here at all. */
export const hasDevices = () => Boolean(navigator.mediaDevices?.getUserMedia);

const wanted = (id) => (id ? { deviceId: { ideal: id } } : {});

/** Asks for camera, microphone or both: a stream. */
export function ask({ camera, microphone }) {
  return navigator.mediaDevices.getUserMedia({
    video: camera && { ...wanted(chosen.cameraId), width: { ideal: 1280 }, height: { ideal: 720 } },
    audio: microphone && { ...wanted(chosen.microphoneId), echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  });
}

/** Why there is no device, as the name of a text. */
export function problemOf(error, kind) {
  switch (error?.name) {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return kind === "camera" ? "noCamera" : "noMicrophone";
    case "NotReadableError":
    case "AbortError":
      return "inUse";
    default:
      return "deviceFailed";
  }
}

/** The same for whoever is in the room already: the door is behind them. */
export function problemInside(error, kind) {
  const name = problemOf(error, kind);
  if (name === "denied") return `${kind}Denied`;
  return name === "noCamera" || name === "noMicrophone" ? `${kind}None` : name;
}

/** Fills a list with the devices of a kind; names are known once one was allowed. */
export async function fillList(select, kind, current) {
  const all = hasDevices() ? await navigator.mediaDevices.enumerateDevices().catch(() => []) : [];
  const named = all.filter((one) => one.kind === kind && one.deviceId && one.label);
  const standard = element("option", { value: "" }, say("defaultDevice"));
  select.replaceChildren(...(named.length ? [] : [standard]), ...named.map((one) => element("option", { value: one.deviceId }, one.label)));
  select.disabled = named.length === 0;
  if (named.some((one) => one.deviceId === current)) select.value = current;
}
