// What waits, what a person has to look at, and who came last; with what keeps the queue from going.
import { label } from "./answers.js";
import { lasting, wrongness } from "./clock.js";
import { data, element, find, icon, say } from "./page.js";
import { owner } from "./owner.js";
import { leftovers, sorted } from "./queue.js";
import { clock } from "./server.js";
import { words } from "./shown.js";
import { dismiss, hindrance, onChange, queue } from "./taking.js";

const MOST_LISTED = 100;
const MOST_RECENT = 8;
const count = (number) => new Intl.NumberFormat(data.locale).format(number);

const counted = (name, number) => say(name, { count: count(number) });
let turn = 0;

function row(item, { isRefused = false } = {}) {
  const { tone, icon: shape, title, note, time: at } = words(item, null);
  const name = label(item, { say });
  const text = isRefused ? note : title;
  const button = isRefused && element("button", { type: "button", class: "button small", "aria-label": say("dismissOf", { name }) }, say("dismiss"));
  if (button) button.addEventListener("click", () => dismiss([item.nonce]));
  return element("li", { class: "scan-row", "data-tone": tone },
    element("span", { class: "scan-row-shape" }, icon(shape, shape === "logout")),
    element("span", { class: "what" }, element("bdi", {}, name), element("span", { class: "sub" }, text)),
    element("time", { class: "num" }, at),
    button || null);
}

function fill(section, items, options, most) {
  find(section).hidden = items.length === 0;
  find(section).querySelector("ul").replaceChildren(...items.slice(0, most).map((item) => row(item, options)));
}

async function draw() {
  const mine = (turn += 1);
  const items = await queue.all();
  if (mine !== turn) return;
  const { waiting, foreign, refused, recent } = sorted(items, owner?.id ?? null);
  fill("scan-waiting", waiting, {}, MOST_LISTED);
  fill("scan-refused", refused, { isRefused: true }, MOST_LISTED);
  fill("scan-recent", recent, {}, MOST_RECENT);
  find("scan-waiting-head").textContent = counted("waiting", waiting.length);
  find("scan-refused-head").textContent = counted("toLookAt", refused.length);
  const badge = find("scan-count");
  badge.hidden = waiting.length === 0;
  badge.querySelector("span").textContent = count(waiting.length);
  badge.setAttribute("aria-label", counted("waiting", waiting.length));
  find("scan-waiting-why").textContent = say({ login: "whyLogin", other: "whyOther", busy: "whyBusy", away: "whyAway" }[hindrance] ?? "whySending");
  banners(waiting, foreign);
}

function banners(waiting, foreign) {
  const isLogin = hindrance === "login" || !owner;
  find("scan-login").hidden = !isLogin;
  find("scan-changed").hidden = hindrance !== "other";
  find("scan-away").hidden = navigator.onLine && hindrance !== "away";
  const names = [...new Set(foreign.map((item) => item.ownerName).filter(Boolean))].join(", ");
  find("scan-foreign").hidden = foreign.length === 0;
  find("scan-foreign").querySelector("p").textContent = foreign.length ? `${counted("foreign", foreign.length)} ${say("foreignWhat", { name: names || "?" })}` : "";
  const wrong = wrongness(clock.offset);
  find("scan-clock").hidden = !wrong;
  if (wrong) find("scan-clock").querySelector("p").textContent = say(wrong.isAhead ? "clockAhead" : "clockBehind", { time: lasting(wrong, data.locale) });
  find("scan-keeps-nothing").hidden = queue.keeps;
}

export async function startLists() {
  find("scan-refused-all").addEventListener("click", async () => {
    const { refused } = sorted(await queue.all(), owner?.id ?? null);
    await dismiss(refused.map((item) => item.nonce));
  });
  addEventListener("online", draw);
  onChange(draw);
  await queue.remove(leftovers(await queue.all(), Date.now()));
  await draw();
}
