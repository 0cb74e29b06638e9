// Waiting that can be seen: why, and for how much longer. At the door and over the pictures alike.
import { data, find, say } from "./page.js";
import { countdown } from "./words.js";

let timer;
let stop;
let hurry;

const clock = (at) => new Intl.DateTimeFormat(data.locale, { timeZone: data.zone, hour: "numeric", minute: "2-digit" }).format(at);

/** Says what goes on; an empty text says nothing. */
export function state(text, { mayStop = false, isProblem = false } = {}) {
  const box = find("door-state");
  box.hidden = !text;
  box.classList.toggle("amber", isProblem);
  const words = box.querySelector("p");
  if (words.textContent !== text) words.textContent = text;
  find("door-stop").hidden = !mayStop;
  const above = find("stage-state");
  if (above.textContent !== text) above.textContent = text;
  above.classList.toggle("down", Boolean(text));
}

/** Waits until then, saying so; false when somebody does not want to wait. */
export function waitUntil(text, until) {
  // Seconds are seen, not read out one after the other: the sentence changes only when its minute does.
  const ticking = find("door-ticking") ?? addTicking();
  return new Promise((resolve) => {
    const finish = (come) => {
      clearInterval(timer);
      ticking.textContent = "";
      stop = undefined;
      hurry = undefined;
      resolve(come);
    };
    const show = () => {
      const left = until - Date.now();
      if (left <= 0) return finish(true);
      if (text === "notOpen") {
        state(say(text, { time: clock(until) }), { mayStop: true });
        ticking.textContent = say("opensIn", { time: countdown(left, data.locale) });
      } else {
        state(say(text, { time: countdown(Math.ceil(left / 1000) * 1000, data.locale) }), { mayStop: true, isProblem: true });
      }
    };
    stop = () => finish(false);
    // A room opens when it opens; a network that is back is no reason to wait on.
    hurry = text === "notOpen" ? undefined : () => finish(true);
    show();
    if (stop) timer = setInterval(show, 500);
  });
}

function addTicking() {
  const made = document.createElement("span");
  made.id = "door-ticking";
  made.className = "num muted";
  made.setAttribute("aria-hidden", "true");
  find("door-state").querySelector("p").after(made);
  return made;
}

/** Tries again at once what waits for a network or a server. */
export function hurryUp() {
  hurry?.();
}

/** Stops what is waited for. */
export function stopWaiting() {
  stop?.();
}
