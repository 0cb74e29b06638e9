// The camera's view: from its button to its picture, its tools, and what to do where it does not open.
import { stayAwake } from "../room/awake.js";
import { Camera, nextOf } from "./camera.js";
import { watch } from "./looking.js";
import { find, remember, remembered, say, setIcon } from "./page.js";
import { Repeats } from "./repeat.js";
import { hasSound, setSound, wake } from "./signal.js";

const video = find("scan-video");
const camera = video ? new Camera(video) : null;
const repeats = new Repeats();
let stop = null;
let isWanted = false;
let isBusy = false;
let onText = () => {};

function problem(word) {
  const box = find("scan-problem");
  box.hidden = !word;
  box.querySelector("p").textContent = word ? say(`camera-${word}`) : "";
}

function shape(state) {
  find("scan-view").dataset.state = state;
  find("scan-start").hidden = state === "on";
  find("scan-tools").hidden = state !== "on";
  find("scan-open").setAttribute("aria-busy", String(state === "opening"));
  const isFirst = find("scan-problem").hidden;
  find("scan-open").querySelector("span").textContent = say(isFirst ? "open" : "again");
}

/** Opens a camera and reads from it. */
async function open(deviceId = remembered("camera")) {
  if (isBusy) return;
  isBusy = true;
  isWanted = true;
  problem("");
  shape("opening");
  try {
    await camera.open(deviceId, () => failed("ended"));
    if (!isWanted) return close();
    shape("on");
    black(false);
    stayAwake(true);
    stop?.();
    stop = watch(video, {
      onCode: (text) => { if (repeats.isNew(text, Date.now())) onText(text); },
      onBlack: black,
      onFailure: () => { failed("reader"); },
    });
    await drawTools();
  } catch (word) {
    failed(typeof word === "string" ? word : "failed");
  } finally {
    isBusy = false;
  }
}

function failed(word) {
  isWanted = false;
  pauseView();
  problem(word);
  shape("off");
}

function pauseView() {
  stop?.();
  stop = null;
  camera.close();
  stayAwake(false);
}

function close() {
  isWanted = false;
  pauseView();
  shape("off");
}

async function drawTools() {
  find("scan-light").hidden = !camera.hasLight;
  find("scan-light").setAttribute("aria-pressed", "false");
  const hasOther = (await camera.all()).length > 1;
  find("scan-other").hidden = !hasOther;
  find("scan-black-other").hidden = !hasOther;
}

/** A picture that stays black: another camera is offered where there is one. */
function black(isBlack) {
  find("scan-black").hidden = !isBlack;
}

async function another() {
  const next = nextOf(await camera.all(), camera.id);
  if (!next) return;
  remember("camera", next);
  await open(next);
}

function drawSound() {
  const button = find("scan-sound");
  button.setAttribute("aria-pressed", String(hasSound()));
  setIcon(button, hasSound() ? "sound" : "sound-off");
}

/** `take(text)` gets each code that comes into sight. A camera that was allowed before opens by itself, unless `isQuiet`. */
export async function startStage(take, { isQuiet }) {
  onText = take;
  find("scan-open").addEventListener("click", () => { wake(); open(); });
  find("scan-close").addEventListener("click", close);
  find("scan-other").addEventListener("click", another);
  find("scan-black-other").addEventListener("click", another);
  find("scan-light").addEventListener("click", async (event) => {
    const button = event.currentTarget;
    const isOn = await camera.light(button.getAttribute("aria-pressed") !== "true");
    button.setAttribute("aria-pressed", String(isOn));
  });
  find("scan-sound").addEventListener("click", () => { setSound(!hasSound()); wake(); drawSound(); });
  drawSound();
  shape("off");
  // A camera that nobody looks through is given back; it opens again with the page.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) pauseView();
    else if (isWanted) open();
  });
  addEventListener("pointerdown", wake, { once: true });
  if (!window.isSecureContext) return failed("insecure");
  const granted = await navigator.permissions?.query({ name: "camera" }).catch(() => null);
  if (granted?.state === "granted" && !isQuiet) open();
  if (granted?.state === "denied") failed("denied");
}
