// Runs inside the page of browser-test.mjs and reports what it saw.
const seen = [];
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const find = (selector) => document.querySelector(selector);
const broken = [];
addEventListener("securitypolicyviolation", (event) => broken.push(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
addEventListener("error", (event) => broken.push(`error ${event.message}`));
addEventListener("unhandledrejection", (event) => broken.push(`rejection ${event.reason}`));

async function until(name, check, ms = 4000) {
  const end = performance.now() + ms;
  while (performance.now() < end) {
    if (await check()) return seen.push([name, true]);
    await wait(20);
  }
  seen.push([name, false]);
}
const is = (name, value) => seen.push([name, Boolean(value)]);
const tell = (path) => fetch(path, { method: "POST" });

async function run() {
  await wait(300);
  // In place
  const button = find("#add");
  const marked = find("#row-1");
  marked.mark = "same node";
  find("#rows").open = true;
  scrollTo(0, 300);
  button.focus();
  const before = scrollY;
  button.click();
  button.click();
  await until("the action's page came in place", () => find("#count").textContent === "1");
  await wait(300);
  is("a second press sent nothing", find("#count").textContent === "1");
  is("scroll stayed", scrollY === before && before > 0);
  is("focus stayed", document.activeElement?.id === "add");
  is("opened rows stayed open", find("#rows").open);
  is("nodes stayed", find("#row-1").mark === "same node");
  is("the toast came", find(".toast p")?.textContent === "Added");
  is("the button is ready", !find("#add").hasAttribute("aria-busy"));
  is("the address is the page's", location.pathname === "/" && location.search === "?added=1");
  is("the drawing is SVG", find("#drawing") instanceof SVGElement && find("#drawing circle") instanceof SVGElement);
  find(".toast .close").click();
  await until("the toast is closed by hand", () => !find(".toast"));
  // Pressed button's name and value
  find("#named").click();
  await until("name and value of the button are sent", () => find("#heard").textContent === "yes");
  // A dialog with an error
  find("#open").click();
  is("the dialog opened", find("#ask").matches(":modal"));
  find("#ask button[value=go]").click();
  await until("the error is shown in the modal dialog", () => find("#ask .error") && find("#ask").matches(":modal"));
  find("#ask [name=reason]").value = "ill";
  find("#ask button[value=go]").click();
  await until("the dialog closed after success", () => !find("#ask").open && find("#count").textContent === "3");
  is("nothing blocks the page", !find("dialog:modal"));
  find("#open").focus();
  find("#open").click();
  find("#ask").close();
  await until("focus returned to the opener", () => document.activeElement?.id === "open");
  // A problem
  find("#break").click();
  await until("a problem leaves the page and says so", () => find(".toast[role=alert] p")?.textContent === "Failed" && find("#count"));
  // Live
  find("#note").focus();
  find("#note").value = "typed";
  find("#inner").open = true;
  await until("the stream is live", () => find("[data-live-state]").textContent === "Live" && !find("[data-live-state]").classList.contains("down"));
  await tell("/tell/card");
  await until("the card changed", () => find("#chip-a").textContent === "late");
  is("only the chip is washed", find("#chip-a").classList.contains("changed") && !find("#card-1").classList.contains("changed") && !find("#chip-b").classList.contains("changed"));
  is("focus and typed text stayed", document.activeElement?.id === "note" && find("#note").value === "typed");
  is("opened details stayed open", find("#inner").open);
  await tell("/tell/answer");
  await until("the answer changed", () => find("#answer").textContent === "All are here.");
  await tell("/tell/new");
  await until("a new card came by a fresh page", () => find("#card-2"));
  await tell("/tell/drop");
  await until("a dead stream is said, and since when", () => /^Not live since \d\d:\d\d/.test(find("[data-live-state]").textContent));
  await until("it comes back and catches up", () => find("[data-live-state]").textContent === "Live" && find("#chip-a").textContent === "caught up", 6000);
  await tell("/tell/end");
  await until("what changes no more says nothing of being live", () => !find("[data-live-state]") && !find("#board").dataset.live);
  const Stream = EventSource;
  let opened = 0;
  window.EventSource = class extends Stream { constructor(address) { super(address); opened += 1; } };
  dispatchEvent(new Event("online"));
  document.dispatchEvent(new Event("visibilitychange"));
  is("and is not listened to again", opened === 0);
  window.EventSource = Stream;
  // Hash and key
  location.hash = "#evidence-7";
  await until("a link opens the details that hold its target", () => find("#more").open);
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }));
  is("slash goes to the search", document.activeElement?.id === "q");
  // Offline
  await until("the offline page is kept", async () => Boolean(await caches.match("/offline")));
  // The login ended
  find("#expired").click();
  await until("another kind of page takes the place of the whole", () => document.body.className === "lone" && find("#login") && !find("#board"));
  find("#login").click();
  await until("and its forms act in place again", () => document.body.className === "shell" && find("#count")?.textContent === "4");
  is(`nothing broke: ${broken.join("; ")}`, !broken.length);
}
run().catch((error) => seen.push([`stopped: ${error.stack}`, false])).then(() => fetch("/report", { method: "POST", body: JSON.stringify(seen) }));
