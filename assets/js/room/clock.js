// How much of the lesson is left.
import { data, find, say } from "./page.js";
import { minutes } from "./words.js";

export function drawClock() {
  const left = (Date.parse(data.end) - Date.now()) / 60_000;
  const text = left >= 0 ? say("minutesLeft", { time: minutes(Math.ceil(left), data.locale) }) : say("overtime", { time: minutes(Math.floor(-left), data.locale) });
  const shown = find("stage-time");
  // A lesson of tomorrow has not begun: its clock says nothing.
  shown.textContent = Date.parse(data.start) - Date.now() > 3_600_000 ? "" : text;
  shown.classList.toggle("late", left < 0);
}
setInterval(() => { if (find("room-stage") && !find("room-stage").hidden) drawClock(); }, 10_000);
