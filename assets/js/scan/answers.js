// How an item of the queue is told to people: its colour, its shape, its words. Pure: `say` and `time` are given.

const SHAPES = { positive: "check", leaving: "logout", negative: "cross", amber: "clock" };

/**
 * `{tone, icon, title, name, note, time}` of an item. `self` is the id of whoever is logged in: to them the page speaks
 * as a gym does to its member, to staff (`isStaff`) of somebody else. `place` is where the device stands.
 */
export function told(item, ways) {
  const base = toldState(item, ways);
  return { ...base, icon: SHAPES[base.tone] };
}

function toldState(item, { say, knows, time, self, isStaff, place, nameOf = () => null }) {
  const at = time(item.result?.at ?? item.scannedAt ?? new Date(item.deviceAt).toISOString());
  const name = nameIn(item) ?? "";
  const elsewhere = away(item.result?.sessionId ?? item.error?.sessionId, { say, place, nameOf });
  if (item.state === "waiting") return { tone: "amber", title: say("stored"), name, note: say("storedWhat"), time: at };
  if (item.state === "refused") {
    const { code, detail } = item.error;
    return { tone: "negative", title: say("refused"), name, note: [reason(code, detail, { say, knows, isStaff }), before(item.error, { say, time }), elsewhere].filter(Boolean).join(" "), time: at };
  }
  const { result } = item;
  const isSelf = result.person?.id === self;
  const isOut = result.result === "checked_out";
  const isEvent = result.level === "event";
  const title = isSelf ? say(isOut ? "selfOut" : "selfIn") : say(isOut ? "out" : elsewhere ? "admittedElsewhere" : isEvent ? "admitted" : "in");
  const notes = [elsewhere, result.repeated && say("repeated"), result.finding && finding(result.finding, { say, knows })];
  const note = notes.filter(Boolean).join(" ");
  // Whoever stands at the door is to look up where something is odd.
  return { tone: elsewhere || (isStaff && result.finding === "not_eligible") ? "amber" : isOut ? "leaving" : "positive", title, name: isSelf ? "" : name, note, time: at };
}

/** That a code is for another event or lesson than the one where the device stands; empty where it is not. */
function away(id, { say, place, nameOf }) {
  if (place?.kind !== "session" || !id || id === place.id) return "";
  const other = nameOf(id);
  return other ? say("elsewhereNamed", { other, here: place.name }) : say("elsewhere");
}

const nameIn = (item) => item.result?.person?.name ?? item.person?.name ?? item.error?.person?.name;

const finding = (word, { say, knows }) => say(knows(`finding:${word}`) ? `finding:${word}` : "finding");

/** Why, in the reader's language where there are words for it. */
export function reason(code, detail, { say, knows, isStaff }) {
  if (isStaff && knows(`desk:${code}`)) return say(`desk:${code}`);
  return knows(`refused:${code}`) ? say(`refused:${code}`) : detail || say("refusedUnknown", { code });
}

/** When, and by whom, somebody was let in before. */
function before({ checkedInAt, checkedInBy }, { say, time }) {
  if (!checkedInAt) return "";
  return checkedInBy?.name ? say("beforeBy", { time: time(checkedInAt), name: checkedInBy.name }) : say("before", { time: time(checkedInAt) });
}

/** What an item is, where it is listed: who, or the end of the code. */
export const label = (item, { say }) =>
  nameIn(item) ?? say("code", { code: item.code.slice(-6) });
