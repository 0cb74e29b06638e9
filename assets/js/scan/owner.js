// Who scans. The page says it where the server wrote it; the kept page, which is nobody's, remembers who it was last. Another
// tab may have logged in somebody else meanwhile, so that it is asked again before anything is sent.
import { data, remember, remembered } from "./page.js";
import { get } from "./server.js";

const TRUSTED_MS = 30_000;

/** `{id, name, isStaff, isGym, maySearch, home}`, or `null` where nobody is known. */
export const owner = data.owner ?? remembered("owner");
if (data.owner) remember("owner", data.owner);
// Times are told as in their organisation.
if (owner) Object.assign(data, { zone: owner.zone, locale: owner.locale });

let asked = data.owner ? Date.now() : 0;

/** Have it asked again before the next upload. */
export function doubtOwner() {
  asked = 0;
}

/** `"same"`, `"other"`, `"login"`, or `"away"` where the server cannot be reached. */
export async function whoIsLoggedIn() {
  if (Math.abs(Date.now() - asked) < TRUSTED_MS) return "same";
  const { status, body } = await get("/api/v1/me");
  if (status === 401) return "login";
  if (status !== 200 || typeof body?.id !== "string") return "away";
  if (body.id !== owner?.id) return "other";
  asked = Date.now();
  return "same";
}
