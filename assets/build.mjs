// Bundles scripts and styles into dist/: hashed names, compressed twins, and a manifest of which is which.
//   node build.mjs            writes dist/
// Styles come in the order of the cascade layers; what a page or a component of src/web needs stands in its own folder.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build, transform } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const web = join(here, "..", "src", "web");
const dist = join(here, "dist");
const target = ["chrome123", "firefox128", "safari17.5"];

/** All files below a folder, by name, so that every machine bundles the same bytes. */
function files(folder, wanted) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** The whole style sheet as one text, each part in its layer. */
function styles() {
  const css = (name) => readFileSync(join(here, "css", name), "utf8");
  const own = files(web, (name) => name === "style.css");
  const isComponent = (path) => relative(web, path).split(sep)[0] === "components";
  const read = (paths) => paths.map((path) => readFileSync(path, "utf8")).join("\n");
  const layer = (name, text) => (text.trim() ? `@layer ${name} {\n${text}\n}` : "");
  // The last layer is the sheet for paper.
  return [
    "@layer reset, tokens, base, components, pages, print;",
    layer("reset", css("reset.css")),
    layer("tokens", css("tokens.css")),
    layer("base", css("base.css")),
    layer("components", read(files(join(here, "css", "components"), (name) => name.endsWith(".css")))),
    layer("components", read(own.filter(isComponent))),
    layer("pages", read(own.filter((path) => !isComponent(path)))),
    layer("print", css("print.css")),
  ].join("\n");
}

/** ZXing's program, of the very version that the script was written for: with another one it reads beyond its memory. */
function readerProgram() {
  const ofDetector = createRequire(createRequire(import.meta.url).resolve("barcode-detector/ponyfill"));
  const bytes = readFileSync(ofDetector.resolve("zxing-wasm/reader/zxing_reader.wasm"));
  const { ZXING_WASM_SHA256: expected } = ofDetector("zxing-wasm/reader");
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== expected) throw new Error(`zxing_reader.wasm is not the one that barcode-detector asks for: ${found}`);
  return bytes;
}

/** The typefaces of names in pictures that the program itself draws: no browser fetches them. */
const typefaces = [
  "noto-sans/400Regular/NotoSans_400Regular.ttf",
  "noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf",
  "noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf",
];

/** Refuses what would break right-to-left pages. */
function refusePhysical(text) {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, "");
  const found = bare.match(/[^\n]*(?<![-\w])(?:(?:margin|padding|border)-)?(?:left|right)(?![-\w])[^\n]*/);
  if (found) throw new Error(`left or right in a style: use logical properties\n  ${found[0].trim()}`);
}

function write(name, bytes) {
  writeFileSync(join(dist, name), bytes);
  writeFileSync(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const br = brotliCompressSync(bytes, { params });
  writeFileSync(join(dist, `${name}.br`), br);
  console.log(`${name.padEnd(28)} ${String(bytes.length).padStart(7)} bytes, ${String(br.length).padStart(6)} as br`);
}

const manifest = {};
function hashed(name, content) {
  const bytes = Buffer.from(content);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const dot = name.lastIndexOf(".");
  manifest[name] = `${name.slice(0, dot)}-${hash}${name.slice(dot)}`;
  write(manifest[name], bytes);
}

async function main() {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  const css = styles();
  refusePhysical(css);
  hashed("app.css", (await transform(css, { loader: "css", minify: true, target })).code);

  const bundle = (entry, format) =>
    build({ entryPoints: [join(here, "js", entry)], bundle: true, minify: true, format, target, write: false, legalComments: "none" })
      .then((result) => result.outputFiles[0].text);
  hashed("app.js", await bundle("main.js", "iife"));
  // The meeting room's own, with LiveKit's client: loaded on its page alone.
  hashed("room.js", await bundle("room/main.js", "iife"));
  // The scanner, and what reads codes where the platform does not, loaded when it is needed.
  hashed("scan.js", await bundle("scan/main.js", "iife"));
  hashed("zxing.js", await bundle("scan/zxing.js", "esm"));
  hashed("zxing.wasm", readerProgram());
  for (const name of ["icon-192.png", "icon-512.png", "icon-maskable.png", "icon-apple.png"]) hashed(name, readFileSync(join(here, "icons", name)));
  hashed("favicon.svg", readFileSync(join(here, "favicon.svg"), "utf8"));
  // The worker keeps its name: browsers look for a new one under the same address. It learns the hashed names here.
  const worker = (await bundle("offline-worker.js", "iife"))
    .replace(/__CSS__/g, manifest["app.css"]).replace(/__ICON__/g, manifest["favicon.svg"])
    .replace(/__APP_ICON__/g, manifest["icon-192.png"]);
  manifest["service-worker.js"] = "service-worker.js";
  write("service-worker.js", Buffer.from(worker));
  for (const path of typefaces) {
    writeFileSync(join(dist, basename(path)), readFileSync(join(here, "node_modules", "@expo-google-fonts", path)));
  }
  writeFileSync(join(dist, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

await main();
