// The pictures: one for each person, and one for each shared screen. A picture keeps its node, so that nothing flickers.
import { everybody, listen, pictureOf, sharesScreen, Track } from "./connection.js";
import { columnsFor, isPair, isWhole, largeOne } from "./grid.js";
import { raised } from "./hands.js";
import { element, find, icon, say, setLabel } from "./page.js";
import { inOrder, isSelf, nameOf } from "./people.js";
import { initial } from "./words.js";

const tiles = new Map();
const screens = [];
let view = "grid";
let pinned = null;
let speaker = null;

const list = () => find("stage-tiles");
const screenKey = (who) => `screen ${who.identity}`;

export function drawTiles() {
  const people = inOrder();
  const wanted = [];
  for (const who of people) wanted.push({ key: who.identity, who, source: Track.Source.Camera });
  for (const who of people.filter(sharesScreen)) wanted.push({ key: screenKey(who), who, source: Track.Source.ScreenShare });
  const keys = wanted.map((one) => one.key);
  for (const [key, tile] of tiles) if (!keys.includes(key)) drop(key, tile);
  for (const key of keys) if (key.startsWith("screen ") && !screens.includes(key)) screens.push(key);
  wanted.forEach((one, at) => {
    if (!tiles.has(one.key)) tiles.set(one.key, make(one));
    const tile = tiles.get(one.key);
    update(tile, one);
    if (list().children[at] !== tile) list().insertBefore(tile, list().children[at] ?? null);
  });
  arrange(keys);
}

function make({ key, source }) {
  const isScreen = source === Track.Source.ScreenShare;
  const video = element("video", { playsinline: true, autoplay: true, muted: true, "aria-hidden": "true", hidden: true });
  video.muted = true;
  // A phone that is turned sends another picture.
  video.addEventListener("resize", () => fit(video.parentElement));
  const large = element("button", { type: "button", class: "tile-pin" }, icon(isScreen ? "screen" : "speaker"));
  large.addEventListener("click", () => {
    pinned = pinned === key ? null : key;
    drawTiles();
  });
  return element("li", { class: isScreen ? "tile screen" : "tile" },
    video,
    element("span", { class: "tile-initial", "aria-hidden": "true" }),
    element("span", { class: "tile-hand", hidden: true }, icon("hand")),
    element("span", { class: "tile-name" }, icon("mic-off"), element("bdi")),
    large);
}

function update(tile, { key, who, source }) {
  const isScreen = source === Track.Source.ScreenShare;
  const name = isSelf(who) && !isScreen ? say("you") : isScreen ? say("screenOf", { name: nameOf(who) }) : nameOf(who);
  const label = tile.querySelector(".tile-name bdi");
  if (label.textContent !== name) label.textContent = name;
  tile.querySelector(".tile-initial").textContent = isScreen ? "" : initial(nameOf(who));
  const microphone = who.getTrackPublication(Track.Source.Microphone);
  tile.classList.toggle("silent", !isScreen && (!microphone || microphone.isMuted));
  tile.classList.toggle("speaking", !isScreen && who.isSpeaking);
  tile.classList.toggle("weak", who.connectionQuality === "poor");
  tile.classList.toggle("own", isSelf(who) && !isScreen);
  tile.querySelector(".tile-hand").hidden = isScreen || !raised.has(who.identity);
  setLabel(tile.querySelector(".tile-pin"), `${say(pinned === key ? "unpin" : "pin")}: ${name}`);
  tile.querySelector(".tile-pin").setAttribute("aria-pressed", String(pinned === key));
  picture(tile.querySelector("video"), pictureOf(who, source));
}

/** Shows this track in the element, or nothing. */
function picture(video, track) {
  if (video.shown !== track) {
    video.shown?.detach(video);
    video.shown = track;
    track?.attach(video);
    // LiveKit turns the sound of the element on; ours is elsewhere.
    video.muted = true;
  }
  video.hidden = !track;
}

function drop(key, tile) {
  picture(tile.querySelector("video"), undefined);
  tile.remove();
  tiles.delete(key);
  if (pinned === key) pinned = null;
  if (screens.includes(key)) screens.splice(screens.indexOf(key), 1);
}

function arrange(keys) {
  const box = list();
  const size = { width: box.clientWidth, height: box.clientHeight };
  const pair = isPair({ keys, pinned, screens, view, ...size });
  // One's own picture comes first.
  const large = pair ? keys[1] : largeOne({ keys, pinned, screens, speaker, view });
  box.dataset.view = pair ? "pair" : large ? "speaker" : "grid";
  for (const [key, tile] of tiles) tile.classList.toggle("large", key === large);
  const columns = columnsFor(keys.length, size.width, size.height);
  box.style.setProperty("--columns", columns);
  // A last row that is not full stands in the middle.
  const rest = keys.length % columns;
  keys.forEach((key, at) => {
    const isFirstOfRest = rest > 0 && at === keys.length - rest;
    tiles.get(key)?.style.setProperty("--start", isFirstOfRest ? columns - rest + 1 : "auto");
  });
  for (const tile of tiles.values()) fit(tile);
}

/** Fills the place of a picture with it, unless that would cut off too much. */
function fit(tile) {
  const { videoWidth: width, videoHeight: height } = tile.querySelector("video");
  const place = { width: tile.clientWidth, height: tile.clientHeight };
  tile.classList.toggle("whole", width > 0 && place.height > 0 && isWhole({ width, height }, place));
}

find("stage-view")?.addEventListener("click", ({ currentTarget }) => {
  view = view === "grid" ? "speaker" : "grid";
  pinned = null;
  currentTarget.setAttribute("aria-pressed", String(view === "speaker"));
  drawTiles();
});

listen((name, about) => {
  if (name !== "speaking") return;
  const others = about.filter((who) => !isSelf(who));
  if (others.length) speaker = others[0].identity;
  for (const who of everybody()) tiles.get(who.identity)?.classList.toggle("speaking", who.isSpeaking);
  if (view === "speaker") arrange([...tiles.keys()]);
});

if (list()) new ResizeObserver(() => arrange([...tiles.keys()])).observe(list());
