// A file chosen in `<input type="file" data-file-into="ID">` is read into that text field; it is sent as text, so that pasting does the
// same without script. Fields that need script are shown with it: `data-with-script`.
import { each } from "./page.js";

/** Spreadsheets save text in the old encoding of the system's language where it is not Unicode. */
const older = { ar: "windows-1256", ru: "windows-1251" };

function decoded(bytes) {
  const marks = { "255,254": "utf-16le", "254,255": "utf-16be" };
  const wide = marks[String(bytes.subarray(0, 2))];
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(older[document.documentElement.lang] ?? "windows-1252").decode(bytes);
  }
}

each("[data-with-script]", (element) => { element.hidden = false; });

document.addEventListener("change", async (event) => {
  const into = event.target.dataset?.fileInto && document.getElementById(event.target.dataset.fileInto);
  const file = event.target.files?.[0];
  if (!into || !file) return;
  into.value = decoded(new Uint8Array(await file.arrayBuffer()));
  into.dispatchEvent(new Event("input", { bubbles: true }));
});
