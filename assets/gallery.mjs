// Writes a page with every component, in four looks: `node gallery.mjs [DIR]` (default /tmp/gallery), after `npm run build`.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? "/tmp/gallery";
mkdirSync(out, { recursive: true });
const manifest = JSON.parse(readFileSync(join(here, "dist", "manifest.json"), "utf8"));
for (const name of Object.values(manifest)) copyFileSync(join(here, "dist", name), join(out, name));
const sprite = readFileSync(join(here, "sprite.svg"), "utf8");

const icon = (name, points = "") => `<svg class="icon ${points}" aria-hidden="true"><use href="#i-${name}"/></svg>`;
const shape = (name) => `<svg class="v" aria-hidden="true"><use href="#v-${name}"/></svg>`;
const verdict = (name, words, more = "") => `<span class="verdict ${more} ${name}">${shape(name)}${words}</span>`;
const chip = (state, symbol, name, sub = "") =>
  `<li><a class="chip ${state}" href="#">${shape(symbol)}<bdi class="bdi-cut" title="${name}">${name}</bdi>${sub ? `<span class="sub">${sub}</span>` : ""}</a></li>`;

const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft von und zu Rollenberg";
const en = {
  lang: "en", dir: "ltr", menu: ["Today", "Sessions", "Week", "Payroll", "Billing", "Rates", "People", "Unmatched", "Connections", "Settings", "Audit log"], title: "Today · Wednesday 4 November, 17:12 Riyadh",
  answer: "9 of 11 are here. <a href='#'>Salim</a> is missing in Mathematics. Evidence is complete.", live: "Live",
  here: "here", missing: "missing", late: "late", math: "Mathematics", english: "English", of: "3 of 4", message: "Message", excuse: "Excuse", waiting: "Waiting for you",
  verdicts: ["Present", "Present, 12 min late", "Partial, 62 %", "Absent", "Excused: ill", "Not certain yet, until 17:10", "Not certain: the end was not seen"],
  payroll: "Teachers earn 1,322.74 SAR. 2 lines wait: what decides them is one click away.", teacher: "Teacher", lessons: "Lessons", time: "Time", amount: "Amount, SAR", state: "State", waits: "1 waits", settled: "Settled",
  search: "Search", month: "November 2026", save: "Save", cancel: "Keep as it is", email: "E-mail address", hint: "Only the office sees it.", error: "Write an address with an @, for example name@example.org",
  problem: "One thing is missing", toast: "Layla is absent now. Her 38 minutes stay visible.", dialog: "Mark Layla absent?", body: "Her 38 minutes of presence will stay visible; the family is charged as for an absence.", absent: "Mark absent",
  names: ["Rohan", "Bilal", "Salim", "Zara", "عائشة رحمن", "Анна Петрова", "आदित्य शर्मा"], group: ["Money", "Office"], copy: "Copy", next: "Next page", status: "Status", reason: "Reason", min: "13 min late", cut: "Google: Elena’s consent ends in 2 days.", down: "Not live since 17:12",
};
const ar = {
  ...en, lang: "ar", dir: "rtl", menu: ["اليوم", "الحصص", "الأسبوع", "الرواتب", "الفواتير", "الأسعار", "الأشخاص", "غير مطابق", "الاتصالات", "الإعدادات", "السجل"], title: "اليوم · الأربعاء ٤ نوفمبر، ١٧:١٢ الرياض",
  answer: "٩ من ١١ حاضرون. <a href='#'><bdi>سالم</bdi></a> غائب عن الرياضيات. الأدلة مكتملة.", live: "مباشر", here: "حاضر", missing: "غائب", late: "متأخر", math: "الرياضيات", english: "الإنجليزية", of: "٣ من ٤", message: "رسالة", excuse: "عذر", waiting: "بانتظارك",
  verdicts: ["حاضر", "حاضر، متأخر ١٢ دقيقة", "جزئي، ٦٢ ٪", "غائب", "معذور: مريض", "غير مؤكد بعد، حتى ١٧:١٠", "غير مؤكد: لم تُرَ النهاية"],
  payroll: "يكسب المعلمون ١٬٣٢٢٫٧٤ ر.س. سطران ينتظران: ما يحسمهما على بعد نقرة.", teacher: "المعلم", lessons: "الحصص", time: "الوقت", amount: "المبلغ، ر.س", state: "الحالة", waits: "١ ينتظر", settled: "محسوم",
  search: "بحث", month: "نوفمبر ٢٠٢٦", save: "حفظ", cancel: "إبقاء", email: "البريد الإلكتروني", hint: "يراه المكتب فقط.", error: "اكتب عنوانًا فيه @", problem: "شيء واحد ناقص", toast: "ليلى غائبة الآن. تبقى دقائقها ٣٨ ظاهرة.", dialog: "تسجيل ليلى غائبة؟", body: "تبقى ٣٨ دقيقة من حضورها ظاهرة، وتُحاسب الأسرة كغياب.", absent: "تسجيل الغياب",
  names: ["روهان", "بلال", "سالم", "زارا", "Aisha Rahman", "Анна Петрова", "आदित्य शर्मा"], group: ["المال", "المكتب"], copy: "نسخ", next: "الصفحة التالية", status: "الحالة", reason: "السبب", min: "متأخر ١٣ دقيقة", cut: "غوغل: تنتهي موافقة إيلينا خلال يومين.", down: "غير مباشر منذ ١٧:١٢",
};
const icons = ["today", "list", "calendar", "money", "ticket", "chart", "people", "question", "plug", "gear", "log"];

const shell = (t, theme, main, active) => `<!doctype html><html lang="${t.lang}" dir="${t.dir}" data-theme="${theme}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="htmx-config" content='{"includeIndicatorCSS":false,"history":false}'>
<title>Gallery</title><link rel="stylesheet" href="${manifest["app.css"]}"><script src="${manifest["app.js"]}" defer></script></head>
<body class="shell" data-text-copied="Copied" data-text-close="Close">${sprite}<a class="skip" href="#main">Skip</a>
<header class="top"><a class="brand" href="#">${icon("mark")}<span>Rollcall</span></a>
<nav class="menu" aria-label="Pages">${t.menu.map((name, at) => `${at === 3 || at === 6 ? `<span class="menu-group">${t.group[at === 3 ? 0 : 1]}</span>` : ""}<a href="#" ${at === active ? 'aria-current="page"' : ""}>${icon(icons[at])}<span>${name}</span>${at === 7 ? '<span class="count">2</span>' : ""}</a>`).join("")}</nav>
<details class="account"><summary><span class="avatar" aria-hidden="true">M</span><bdi class="bdi-cut">Maryam Al-Otaibi</bdi></summary><div class="panel"><a href="#">${icon("person")}Account</a><form class="field"><label for="l">Language</label><select id="l"><option>English</option></select></form><hr><form><button type="button">${icon("logout", "points")}Log out</button></form></div></details></header>
${main}</body></html>`;

const today = (t) => `<main id="main" tabindex="-1">
<div class="page-head"><h1>${t.title}</h1><span class="live-state">${t.live}</span></div>
<p class="answer" id="answer">${t.answer}</p>
<div class="figures" id="figures"><a href="#"><strong>9 <small>/ 11</small></strong><span>${t.here}</span></a><a href="#"><strong>1</strong><span>${t.missing}</span></a><a href="#"><strong>2</strong><span>${t.late}</span></a><a href="#"><strong>100 %</strong><span>LiveKit, Meet</span></a></div>
<div class="cards">
<article class="card lesson"><header><h2><a href="#">${t.math}</a></h2><span class="when">17:00–18:00</span><span class="count">${t.of}</span></header><div class="teacher"><svg class="v present" aria-hidden="true"><use href="#v-present"/></svg><bdi>Yusuf Idris</bdi></div>
<svg class="chart" viewBox="0 0 300 16" preserveAspectRatio="none" height="16"><rect class="bar faint" width="300" height="16" rx="2"/><rect class="bar positive" x="${t.dir === "rtl" ? 180 : 0}" y="4" width="120" height="8"/></svg>
<ul class="roster">${chip("missing", "absent", t.names[2], t.missing)}${chip("here", "present", t.names[0])}${chip("late", "late", t.names[1], t.min)}${chip("here", "present", t.names[4])}</ul><footer><button class="button small">${icon("bell")}${t.message}</button><button class="button small quiet">${t.excuse}</button></footer></article>
<article class="card lesson"><header><h2><a href="#">${t.english}</a></h2><span class="when">17:00–17:50</span><span class="count">4 / 4</span></header><div class="teacher"><svg class="v present" aria-hidden="true"><use href="#v-present"/></svg><bdi>Elena Kuznetsova</bdi></div>
<ul class="roster">${chip("here", "present", t.names[5])}${chip("here", "present", t.names[6])}${chip("gone", "gone", t.names[3], "17:31")}${chip("unsure", "unknown", LONG)}</ul></article>
<article class="card lesson soon"><header><h2><a href="#">Quran</a></h2><span class="when">17:30</span></header><ul class="roster">${chip("expected", "open", t.names[3])}</ul></article></div>
<section class="section"><h2>${t.waiting}</h2><ul class="list"><li>${icon("question")}<span class="what"><a class="row-link" href="#">Quran, Misha</a><span class="sub">identity <code>misha-ipad</code></span></span><span class="pill attention">1</span>${icon("chevron", "points muted")}</li><li>${icon("money")}<span class="what"><a class="row-link" href="#">2 × ${t.amount}</a></span>${icon("chevron", "points muted")}</li></ul>
<div class="banner amber">${icon("warning")}<p>${t.cut}</p><a class="button small" href="#">${icon("refresh")}Meet</a></div></section>
<div class="toasts" id="toasts" role="status"><div class="toast" data-timed>${icon("check")}<p>${t.toast} <a href="#">↺</a></p><button class="close" type="button" aria-label="x">${icon("cross")}</button></div></div></main>`;

const row = (t, name, n, time, amount, waits) => `<tr class="${waits ? "waits" : ""}"><th scope="row"><a class="row-link" href="#"><bdi class="bdi-cut" title="${name}">${name}</bdi></a></th><td class="num" data-label="${t.lessons}">${n}</td><td class="num" data-label="${t.time}">${time}</td><td class="num" data-label="${t.amount}">${amount}</td><td data-label="${t.state}">${waits ? `<span class="pill attention">${icon("question")}${t.waits}</span>` : `<span class="pill positive">${icon("check")}${t.settled}</span>`}</td></tr>`;
const finance = (t) => `<main id="main" class="wide" tabindex="-1">
<div class="page-head"><h1>${t.menu[3]}</h1><nav class="period"><a class="button icon-only quiet" href="#">${icon("back", "points")}</a><strong>${t.month}</strong><a class="button icon-only quiet" href="#">${icon("chevron", "points")}</a><span><bdi>29 Oct – 28 Nov</bdi></span></nav>
<div class="actions"><a class="button" href="#">${icon("download")}CSV</a><a class="button" href="#">Excel</a><button class="button primary">${icon("check")}${t.save}</button></div></div>
<p class="answer">${t.payroll}</p>
<form class="filters"><div class="field grow search"><label for="q">${t.search}</label>${icon("search")}<input id="q" type="search"></div><div class="field"><label for="s">${t.status}</label><select id="s"><option>${t.settled}</option></select></div><div class="field"><label for="d">${t.time}</label><input type="date" id="d"></div><button class="button">${icon("filter")}${t.search}</button></form>
<div class="scroll"><table class="table dense cards-on-phone"><thead><tr><th scope="col" aria-sort="ascending"><a href="#">${t.teacher}</a></th><th class="num" scope="col">${t.lessons}</th><th class="num" scope="col"><a href="#">${t.time}</a></th><th class="num" scope="col">${t.amount}</th><th scope="col">${t.state}</th></tr></thead>
<tbody>${row(t, "Aisha Rahman", 17, "12:05:10", "664.74", true)}${row(t, "Elena Kuznetsova", 9, "7:30:00", "375.00", false)}${row(t, "يوسف إدريس", 6, "4:30:00", "283.00", false)}${row(t, LONG, 1, "0:45:00", "0.00", true)}</tbody><tfoot><tr><th scope="row" data-label="Σ">4</th><td class="num" data-label="${t.lessons}">33</td><td class="num" data-label="${t.time}">24:50:10</td><td class="num" data-label="${t.amount}">1,322.74</td><td></td></tr></tfoot></table></div>
<nav class="pager"><span>1–50 / 312</span><a class="button" href="#">${t.next}${icon("chevron", "points")}</a></nav>
<section class="section"><nav class="tabs"><a href="#" aria-current="page">${t.menu[1]}</a><a href="#">${t.menu[2]}</a><a href="#">${t.menu[4]}</a></nav>
<div class="scroll"><table class="table"><thead><tr><th>${t.reason}</th><th>${t.state}</th><th class="num">%</th></tr></thead><tbody>${["present", "late", "partial", "absent", "excused", "open", "unknown"].map((name, at) => `<tr><td>${verdict(name, t.verdicts[at])}</td><td>${verdict(name, t.verdicts[at], "pilled")}</td><td class="num">${[101, 88, 62, 0, 0, 40, 71][at]}</td></tr>`).join("")}</tbody></table></div></section>
<div class="columns"><section class="card"><h2>${t.menu[0]}</h2><dl class="facts"><div><dt>${t.teacher}</dt><dd><bdi>Aisha Rahman</bdi></dd></div><div><dt>${t.time}</dt><dd>16:00–16:45</dd></div><div><dt>ID</dt><dd><code>0192b7f0-35e1-7abc-9f00-1234567890ab</code></dd></div></dl></section>
<section class="card"><h2>${t.menu[4]}</h2><figure class="figure"><svg class="chart" viewBox="0 0 320 120" role="img" aria-label="x"><path class="axis" d="M0 20h320M0 60h320"/><path class="axis base" d="M0 100h320"/>${[40, 62, 30, 75, 55, 68, 20].map((h, at) => `<rect class="bar ${at === 6 ? "neutral" : ""}" x="${10 + at * 45}" y="${100 - h}" width="28" height="${h}" rx="2"/><text x="${24 + at * 45}" y="116" text-anchor="middle">${at + 1}</text>`).join("")}<path class="area" d="M24 60L69 40 114 72 159 30 204 50 249 38 294 80V100H24Z"/><path class="line second" d="M24 60L69 40 114 72 159 30 204 50 249 38 294 80"/></svg><figcaption>${t.lessons}</figcaption></figure>
<svg class="chart" viewBox="0 0 320 22">${Array.from({ length: 14 }, (_, at) => `<rect class="heat heat-${at % 5}" x="${at * 23}" width="20" height="20" rx="3"/>`).join("")}</svg></section></div></main>`;

const parts = (t) => `<main id="main" class="narrow" tabindex="-1"><nav class="crumbs"><a href="#">${t.menu[6]}</a><span>${t.names[0]}</span></nav>
<div class="verdict-big">${verdict("late", t.verdicts[1])}</div>
<div class="row">${["present", "late", "partial", "absent", "excused", "open", "unknown", "gone"].map((name) => `<svg class="v" width="16" height="16"><use href="#v-${name}"/></svg>`).join("")}</div>
<div class="row">${["primary", "", "quiet", "danger", "danger primary"].map((kind) => `<button class="button ${kind}">${t.save}</button>`).join("")}<button class="button" disabled>${t.save}</button><button class="button" aria-busy="true">${t.save}</button><button class="button icon-only" aria-label="x">${icon("edit")}</button><details class="menu-button"><summary class="button">${icon("menu")}</summary><div class="panel"><a href="#">${icon("print")}A</a></div></details></div>
<div class="row"><span class="pill">A</span><span class="pill positive">${icon("check")}${t.settled}</span><span class="pill amber">${t.late}</span><span class="pill negative">${t.missing}</span><span class="pill attention">${t.waits}</span><span class="pill accent">${t.here}</span><span class="pill outline">v1</span></div>
<div class="row"><div class="segments"><a href="#" aria-current="true">7</a><a href="#">30</a><a href="#">90</a></div><div class="segments"><label><input type="radio" name="th" checked>${icon("sun")}Light</label><label><input type="radio" name="th">${icon("moon")}Dark</label></div><span class="live-state down">${t.down}</span></div>
<div class="banner">${icon("bell")}<p>${t.hint}</p></div><div class="banner positive">${icon("check")}<p>${t.settled}</p></div><div class="banner negative">${icon("cross")}<p>${t.error}</p></div><div class="banner attention">${icon("question")}<p>${t.verdicts[6]}</p></div>
<div class="error-summary" role="alert"><h2>${t.problem}</h2><ul><li><a href="#e">${t.error}</a></li></ul></div>
<form class="form card"><div class="field"><label for="e">${t.email}</label><span class="hint">${t.hint}</span><span class="error">${t.error}</span><input id="e" type="email" aria-invalid="true" value="rohan.example.org"></div>
<div class="fields"><div class="field"><label for="a">${t.amount}</label><input id="a" value="55.00" inputmode="decimal"></div><div class="field"><label for="b">${t.status}</label><select id="b"><option>${t.settled}</option></select></div></div>
<fieldset class="field checks"><legend>${t.state}</legend><label class="check"><input type="radio" name="r" checked><span>${t.verdicts[0]}<span class="hint">${t.hint}</span></span></label><label class="check"><input type="radio" name="r"><span>${t.verdicts[3]}</span></label></fieldset>
<label class="switch"><input type="checkbox" checked><span>${t.live}</span></label><label class="switch"><input type="checkbox"><span>${t.live}</span></label><div class="field"><label for="n">${t.reason}</label><textarea id="n"></textarea></div><div class="form-actions"><button class="button primary">${t.save}</button><button class="button quiet">${t.cancel}</button></div></form>
<div class="progress"><span>180 / 540</span><progress max="540" value="180"></progress></div><div class="row"><meter min="0" max="100" low="50" high="80" optimum="100" value="91"></meter><meter min="0" max="100" low="50" high="80" optimum="100" value="62"></meter><meter min="0" max="100" low="50" high="80" optimum="100" value="22"></meter></div>
<div class="secret"><code id="sec">rc_live_9f8a7b6c5d4e3f2a1b0c</code><button class="button" type="button" data-copy="sec">${icon("copy")}<span>${t.copy}</span></button></div>
<div class="card"><details class="more" open><summary>8 × evidence</summary><ul class="events"><li><time>16:00:02</time><div>${t.names[0]}, LiveKit</div></li><li><time>16:25:19</time><div>${t.verdicts[6]}</div></li></ul></details><details class="more"><summary>policy 1</summary><p>…</p></details></div>
<ol class="steps"><li class="done">LiveKit</li><li aria-current="step">Webhook</li><li>${t.save}</li></ol>
<div class="empty">${icon("calendar")}<strong>${t.waiting}</strong><p>${t.hint}</p><a class="button primary" href="#">${icon("plus")}${t.save}</a></div>
<div class="row">${[...sprite.matchAll(/id="i-([a-z]+)"/g)].map(([, name]) => `<span title="${name}">${icon(name, "big")}</span>`).join("")}</div>
<button class="button" type="button" commandfor="dlg" command="show-modal">${t.absent}…</button>
<dialog id="dlg" aria-labelledby="dt" closedby="any"><form method="post" data-inplace><header><h2 id="dt">${t.dialog}</h2><button class="button quiet icon-only" type="button" commandfor="dlg" command="close" aria-label="x">${icon("cross")}</button></header><div class="body"><p>${t.body}</p><div class="field"><label for="why">${t.reason}</label><input id="why" autofocus></div></div><footer><button class="button" type="button" commandfor="dlg" command="close">${t.cancel}</button><button class="button danger primary">${t.absent}</button></footer></form></dialog></main>`;

const lone = (t) => `<main id="main" class="card"><a class="brand" href="#">${icon("mark")}<span>Rollcall</span></a><form class="form"><div class="field"><label for="u">${t.email}</label><input id="u" type="email"></div><button class="button primary large">${t.save}</button></form></main>`;

for (const [t, name] of [[en, "en"], [ar, "ar"]]) {
  for (const theme of ["light", "dark"]) {
    const put = (page, html) => writeFileSync(join(out, `${page}-${name}-${theme}.html`), html);
    put("today", shell(t, theme, today(t), 0));
    put("finance", shell(t, theme, finance(t), 3));
    put("parts", shell(t, theme, parts(t), 6));
    put("dialog", shell(t, theme, parts(t).replace('<dialog id="dlg"', '<dialog open id="dlg"').replace(/<div class="error-summary[\s\S]*?<\/div>/, ""), 6));
    put("lone", shell(t, theme, lone(t), 0).replace(/<header[\s\S]*?<\/header>/, "").replace('class="shell"', 'class="lone"'));
  }
}
console.log(out);
