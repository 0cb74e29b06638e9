// Tries the scripts in a real browser, under the policy the server sends: `npm run build && node browser-test.mjs`.
// ROLLCALL_CHROMIUM names the browser, as for the tests of the pages.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const here = new URL(".", import.meta.url);
const read = (path) => readFileSync(new URL(path, here));
const manifest = JSON.parse(read("dist/manifest.json"));
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

const state = { count: 0, heard: "no", toast: "", chip: "here", answer: "1 of 2.", cards: 1, error: false, ended: false };
const streams = new Set();

const card = (id) => `<article class="card" id="card-${id}"><h2>Lesson</h2><span class="chip" id="chip-${id === 1 ? "a" : "x"}">${state.chip}</span><span class="chip" id="chip-${id === 1 ? "b" : "y"}">here</span>
${id === 1 ? '<label>Note <input id="note"></label><details id="inner"><summary>In</summary>…</details>' : ""}</article>`;
const page = (path) => {
  const toast = state.toast && `<div class="toast"><p>${state.toast}</p><button class="close" type="button">x</button></div>`;
  state.toast = "";
  const { error } = state;
  state.error = false;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test</title><meta name="htmx-config" content='{"includeIndicatorCSS":false,"history":false}'>
<link rel="stylesheet" href="/assets/${manifest["app.css"]}"><script src="/assets/${manifest["app.js"]}" defer></script><script src="/steps.js" defer></script></head>
<body class="shell" data-text-failed="Failed" data-text-offline="Offline" data-text-close="Close">${read("sprite.svg")}<main id="main" data-address="${path}"><div class="toasts" id="toasts" role="status">${toast}</div>
<p class="answer" id="answer">${state.answer}</p><p id="count">${state.count}</p><p id="heard">${state.heard}</p><span class="live-state" data-live-state data-on="Live" data-off="Not live since {time}">?</span>
<details id="rows"><summary>Rows</summary><p id="row-1">Row</p></details>
<form method="post" action="/add" data-inplace><button id="add">Add</button><button id="named" name="heard" value="yes">Named</button></form>
<form method="post" action="/expired" data-inplace><button id="expired">Expired</button></form>
<form method="post" action="/problem" data-inplace><button id="break">Break</button></form>
<svg id="drawing" class="chart" viewBox="0 0 10 10" width="100" height="100"><circle id="edge-${state.count}" cx="5" cy="5" r="4"/></svg>
<button id="open" type="button" commandfor="ask" command="show-modal">Ask</button>
<dialog id="ask" ${error ? "open" : ""}><form method="post" action="/ask" data-inplace>${error ? '<span class="error">Say why</span>' : ""}<input name="reason"><button value="go" name="press">Go</button></form></dialog>
<div id="board" ${state.ended ? "" : 'data-live="/live"'}>${Array.from({ length: state.cards }, (_, at) => card(at + 1)).join("")}</div>
<form><input type="search" id="q" name="q"></form><details id="more"><summary>Evidence</summary><p id="evidence-7">Seen</p></details>
${"<p>Line</p>".repeat(60)}</main></body></html>`;
};
const send = (event, html) => streams.forEach((stream) => stream.write(`event: ${event}\ndata: ${html.replace(/\n/g, "\ndata: ")}\n\n`));

let done;
const finished = new Promise((resolve) => { done = resolve; });
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (part) => { body += part; });
  request.on("end", () => setTimeout(() => answer(new URL(request.url, "http://x"), request, response, body), 30));
});
function answer(url, request, response, body) {
  const reply = (status, type, text, more = {}) => response.writeHead(status, { "content-type": type, "content-security-policy": CSP, ...more }).end(text);
  const html = (status = 200, path = url.pathname + url.search) => reply(status, "text/html; charset=utf-8", page(path));
  const { pathname } = url;
  if (pathname === "/report") { reply(204, "text/plain"); return done(JSON.parse(body)); }
  if (pathname === "/steps.js") return reply(200, "text/javascript", read("test/steps.js"));
  if (pathname === "/service-worker.js") return reply(200, "text/javascript", read("dist/service-worker.js"));
  if (pathname.startsWith("/assets/")) {
    const types = { css: "text/css", js: "text/javascript", svg: "image/svg+xml" };
    return reply(200, types[pathname.split(".").pop()], read(`dist/${pathname.slice(8)}`));
  }
  if (pathname === "/offline") return reply(200, "text/html", "<p>Offline");
  if (pathname === "/live") {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" }).write(": hello\n\n");
    streams.add(response);
    return request.on("close", () => streams.delete(response));
  }
  if (pathname === "/add") {
    state.count += 1;
    state.toast = "Added";
    state.heard = new URLSearchParams(body).get("heard") ?? state.heard;
    return reply(303, "text/plain", "", { location: `/?added=${state.count}` });
  }
  if (pathname === "/ask") {
    if (!new URLSearchParams(body).get("reason")) { state.error = true; return html(422, "/"); }
    state.count += 1;
    return reply(303, "text/plain", "", { location: "/" });
  }
  if (pathname === "/expired") {
    const login = '<form method="post" action="/add" data-inplace><button id="login">Log in</button></form>';
    return reply(401, "text/html; charset=utf-8", `<!doctype html><html lang="en"><head><title>Login</title></head><body class="lone"><main id="main" class="card" data-address="/">${login}</main></body></html>`);
  }
  if (pathname === "/problem") return reply(409, "application/problem+json", '{"title":"No"}');
  if (pathname === "/tell/card") { state.chip = "late"; send("card", card(1)); return reply(204, "text/plain"); }
  if (pathname === "/tell/answer") { state.answer = "All are here."; send("answer", `<p class="answer" id="answer">${state.answer}</p>`); return reply(204, "text/plain"); }
  if (pathname === "/tell/new") { state.cards = 2; send("card", card(2)); return reply(204, "text/plain"); }
  if (pathname === "/tell/end") { state.ended = true; send("restart", "{}"); return reply(204, "text/plain"); }
  if (pathname === "/tell/drop") { state.chip = "caught up"; reply(204, "text/plain"); return streams.forEach((stream) => stream.destroy()); }
  return pathname === "/" ? html() : reply(404, "text/plain", "");
}

await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const profile = mkdtempSync(join(tmpdir(), "rollcall-browser-"));
const browser = spawn(process.env.ROLLCALL_CHROMIUM ?? "/usr/bin/chromium", ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${profile}`,
  "--remote-debugging-port=0", "--window-size=1000,700", `http://127.0.0.1:${server.address().port}/`], { stdio: "ignore", detached: true });
const left = new Promise((resolve) => browser.on("exit", resolve));
const late = setTimeout(() => done([["the browser reported within 60 s", false]]), 60_000);
const seen = await finished;
clearTimeout(late);
// The whole group: a helper process that outlives the browser would still write into its profile.
process.kill(-browser.pid, "SIGKILL");
for (const [name, good] of seen) console.log(`${good ? "ok    " : "FAILED"} ${name}`);
process.exitCode = seen.length && seen.every(([, good]) => good) ? 0 : 1;
server.closeAllConnections();
server.close();
await left;
rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
process.exit();
