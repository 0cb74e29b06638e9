// Lessons of one learner: one who only listens, and one who does not come, which an admin ends by marking them absent.
import { must } from "../lib.mjs";
import { PHONE_HELD, sit } from "./seat.mjs";

export async function together(visit) {
  const admin = await sit(visit, "admin", "alone-1", { allowed: [409] });
  const learner = await sit(visit, "student", "alone-1", { ...PHONE_HELD, allowed: [409] });
  await admin.enter();
  const absent = admin.page.locator(".stage-tools [commandfor=room-absent]");
  await admin.page.locator(".stage-tools summary").click();
  await absent.waitFor();
  await learner.enter("#door-listen");
  await admin.sees(2);
  await admin.watches(1);
  await admin.page.locator("#stage-tiles .tile-initial").getByText("S", { exact: true }).waitFor();
  await absent.waitFor({ state: "hidden" });
  must(await admin.page.locator(".stage-tools [commandfor=room-complete]").isVisible(), "the lesson can still be completed");
  await learner.press("leave");
  await learner.isOut("You have left.");
  await admin.sees(1);
  must(await absent.isHidden(), "whoever was there is not absent");
  await admin.close();
  await learner.close();
}

export async function missed(visit) {
  const admin = await sit(visit, "admin", "missed-1", { allowed: [409] });
  await admin.enter();
  await admin.page.locator(".stage-tools summary").click();
  await admin.page.getByRole("button", { name: "Mark absent" }).first().click();
  const dialog = admin.page.locator("#room-absent");
  must((await dialog.locator("h2").textContent()).includes("Zaid"), "it is said who is marked");
  await dialog.getByRole("button", { name: "Mark absent" }).click();
  await admin.isOut("This lesson is over.");
  await admin.close();
}
