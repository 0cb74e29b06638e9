// Ways without a camera: the text of a code, or a photo of one.
import { find, say } from "./page.js";
import { detector } from "./detector.js";

/** `scan(code)` gets what was typed or read. */
export function startTyped(scan) {
  const field = find("scan-code");
  find("scan-code-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const code = field.value.trim();
    if (!code) return field.focus();
    field.value = "";
    await scan(code);
  });
  find("scan-photo").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (!file) return;
    find("scan-photo-state").textContent = say("reading");
    try {
      const picture = await createImageBitmap(file);
      const [code] = await (await detector()).detect(picture);
      picture.close();
      find("scan-photo-state").textContent = code ? "" : say("noCode");
      if (code) await scan(code);
    } catch {
      find("scan-photo-state").textContent = say("noPicture");
    }
  });
}
