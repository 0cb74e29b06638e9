// What one was told, how one wants to be told, messages in the browser, and the link of an e-mail.
import { DESK, PHONE, must, until } from "../lib.mjs";

const wish = (page, event, way) => page.locator(`input[name=${event}][value=${way}]`);

export const journeys = [
  {
    name: "the bell has a number until the page is opened, and wishes are kept",
    as: "parent",
    async run({ visit, page, go, where }) {
      await go("/family");
      // Two from before; other journeys of this world may have told more.
      const fresh = Number(await page.locator(".bell .count").innerText());
      must(fresh >= 2, `${fresh} are new`);
      await page.locator(".bell").click();
      await page.locator(".told > li").nth(1).waitFor();
      const marked = await page.locator(".told .pill").count();
      must(marked >= 2 && marked <= fresh, `${marked} of ${fresh} are marked as new`);
      await visit.look(page, where);
      for (const size of [PHONE, DESK]) await visit.measure(page, where, size);
      await wish(page, "late", "push").check();
      await page.locator("input[name=quiet]").check();
      await page.locator("input[name=quiet_from]").fill("21:00");
      await page.locator("#settings form .button.primary").click();
      await page.locator("[role=status] .toast").waitFor();
      await go("/family");
      const after = (await page.locator(".bell .count").count()) ? Number(await page.locator(".bell .count").innerText()) : 0;
      must(after < fresh, `${after} of ${fresh} are new still`);
      await page.locator("main a[href='/me/notifications']").click();
      await page.locator("#settings").waitFor();
      must(await wish(page, "late", "push").isChecked(), "the wish is kept");
      must((await page.locator("input[name=quiet_from]").inputValue()) === "21:00", "so are the hours");
      must((await page.locator(".told > li").count()) >= 2 && (await page.locator(".told .pill").count()) <= after, "what was told stays, and is not new");
    },
  },
  {
    name: "an admin changes how somebody is told",
    as: "admin",
    async run({ visit, page, go, where }) {
      await go("/people/p-1-student");
      await page.locator("main a[href='/people/p-1-student/notifications']").click();
      await page.getByRole("checkbox", { name: "Late: E-mail" }).check();
      await visit.look(page, where);
      await page.getByRole("button", { name: "Save" }).first().click();
      await page.getByRole("status").getByText("Saved").waitFor();
    },
  },
  {
    name: "a message comes to a browser that was allowed, until it is taken away",
    as: "finance",
    options: { permissions: ["notifications"] },
    async run({ page, context, go, base }) {
      // The vendor's push service is the one thing that is not here: what it would answer is said in its place.
      await page.addInitScript(() => {
        const key = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
        const made = {
          endpoint: "https://push.example/finance", unsubscribe: async () => { sessionStorage.removeItem("pushed"); return true; },
          toJSON: () => ({ endpoint: made.endpoint, expirationTime: null, keys: { p256dh: key, auth: "BTBZMqHH6r4Tts7J_aSIgg" } }),
        };
        PushManager.prototype.subscribe = async ({ applicationServerKey, userVisibleOnly }) => {
          if (!userVisibleOnly || applicationServerKey.length !== 87) throw new Error("no key");
          sessionStorage.setItem("pushed", "yes");
          return made;
        };
        PushManager.prototype.getSubscription = async () => (sessionStorage.getItem("pushed") ? made : null);
      });
      await go("/me/notifications");
      await page.getByRole("button", { name: "Allow in this browser" }).click();
      await page.locator("#browsers").getByText("This browser", { exact: true }).waitFor();
      must(!(await page.locator("[data-push-allow]").isVisible()), "it is not asked again");

      const devtools = await context.newCDPSession(page);
      const registered = new Promise((resolve) => {
        devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
          const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(base));
          if (own) resolve(own.registrationId);
        });
      });
      await devtools.send("ServiceWorker.enable");
      const registrationId = await registered;
      const push = (data) => devtools.send("ServiceWorker.deliverPushMessage", { origin: `${base}/`, registrationId, data });
      const shown = () => page.evaluate(async () => {
        const worker = await navigator.serviceWorker.ready;
        return (await worker.getNotifications()).map(({ title, body, data }) => ({ title, body, path: data?.path }));
      });
      await push(JSON.stringify({ title: "Money held back", body: "Quran", path: "/billing" }));
      await until("the message", async () => (await shown()).length === 1);
      must(JSON.stringify(await shown()) === JSON.stringify([{ title: "Money held back", body: "Quran", path: "/billing" }]), JSON.stringify(await shown()));
      // Asked again until it shows: a worker that is just being stopped takes none.
      await until("a message all the same", async () => {
        await push("no JSON");
        return (await shown()).some(({ title }) => title === "Rollcall");
      });

      await page.locator("#browsers").getByRole("button", { name: "Remove" }).click();
      await page.getByText("No browser gets notifications yet.").waitFor();
      must((await page.evaluate(() => sessionStorage.getItem("pushed"))) === null, "the browser ends it too");
    },
  },
  {
    name: "the link of an e-mail switches it off with one press, and on again with another, without a login",
    async run({ visit, page, go, where }) {
      await go(visit.world.unsubscribe);
      must((await page.locator("html").getAttribute("lang")) === "ar", "in the language of its reader");
      await visit.look(page, where);
      await visit.measure(page, where, PHONE);
      await page.locator("main form button").click();
      await page.locator("main a[href='/me/notifications']").waitFor();
      await visit.look(page, where);
      await page.locator("main form button").click();
      await page.locator("main form").waitFor({ state: "detached" });
      await page.locator("main a[href='/me/notifications']").waitFor();
      await visit.measure(page, where, PHONE);
    },
  },
];
