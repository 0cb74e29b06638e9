// The scanner. The server has said who looks; here codes are read, sent or kept, and answered.
import { keep } from "./keep.js";
import { startLists } from "./lists.js";
import { startManual } from "./manual.js";
import { owner } from "./owner.js";
import { find, root, say } from "./page.js";
import { prepare } from "./people.js";
import { loadPlaces } from "./place.js";
import { startStage } from "./stage.js";
import { begin, flush, take } from "./taking.js";
import { startTyped } from "./typed.js";

async function start() {
  await begin();
  find("scan-needs-script").remove();
  root.hidden = false;
  const isStaff = owner?.isStaff ?? false;
  root.dataset.who = !owner ? "nobody" : isStaff ? "staff" : "member";
  const of = isStaff ? "Staff" : owner?.isGym === false ? "Any" : "";
  find("scan-title").textContent = say(`title${of}`);
  find("scan-hint").textContent = say(`hint${of}`);
  find("scan-place").hidden = !isStaff;
  find("scan-manual").hidden = !isStaff;
  // A member goes back to the own page, which shows what has changed.
  const then = isStaff || !owner ? null : () => { if (navigator.onLine) location.assign(owner.home); };
  const scan = (code) => take({ kind: "scan", code, ...(isStaff ? {} : { place: null }) }, then);
  await startLists();
  // A scan is somebody's: without one nothing is taken.
  if (!owner) {
    for (const id of ["scan-view", "scan-typed"]) find(id).hidden = true;
    return flush();
  }
  startTyped(scan);
  if (isStaff) {
    loadPlaces();
    startManual();
    if (owner.maySearch) prepare();
  }
  find("scan-send").addEventListener("click", () => flush());
  const isAsked = askAboutCode(scan);
  startStage(scan, { isQuiet: isAsked });
  flush();
  if (document.readyState === "complete") keep();
  else addEventListener("load", keep, { once: true });
}

/** A printed code was opened by the phone's own camera: nothing is sent before somebody says so. Whether there is one. */
function askAboutCode(scan) {
  const code = new URLSearchParams(location.search).get("code");
  if (!code) return false;
  const box = find("scan-asked");
  box.hidden = false;
  find("scan-yes").addEventListener("click", () => {
    box.hidden = true;
    // Loaded again, the page does not ask again.
    history.replaceState(null, "", "/scan");
    scan(code);
  });
  find("scan-yes").focus({ preventScroll: true });
  return true;
}

if (root) start();
