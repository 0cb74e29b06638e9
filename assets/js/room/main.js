// The meeting room of a session. The server has said who may come in; here somebody goes from the door into the room, stays
// through what networks do, and is told why when it ends.
import { stayAwake } from "./awake.js";
import "./chat.js";
import { readChat } from "./chat.js";
import { drawClock } from "./clock.js";
import { connect, isConnected, leave, listen, mayPublish, Track } from "./connection.js";
import { drawControls, turn } from "./controls.js";
import { chosen, remember } from "./devices.js";
import { closeDoor, openDoor } from "./door.js";
import { ending, outcome } from "./entry.js";
import { onHands } from "./hands.js";
import "./keys.js";
import { drawLesson } from "./lesson.js";
import { isBeingRemoved } from "./moderation.js";
import { note } from "./notes.js";
import { data, find, root, say } from "./page.js";
import { nameOf } from "./people.js";
import { drawRoster } from "./roster.js";
import { post, reason } from "./server.js";
import "./settings.js";
import { onPanel, showPanel } from "./side.js";
import "./sound.js";
import { drawTiles } from "./tiles.js";
import { hurryUp, state, stopWaiting, waitUntil } from "./waiting.js";

let isEntering = false;
/** Whether somebody still wants in: whoever has left meanwhile is not carried back. */
let isWanted = false;

/** Asks to come in until the server lets us, or says why not. */
async function enter() {
  if (isEntering) return;
  isEntering = true;
  isWanted = true;
  busy(true);
  find("door-connections").hidden = true;
  try {
    for (let failures = 0; ; failures += 1) {
      state(say("connecting"));
      const answer = await post("join");
      if (!isWanted) return;
      let next = outcome({ ...answer, now: Date.now(), failures });
      if (next.kind === "enter") {
        try {
          await connect(next.grant);
        } catch {
          next = outcome({ status: 502, body: { code: "platform_error" }, now: Date.now(), failures });
        }
      }
      // Camera and microphone take their time, and the room may end meanwhile: they are not waited for.
      if (next.kind === "enter") return void (isWanted ? inside() : leave());
      if (next.kind === "login") {
        state(say("loginEnded"));
        return location.reload();
      }
      if (next.kind === "ended") return ended(next.text);
      if (next.kind === "refused") return refused(next, answer);
      if (next.text === "notOpen") failures = 0;
      if (!(await waitUntil(next.text, next.until))) return outside();
    }
  } finally {
    isEntering = false;
    busy(false);
  }
}

function busy(isBusy) {
  for (const id of ["door-enter", "door-listen", "ended-again"]) find(id).setAttribute("aria-busy", String(isBusy));
  for (const id of ["door-enter", "door-listen"]) find(id).disabled = isBusy;
}

/** Nothing is waited for any more: back at the door. */
function outside() {
  state("");
  if (!find("room-stage").hidden) ended("left");
}

function refused({ code }, answer) {
  if (!find("room-stage").hidden) {
    outside();
    showDoor();
  }
  const text = code === "platform_not_connected" ? say("noServer") : say("refused", { reason: reason(answer) });
  state(text, { isProblem: true });
  find("door-connections").hidden = !(code === "platform_not_connected" && data.isAdmin);
}

/** In the room: the stage takes the whole window, and nothing behind it is in reach. */
async function inside() {
  const isBack = !find("room-stage").hidden;
  closeDoor();
  find("room-ended").hidden = true;
  find("room-stage").hidden = false;
  cover(true);
  state("");
  draw();
  drawClock();
  stayAwake(true);
  if (!isBack) find("room-stage").focus({ preventScroll: true });
  note(say(mayPublish() && (chosen.microphone || chosen.camera) ? "connected" : "listening"));
  if (chosen.microphone) await turn("microphone", true);
  if (chosen.camera) await turn("camera", true);
}

function cover(isOn) {
  document.documentElement.classList.toggle("in-room", isOn);
  for (const one of document.querySelectorAll("body > .skip, body > .top, body > .foot, main > :not(#room)")) one.inert = isOn;
}

/** Out of the room, with the reason in words. */
function ended(text) {
  state("");
  stayAwake(false);
  find("room-stage").hidden = true;
  find("room-door").hidden = true;
  closeDoor();
  cover(false);
  showPanelQuietly();
  for (const dialog of root.querySelectorAll("dialog[open]")) dialog.close();
  const [title, what] = { over: ["over", "overWhat"], cancelled: ["cancelled", ""], removed: ["removedTitle", "removedWhat"],
    elsewhere: ["elsewhere", "elsewhereWhat"], left: ["left", "leftWhat"] }[text] ?? ["lost", "lostWhat"];
  const box = find("room-ended");
  box.hidden = false;
  box.querySelector("h2").textContent = say(title);
  box.querySelector("p").textContent = what ? say(what) : "";
  box.querySelector("p").hidden = !what;
  find("ended-again").hidden = text === "over" || text === "cancelled";
  find("answer").hidden = true;
  box.focus();
}

function showPanelQuietly() {
  if (!find("stage-side").hidden) showPanel(null);
}

function showDoor() {
  find("room-stage").hidden = true;
  find("room-ended").hidden = true;
  find("answer").hidden = false;
  cover(false);
  return openDoor();
}

/** Everything that shows who is here; at most once in a moment. */
let isDue = false;
function draw() {
  if (isDue) return;
  isDue = true;
  setTimeout(() => {
    isDue = false;
    drawTiles();
    drawRoster();
    drawControls();
    drawLesson();
  }, 30);
}

listen((name, ...about) => {
  if (name === "changed" || name === "entered") draw();
  if (name === "came") note(say("came", { name: nameOf(about[0]) }));
  // Whoever is removed from here has not just left: that is said where it is done.
  if (name === "went" && !isBeingRemoved(about[0])) note(say("went", { name: nameOf(about[0]) }));
  if (name === "track" && about[0].source === Track.Source.ScreenShare) note(say("shares", { name: nameOf(about[1]) }));
  if (name === "reconnecting") state(say("reconnecting"));
  if (name === "reconnected") {
    state("");
    note(say("reconnected"));
  }
  if (name !== "ended") return;
  const why = ending(about[0]);
  if (why !== "closed" && why !== "lost") return ended(why);
  // Only the server knows whether the lesson is over; if it is not, the room is entered again.
  state(say(why === "closed" ? "reopening" : "reconnecting"));
  enter();
});

// The browser knows of a lost network before the connection notices. LiveKit listens to its return by itself.
addEventListener("offline", () => { if (!find("room-stage")?.hidden && isConnected()) state(say("reconnecting")); });
addEventListener("online", () => {
  if (isConnected()) state("");
  else hurryUp();
});

onHands(draw);
onPanel((name) => { if (name === "chat") readChat(); });

if (root) {
  find("room-needs-script")?.remove();
  root.hidden = false;
  find("door-enter").addEventListener("click", () => enter());
  find("door-listen").addEventListener("click", () => {
    remember({ camera: false, microphone: false });
    enter();
  });
  find("door-stop").addEventListener("click", stopWaiting);
  find("ended-again").addEventListener("click", async () => { await showDoor(); enter(); });
  find("control-leave").addEventListener("click", async () => {
    isWanted = false;
    stopWaiting();
    await leave();
    if (!find("room-stage").hidden) ended("left");
  });
  openDoor();
}
