// Pictures of every page: `node tests/web/pictures.mjs BASE FOLDER < logins.json`, where logins are {role: address that logs in}; those
// that it does not name are left out.
// Writes one picture for each page, width, theme and language, and `contact-sheet.jpg` of all of them.
import { readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [base, folder] = process.argv.slice(2);
const logins = JSON.parse(readFileSync(0, 'utf8'));
mkdirSync(folder, { recursive: true });

/** Whose pages are shown: the role, and the pages it came for. `pick` in an entry is followed from the page `from`; `as` tells it from another of its kind. */
const TOUR = {
  admin: ['/today', '/sessions?show=past', { from: '/sessions?show=past', pick: 'main tbody a[href^="/sessions/"]' }, '/people',
    { from: '/people', pick: 'main tbody a[href^="/people/"]' }, '/households', '/unmatched', '/analytics', '/jobs', '/connections',
    '/settings', '/policies', '/audit-log', '/account', { from: '/sessions', pick: 'main tbody tr:last-child a[href^="/sessions/"]', as: '-to-come' },
    '/messages', { from: '/messages', pick: 'main a[href^="/messages/"]:not([href*="templates"])' }, '/messages/templates', '/webhooks', '/me/notifications',
    '/sessions/new', '/timetables', { from: '/timetables', pick: '.timetable-list a[href^="/timetables/"]' }, '/holidays'],
  finance: ['/billing', '/payroll', { from: '/payroll', pick: 'main a[href*="person="]' },
    { from: '/payroll', pick: 'main a[href*="person="]', then: 'main a[href^="/lines/"]' }, '/rates',
    '/subscriptions', { from: '/subscriptions', pick: 'main a[href^="/subscriptions/"]:not([href$="/new"])' }],
  teacher: ['/week'], student: ['/me', '/my/registrations'], parent: ['/family', '/me/notifications'],
  receptionist: ['/reception', '/scans', '/scan'], member: ['/me'],
  organizer: ['/events', { from: '/events', pick: 'main a[href^="/events/"]:not([href$="/new"])' }], nobody: ['/login', '/nowhere'],
};
const WIDTHS = [390, 1440], THEMES = ['light', 'dark'], LANGUAGES = ['en', 'ar'];

const browser = await chromium.launch({ executablePath: process.env.ROLLCALL_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const made = [];
const shown = Object.entries(TOUR).filter(([role]) => logins[role] || role === 'nobody');
for (const [role, entries] of shown) for (const language of LANGUAGES) for (const theme of THEMES) {
  const context = await browser.newContext({ locale: language, colorScheme: theme });
  const page = await context.newPage();
  if (logins[role]) {
    await page.goto(logins[role]);
    await page.request.post(base + '/preferences', { form: { language, theme, _page: '/' }, headers: { origin: base } });
  }
  for (const entry of entries) {
    const address = await resolve(page, entry);
    if (!address) { console.log(`${role}: nothing to open for ${JSON.stringify(entry)}`); continue; }
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
      await page.goto(base + address, { waitUntil: 'load' });
      await page.waitForTimeout(200);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) console.log(`${address} is ${over} px too wide at ${width} (${language})`);
      const name = `${address.split('?')[0].replace(/[0-9a-f]{16,}/g, 'one').replaceAll('/', '-').slice(1) || 'start'}${address.includes('person=') ? '-person' : ''}${entry.as ?? ''}`;
      const file = `${name}.${language}.${theme}.${width}.jpg`;
      await page.screenshot({ path: join(folder, file), type: 'jpeg', quality: 80, fullPage: true, clip: undefined });
      made.push({ name, language, theme, width, file });
    }
  }
  await context.close();
}
await sheet();
await browser.close();

async function resolve(page, entry) {
  if (typeof entry === 'string') return entry;
  await page.goto(base + entry.from);
  let href = await page.locator(entry.pick).first().getAttribute('href', { timeout: 2000 }).catch(() => null);
  if (href && entry.then) {
    await page.goto(new URL(href, base + entry.from).href);
    href = await page.locator(entry.then).first().getAttribute('href', { timeout: 2000 }).catch(() => null);
  }
  if (!href) return null;
  const url = new URL(href, base + entry.from);
  return url.pathname + url.search;
}

/** All pictures on one: a row for each page. */
async function sheet() {
  const names = [...new Set(made.map((one) => one.name))];
  const cell = (one) => `<figure class="w${one.width}"><img src="${pathToFileURL(join(process.cwd(), folder, one.file)).href}"></figure>`;
  const rows = names.map((name) => `<section><h2>/${name.replaceAll('-', '/')}</h2><div>${made.filter((one) => one.name === name).map(cell).join('')}</div></section>`);
  const html = `<!doctype html><meta charset="utf-8"><style>body{margin:16px;font:14px system-ui;background:#888;color:#fff;width:2200px}
    h2{font-size:15px;margin:12px 0 4px}div{display:flex;gap:8px}figure{margin:0;height:260px;overflow:hidden;background:#fff}
    .w390{width:120px}.w1440{width:416px}img{width:100%}</style>${rows.join('')}`;
  const file = join(folder, 'contact-sheet.html');
  writeFileSync(file, html);
  const page = await browser.newPage({ viewport: { width: 2232, height: 1000 } });
  await page.goto(pathToFileURL(join(process.cwd(), file)).href);
  await page.screenshot({ path: join(folder, 'contact-sheet.jpg'), type: 'jpeg', quality: 72, fullPage: true });
}
