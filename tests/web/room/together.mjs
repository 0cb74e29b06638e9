// A lesson of one learner who only listens; an admin ends it by marking them absent.
import { must } from "../lib.mjs";
import { PHONE_HELD, sit } from "./seat.mjs";

export async function together(visit) {
  const admin = await sit(visit, "admin", "alone-1", { allowed: [409] });
  const learner = await sit(visit, "student", "alone-1", { ...PHONE_HELD, allowed: [409] });
  await admin.enter();
  await learner.enter("#door-listen");
  await admin.sees(2);
  await admin.watches(1);
  await admin.page.locator("#stage-tiles .tile-initial").getByText("S", { exact: true }).waitFor();
  await admin.page.locator(".stage-tools summary").click();
  await admin.page.getByRole("button", { name: "Mark absent" }).first().click();
  const dialog = admin.page.locator("#room-absent");
  must((await dialog.locator("h2").textContent()).includes("Salim"), "it is said who is marked");
  await dialog.getByRole("button", { name: "Mark absent" }).click();
  await Promise.all([admin.isOut("This lesson is over."), learner.isOut("This lesson is over.")]);
  await admin.close();
  await learner.close();
}
