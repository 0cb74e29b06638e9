// One tab uploads at a time. Web Locks where there are any; else a claim that runs out by itself, for pages without https.
const NAME = "rollcall-scan-upload";
const LEASE_MS = 90_000;

export async function exclusively(work) {
  if (navigator.locks) return navigator.locks.request(NAME, work);
  const mine = `${Date.now()} ${Math.random()}`;
  for (let tries = 0; tries < 100 && !claim(mine); tries += 1) await new Promise((resolve) => setTimeout(resolve, 300));
  try {
    return await work();
  } finally {
    if (localStorage.getItem(NAME)?.endsWith(mine)) localStorage.removeItem(NAME);
  }
}

function claim(mine) {
  const [until] = (localStorage.getItem(NAME) ?? "0").split("|");
  if (Number(until) > Date.now() && Number(until) < Date.now() + 2 * LEASE_MS) return false;
  localStorage.setItem(NAME, `${Date.now() + LEASE_MS}|${mine}`);
  return localStorage.getItem(NAME).endsWith(mine);
}
