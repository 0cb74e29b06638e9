// A lesson from the door to its end: a teacher at a desk, a student with a phone.
import { must, PHONE, until } from "../lib.mjs";
import { PATIENCE, PHONE_HELD, sit } from "./seat.mjs";

const HOSTILE = "<img src=x onerror=alert(1)> \u202eالسلام";

// Once it is over, asking to come in is refused.
const OVER = [409];

export async function held(visit) {
  const teacher = await sit(visit, "teacher", "held-1", { allowed: OVER });
  const student = await sit(visit, "student", "held-1", { ...PHONE_HELD, allowed: OVER });
  await door(visit, teacher, student);
  await Promise.all([teacher.enter(), student.enter()]);
  for (const one of [teacher, student]) {
    await one.sees(2);
    await one.watches(2);
    await one.hears(1);
  }
  await looks(visit, teacher, student);
  await losesTheNetwork(student);
  await talks(teacher, student);
  await raises(teacher, student);
  await tellsTheMissing(teacher, student);
  await keepsOrder(visit, teacher, student);
  await elsewhere(visit, teacher, student);
  await ends(teacher, student);
  await teacher.close();
  await student.close();
}

async function door(visit, teacher, student) {
  const { page } = teacher;
  await page.getByText("Attendance is recorded:").waitFor();
  await page.locator(".door-people").getByText("Salim <b>Nasser</b>").waitFor();
  await until("the own picture moves", () => page.evaluate(() => document.querySelector("#door-video").videoWidth > 0), PATIENCE);
  await until("the level rises", () => page.evaluate(() => document.querySelector("#door-level").value > 0), PATIENCE);
  const told = await student.page.locator(".door-people li").allTextContents();
  must(told.length === 3 && told[2].replace(/[\u2068\u2069]/g, "") === "and 3 more learners", `a student is told of nobody else by name: ${told}`);
  await page.click("#door-camera");
  await page.getByText("Your camera is off.").waitFor();
  await page.reload();
  await page.getByText("Your camera is off.").waitFor();
  await page.click("#door-camera");
  await until("the camera is on again", () => page.locator("#door-video").isVisible(), PATIENCE);
  await visit.look(page, teacher.where);
  await visit.look(student.page, student.where);
  await visit.measure(student.page, student.where, PHONE);
}

async function looks(visit, teacher, student) {
  await visit.look(teacher.page, `${teacher.where}, in the room`);
  await visit.look(student.page, `${student.where}, in the room`);
  await visit.measure(student.page, student.where, PHONE);
  must(await student.page.locator("#control-share").isHidden(), "students do not share the screen unless the policy says so");
  must(await teacher.page.locator("#control-share").isVisible(), "the teacher may");
  await teacher.page.locator("#stage-tiles[data-view=pair]").waitFor();
  await isSmall(teacher.page);
  await until("on a phone two stand above each other", async () => (await student.page.getAttribute("#stage-tiles", "data-view")) === "grid", PATIENCE);
  // The keys, and what they say.
  await teacher.page.locator("#room-stage").focus();
  await teacher.page.keyboard.press("c");
  await student.watches(1);
  await teacher.page.keyboard.press("c");
  await student.watches(2);
  await teacher.page.click("#stage-view");
  await teacher.page.locator("#stage-tiles[data-view=speaker] .large").waitFor();
  await isSmall(teacher.page);
  await teacher.page.click("#stage-view");
}

/** The picture that is not the large one is a small one of its own form. */
async function isSmall(page) {
  const { width, height } = await page.locator("#stage-tiles > :not(.large)").evaluate((one) => one.getBoundingClientRect().toJSON());
  must(width < 300 && Math.abs(width / height - 16 / 9) < 0.05, `a small picture is ${width} by ${height}`);
}

/** A phone that loses its network says so at once, in one line that moves nothing. */
async function losesTheNetwork({ page }) {
  const boxes = () => page.evaluate(() => ["#stage-state", "#stage-tiles"].map((one) => document.querySelector(one).getBoundingClientRect().toJSON()));
  const [, before] = await boxes();
  await page.evaluate(() => dispatchEvent(new Event("offline")));
  await page.locator("#stage-state").getByText("Connection lost. Reconnecting…").waitFor();
  const [strip, after] = await boxes();
  must(strip.height > 0 && strip.height < 40, `it is a line: ${strip.height} px`);
  must(before.top === after.top && before.height === after.height, "the pictures stay where they are");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await until("nothing is said any more", async () => (await page.textContent("#stage-state")) === "", PATIENCE);
}

async function talks(teacher, student) {
  await student.press("chat");
  await student.page.fill("#chat-text", HOSTILE);
  await student.page.keyboard.press("Enter");
  await teacher.page.locator("#control-chat .control-badge").getByText("1").waitFor();
  await teacher.press("chat");
  const got = teacher.page.locator("#chat-messages .message-text").last();
  must((await got.textContent()) === "<img src=x onerror=alert(1)> السلام", "it is text, without what turns it round");
  must((await teacher.page.locator("#chat-messages bdi").last().textContent()) === "Salim <b>Nasser</b>", "the name is text");
  await teacher.page.fill("#chat-text", "Open page 12, please.");
  await teacher.page.click("#chat-form button");
  await student.page.locator("#chat-messages").getByText("Open page 12, please.").waitFor();
  await student.page.click("#side-close");
}

async function raises(teacher, student) {
  await student.press("hand");
  await teacher.page.locator("#stage-tiles .tile-hand:not([hidden])").waitFor();
  await teacher.press("people");
  await teacher.row("Salim").getByRole("button", { name: "Lower hand" }).click();
  await until("the hand is down", async () => (await student.page.getAttribute("#control-hand", "aria-pressed")) === "false", PATIENCE);
}

async function tellsTheMissing(teacher, student) {
  const { page } = teacher;
  const missing = page.locator("#missing-list > li", { hasText: "Zaid Amir" });
  must((await page.locator("#missing-list > li").count()) === 3, "three are missing");
  await missing.locator("summary").click();
  const mail = await missing.locator("a").getAttribute("href");
  must(mail.startsWith("mailto:zaid%40academy.example?") && decodeURIComponent(mail).includes("/sessions/held-1/room"), `the message is made ready: ${mail}`);
  must((await missing.locator("a").getAttribute("target")) === "_blank", "writing a message leaves the page where it is");
  // What Chromium tells a page whose link opens the mail program: nobody is thrown out by it.
  await page.evaluate(() => dispatchEvent(new Event("beforeunload")));
  must((await missing.locator("a").count()) === 1 && decodeURIComponent(mail).includes("waiting for you."), `they are not told of themselves by name: ${mail}`);
  await missing.getByText("Copy message to").click();
  await missing.getByText("Told at").waitFor();
  must((await page.evaluate(() => navigator.clipboard.readText())).includes("/sessions/held-1/room"), "it is copied");
  must(await page.locator("#room-stage").isVisible(), "the teacher is in the room still");
  await student.press("people");
  must((await student.page.locator("#missing-list > li").count()) === 0, "a student is told of nobody who is missing");
  must((await student.page.locator(".person-tools, .person-tell").count()) === 0, "and moderates nobody");
  await student.page.click("#side-close");
}

async function keepsOrder(visit, teacher, student) {
  const mute = teacher.row("Salim").locator(".person-mute");
  const symbol = () => mute.locator("use").getAttribute("href");
  await until("whoever is heard is shown so", async () => (await symbol()) === "#i-mic", PATIENCE);
  for (const button of await teacher.row("Salim").locator(".person-tools button:visible").all()) {
    const { width, height } = await button.boundingBox();
    must(width >= 44 && height >= 44, `a thumb needs more than ${width} by ${height}`);
  }
  // A note stands there for some seconds only.
  await Promise.all([
    student.noted("Your microphone was turned off"),
    teacher.noted("is muted"),
    mute.and(teacher.page.getByRole("button", { name: "Mute" })).click(),
  ]);
  await until("it shows as off", async () => (await student.page.getAttribute("#control-microphone", "aria-pressed")) === "false", PATIENCE);
  await until("it shows that they are muted", async () => (await symbol()) === "#i-mic-off" && mute.isDisabled(), PATIENCE);
  await student.press("microphone");
  await teacher.hears(1);
  await teacher.row("Salim").getByRole("button", { name: "Remove" }).click();
  const removal = teacher.page.locator("#room-removal");
  await removal.waitFor();
  await visit.look(teacher.page, `${teacher.where}, asked`);
  await Promise.all([teacher.noted("was removed"), removal.getByRole("button", { name: "Remove" }).click()]);
  await student.isOut("You were removed from the room.");
  await teacher.sees(1);
  must((await teacher.page.locator("#stage-notes").getByText("has left").count()) === 0, "removing somebody is told once");
  await teacher.page.locator("#stage-alone").getByText("has left. Nobody else is here now.").waitFor();
  await student.page.click("#ended-again");
  await student.isIn();
  await teacher.sees(2);
}

async function elsewhere(visit, teacher, student) {
  const second = await sit(visit, "student", "held-1");
  await second.enter("#door-listen");
  await student.isOut("You entered somewhere else.");
  await teacher.sees(2);
  await second.press("leave");
  await second.isOut("You have left.");
  await second.close();
  await teacher.sees(1);
  await teacher.keepsNoVoice();
  await student.page.click("#ended-again");
  await student.isIn();
  await teacher.sees(2);
}

async function ends(teacher, student) {
  await teacher.page.locator(".stage-tools summary").click();
  await teacher.page.getByRole("button", { name: "Complete session" }).first().click();
  await teacher.page.locator("#room-complete").getByRole("button", { name: "Complete session" }).click();
  await Promise.all([teacher.isOut("This lesson is over."), student.isOut("This lesson is over.")]);
  must(await student.page.locator("#ended-again").isHidden(), "nobody enters what is over");
  await student.page.reload();
  await student.page.getByText("This lesson is over.").waitFor();
  must((await student.page.locator("#room").count()) === 0, "there is no door any more");
  await student.page.getByRole("link", { name: "Page of the lesson" }).click();
  await student.page.locator("h1").waitFor();
}
