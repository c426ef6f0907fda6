// Writes static/nhsuk-frontend/: the compiled stylesheet and the script, both without source maps, named by version so
// that a browser may keep them for ever. Run `npm ci --ignore-scripts && npm run build` in a copy of this folder.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(process.argv[2] ?? join(here, "../../static/nhsuk-frontend"));
const source = join(here, "node_modules/nhsuk-frontend");
const { version } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));

const { css } = compile(join(here, "concordat.scss"), {
  style: "compressed",
  loadPaths: [join(here, "node_modules")],
  quietDeps: true,
});
for (const word of ["http:", "https:", "Frutiger", "@font-face"]) {
  if (css.replaceAll("http://www.w3.org/", "").includes(word)) {
    throw new Error(`The stylesheet contains ${word}: it must use the system's fonts and no outside address.`);
  }
}
mkdirSync(join(target, "images"), { recursive: true });
writeFileSync(join(target, `nhsuk-frontend-${version}.min.css`), css);
for (const [, image] of css.matchAll(/url\("images\/([^"]+)"\)/g)) {
  copyFileSync(join(source, "dist/nhsuk/assets/images", image), join(target, "images", image));
}

const script = readFileSync(join(source, "dist/nhsuk/nhsuk-frontend.min.js"), "utf8");
writeFileSync(join(target, `nhsuk-frontend-${version}.min.js`), script.replace(/\/\/# sourceMappingURL=.*\s*$/, "\n"));
console.log(`nhsuk-frontend ${version}: ${css.length} characters of stylesheet`);
