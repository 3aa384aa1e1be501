// Copies the minified libraries of the page, with their licences, to where the wheel takes them.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

const TO = "rcagraph/report/page/vendor";
const LIBRARIES = [
  ["d3", "dist/d3.min.js", "d3.min.js", "LICENSE"],
  ["@observablehq/plot", "dist/plot.umd.min.js", "plot.umd.min.js", "LICENSE"],
  ["cytoscape", "dist/cytoscape.min.js", "cytoscape.min.js", "LICENSE"],
];

mkdirSync(TO, { recursive: true });
const licences = LIBRARIES.map(([name, from, to, licence]) => {
  copyFileSync(`node_modules/${name}/${from}`, `${TO}/${to}`);
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  const text = readFileSync(`node_modules/${name}/${licence}`, "utf8").trim();
  return `${name} ${version} (${to})\n\n${text}\n`;
});
writeFileSync(`${TO}/LICENCES.txt`, licences.join("\n\n"));
