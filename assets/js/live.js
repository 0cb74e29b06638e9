// A live page: `<… id=board data-live="/today/live">` listens to one stream of server-sent events.
//   card, answer, figures   HTML; each root element with an id takes the place of the element with this id
//   restart                 the page is fetched again; the [data-live] part and what belongs to it are exchanged
// A stream that is down says so in `[data-live-state]`, and comes back by itself; a hidden tab does not listen.
import { each } from "./page.js";
import { replace } from "./swap.js";

const PIECES = ["card", "answer", "figures"];
/** What belongs to the live part and stands outside of it. */
const BESIDE = ["answer", "figures"];
/** As well, where nobody is in a dialog. */
const BESIDE_DIALOGS = ["actions", "dialogs"];
/** Of many changes that come together one is fetched. */
const GATHERING_MS = 400;
const LONGEST_WAIT_MS = 30_000;
const HIDDEN_GRACE_MS = 5_000;

let board; // the element with data-live
let stream; // the EventSource, while there is one
let retry; // the timer of the next try
let fails = 0; // tries that failed in a row
let missed = false; // something may have happened while we did not listen
let downSince; // a Date, while the stream is down
let told = false; // whether the state of the stream was ever known
let queue = Promise.resolve(); // changes are made one after the other

each("[data-live]", (element) => {
  if (board?.isConnected) return;
  board = element;
  if (!document.hidden) connect();
});

// A page that came in place brings the text of a fresh page with it.
each("[data-live-state]", () => { if (told) say(downSince ?? null); });

function connect() {
  close();
  if (!board?.isConnected) return;
  const source = new EventSource(board.dataset.live);
  stream = source;
  source.onopen = () => {
    fails = 0;
    say(null);
    if (missed) enqueue(catchUp);
    missed = false;
  };
  source.onerror = () => {
    if (stream !== source) return;
    close();
    missed = true;
    fails += 1;
    say((downSince ??= new Date()));
    // Twice as long each time, up to half a minute, and never all browsers at once.
    const wait = Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (fails - 1));
    retry = setTimeout(connect, wait * (0.5 + Math.random()));
    // A stream that keeps refusing may mean that the login ended: the page itself tells.
    if (fails % 4 === 3) enqueue(catchUp);
  };
  for (const name of PIECES) source.addEventListener(name, (event) => enqueue(() => put(event.data)));
  source.addEventListener("restart", catchUpSoon);
}

function close() {
  clearTimeout(retry);
  stream?.close();
  stream = undefined;
}

function enqueue(change) {
  queue = queue.then(change).catch((error) => console.error(error));
}

/** Exchanges each element of `html` for the one with its id; one that we do not have yet means that the page has another shape. */
async function put(html) {
  // Another page came in place: there is nothing to keep live any more.
  if (!board?.isConnected) return close();
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const element of [...template.content.children]) {
    const old = element.id && document.getElementById(element.id);
    if (!old) return catchUp();
    await change(old, element);
  }
}

const plain = (element) => element.outerHTML.replace(/ data-htmx-powered="true"| class="[^"]*"| open=""/g, "");

/** Replaces, then washes the smallest parts with an id that differ. */
async function change(old, element) {
  const before = new Map([old, ...old.querySelectorAll("[id]")].map((part) => [part.id, plain(part)]));
  if (before.get(element.id) === plain(element) && old.className === element.className) return;
  const now = await replace(old, element);
  if (!now) return;
  const parts = [now, ...now.querySelectorAll("[id]")].filter((part) => before.get(part.id) !== plain(part));
  for (const part of parts) {
    if (parts.some((other) => other !== part && part.contains(other))) continue;
    part.classList.add("changed");
    part.addEventListener("animationend", () => part.classList.remove("changed"), { once: true });
  }
}

let soon;
function catchUpSoon() {
  soon ??= setTimeout(() => {
    soon = undefined;
    enqueue(catchUp);
  }, GATHERING_MS);
}

/** Fetches the page and exchanges what is live in it. */
async function catchUp() {
  if (!board?.isConnected) return close();
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("main [data-live]") ?? (board.id && page.getElementById(board.id));
  // Another page came instead (the login): the browser goes there and comes back.
  if (!fresh) {
    if (answer.ok || answer.status === 401 || answer.status === 403) location.reload();
    return;
  }
  const beside = document.querySelector("dialog[open]") ? BESIDE : [...BESIDE, ...BESIDE_DIALOGS];
  for (const name of beside) {
    const [old, element] = [document.getElementById(name), page.getElementById(name)];
    if (old && element && !board.contains(old)) await change(old, element);
  }
  board = (await replace(board, fresh)) ?? fresh;
  if (board.dataset.live) return;
  // Nothing changes by itself any more: neither a tab that is seen again nor a network that is back listens.
  for (const state of document.querySelectorAll("[data-live-state]")) state.remove();
  close();
  board = undefined;
}

/** `since`: the stream is down since then; null: it is well. */
function say(since) {
  told = true;
  if (!since) downSince = undefined;
  for (const state of document.querySelectorAll("[data-live-state]")) {
    const { on, off, zone, locale } = state.dataset;
    const options = { hour: "2-digit", minute: "2-digit", timeZone: zone || undefined };
    const time = since && new Intl.DateTimeFormat(locale || document.documentElement.lang || undefined, options).format(since);
    const words = since ? off.replace("{time}", time) : on;
    state.classList.toggle("down", Boolean(since));
    if (state.textContent !== words) state.textContent = words;
  }
}

let hiding;
document.addEventListener("visibilitychange", () => {
  clearTimeout(hiding);
  if (!board) return;
  if (document.hidden) {
    hiding = setTimeout(() => {
      missed = true;
      close();
    }, HIDDEN_GRACE_MS);
  } else if (!stream) {
    connect();
  }
});
addEventListener("online", () => { if (board && !document.hidden) connect(); });
addEventListener("pagehide", close);
addEventListener("pageshow", (event) => {
  if (!event.persisted || !board) return;
  missed = true;
  connect();
});
