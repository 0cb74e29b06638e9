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

function toldState(item, { say, knows, time, self, isStaff, place }) {
  const at = time(item.result?.at ?? item.scannedAt ?? new Date(item.deviceAt).toISOString());
  const name = item.result?.person?.name ?? item.person?.name ?? "";
  if (item.state === "waiting") return { tone: "amber", title: say("stored"), name, note: say("storedWhat"), time: at };
  if (item.state === "refused") {
    const { code, detail } = item.error;
    return { tone: "negative", title: say("refused"), name, note: [reason(code, detail, { say, knows, isStaff }), before(item.error, { say, time })].filter(Boolean).join(" "), time: at };
  }
  const { result } = item;
  const isSelf = result.person?.id === self;
  const isOut = result.result === "checked_out";
  const isEvent = result.level === "event";
  const title = isSelf ? say(isOut ? "selfOut" : "selfIn") : say(isOut ? "out" : isEvent ? "admitted" : "in");
  const isElsewhere = place?.kind === "session" && result.sessionId && result.sessionId !== place.id;
  const notes = [isElsewhere && say("elsewhere"), result.repeated && say("repeated"), result.finding && finding(result.finding, { say, knows })];
  const note = notes.filter(Boolean).join(" ");
  return { tone: isElsewhere ? "amber" : isOut ? "leaving" : "positive", title, name: isSelf ? "" : name, note, time: at };
}

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
  item.result?.person?.name ?? item.person?.name ?? say("code", { code: item.code.slice(-6) });
