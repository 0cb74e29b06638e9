// The reception: who is in, the code of the place, entries by hand; and what the member sees of it.
import { must, openLive, until } from "../lib.mjs";

const figure = (page, name) => page.locator(`#figure-${name}`).innerText();

export const journeys = [
  {
    name: "the code is switched off and on, and made anew after a question",
    as: "receptionist",
    async run({ visit, page, go, where }) {
      await go("/reception");
      const drawing = () => page.locator("#code .code-picture path").getAttribute("d");
      const before = await drawing();
      await page.getByText("QR Attendance: Enabled").click();
      await page.getByText("QR Attendance: Disabled").waitFor();
      await until("the picture is grey", async () => (await page.locator("#code .code-picture.off").count()) === 1);
      await visit.look(page, `${where} off`);
      await page.getByText("QR Attendance: Disabled").click();
      await page.getByText("QR Attendance: Enabled").waitFor();
      await until("the printed code works again", async () => (await drawing()) === before);
      await page.getByRole("button", { name: "Regenerate QR" }).first().click();
      await page.getByRole("dialog").getByText("Regenerating makes every printed code stop working. Continue?").waitFor();
      await page.getByRole("dialog").getByRole("button", { name: "Regenerate QR" }).click();
      await page.locator(".toast").getByText("There is a new code").waitFor();
      await until("it is another code", async () => (await drawing()) !== before);
    },
  },
  {
    name: "a screen shows a code that changes by itself",
    as: "receptionist",
    isBeside: true,
    async run({ visit, page, go, where }) {
      await go("/reception");
      await page.getByRole("link", { name: "Show on a screen" }).click();
      await page.locator("#screen-code .code-picture").waitFor();
      must((await page.locator("nav.menu").count()) === 0, "nothing of the receptionist's own is there");
      const drawing = () => page.locator("#screen-code path").first().getAttribute("d");
      const before = await drawing();
      await until("the next code", async () => (await drawing()) !== before);
      await until("it is fresh", async () => (await page.locator("#screen-code:not(.stale)").count()) === 1);
      await visit.look(page, where);
      await page.getByRole("link", { name: "Reception" }).click();
      await page.locator("#code").waitFor();
    },
  },
  {
    name: "somebody without a phone is let in by name, and figures and table change without a reload",
    as: "receptionist",
    async run({ visit, page, go, where }) {
      await go("/admin/attendance");
      must((await page.locator("h1").innerText()) === "Reception", "the old address shows the reception");
      await page.getByRole("link", { name: "Reception", exact: true }).first().click();
      const other = await visit.windowOf("admin-en", where);
      await openLive(other.page, () => other.go("/reception"));
      const before = Number(await figure(other.page, "in"));
      await page.locator("#q").fill("Salim");
      await page.keyboard.press("Enter");
      await page.locator("#check-in li.entry").waitFor();
      await page.locator("#check-in").getByText("With a reason").click();
      await page.locator("#check-in input[name=reason]").fill("Left the phone at home");
      await page.getByRole("button", { name: "Check in Salim" }).click();
      await page.locator(".toast").getByText("is checked in").waitFor();
      await page.locator("#visits").getByText("Salim Nasser").first().waitFor();
      await visit.look(page, where);
      // Nobody touched this window.
      await until("the other window knows", async () => Number(await figure(other.page, "in")) === before + 1);
      await other.context.close();

      const member = await visit.windowOf("student", where);
      await member.go("/member");
      await member.page.locator("#visits-today").getByText("In Gym").waitFor();
      await visit.look(member.page, `${where} member`);
      await member.page.getByRole("link", { name: "My card" }).click();
      await member.page.locator(".person-card .code-picture").waitFor();
      await visit.look(member.page, `${where} card`);
      await member.go("/member");
      await member.page.getByRole("link", { name: "Scan QR to Check-in" }).click();
      await member.page.waitForURL("**/scan");
      await member.context.close();

      await page.locator("#q").fill("Salim");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Check out Salim" }).click();
      await page.locator(".toast").getByText("is checked out").waitFor();
    },
  },
  {
    name: "refused scans and doubts are looked at",
    as: "receptionist",
    async run({ visit, page, go, where }) {
      await go("/reception");
      await page.locator("#to-look-at").getByText("Somebody else scanned with this device shortly before").waitFor();
      await page.locator("#to-look-at").getByRole("link", { name: "Show all" }).last().click();
      await page.waitForURL("**/scans?show=refused");
      await page.locator("table").getByText("An old code that was replaced").first().waitFor();
      await visit.look(page, where);
      await page.locator("#filter-name").fill("nobody of this name");
      await page.keyboard.press("Enter");
      await page.getByText("Nobody is called so.").waitFor();
    },
  },
];
