#!/usr/bin/env python3
"""Writes debian/copyright: the licences of this program and of every crate that is linked into it.

    copyright.py TARGET >copyright

What is linked in is what `cargo tree` lists for the target; each licence text is the one that comes with
the crate, and is written once.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

TARGET = sys.argv[1]
OURS = "flask-session-demo"
YEAR_AND_HOLDER = re.compile(
    r"^\W*Copyright\s*(?:\(c\)|©)?\s*(\d{4}.*)", re.IGNORECASE | re.MULTILINE)
# Debian's machines have these texts.
COMMON = {
    "Apache-2.0": "/usr/share/common-licenses/Apache-2.0",
    "MPL-2.0": "/usr/share/common-licenses/MPL-2.0",
}


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def linked():
    """The packages in the program, as `cargo metadata` describes them."""
    tree = run("cargo", "tree", "--locked", "--edges", "normal", "--prefix", "none",
               "--format", "{p}", "--target", TARGET)
    names = {tuple(line.split()[:2]) for line in tree.splitlines() if line}
    metadata = json.loads(run("cargo", "metadata", "--locked", "--format-version", "1",
                              "--filter-platform", TARGET))
    found = [it for it in metadata["packages"] if (it["name"], f"v{it['version']}") in names]
    assert len(found) == len(names), names
    return sorted(found, key=lambda package: package["name"])


def texts(package):
    """The licence texts of a package: of several to choose from, that of MIT."""
    folder = Path(package["manifest_path"]).parent
    files = sorted(folder.glob("[Ll][Ii][Cc][Ee][Nn][SsCc][Ee]*")) + sorted(folder.glob("COPYING*"))
    files = [file for file in files if file.is_file()]
    mit = [file for file in files if "mit" in file.name.lower()]
    if "MIT" in licence(package).split():
        files = mit or files
    return [common(file.read_text(encoding="utf-8").strip()) for file in files]


def common(text):
    """Debian wants no copy of the texts that it has."""
    if re.search(r"Apache License\s+Version 2\.0", text):
        return f"On Debian systems, the text is in {COMMON['Apache-2.0']}."
    return text


def licence(package):
    """In Debian's words; of several to choose from, MIT."""
    given = (package["license"] or "").replace("/", " OR ")
    if " OR " in given and "MIT" in re.split(r"\W+", given) and " AND " not in given:
        return "MIT"
    return given.replace(" OR ", " or ").replace(" AND ", " and ").replace("(", "").replace(")", "")


def holders(package, found):
    named = {match.strip(" .") for text in found for match in YEAR_AND_HOLDER.findall(text)}
    named = {name for name in named if "yyyy" not in name and "[" not in name}
    return sorted(named) or package["authors"] or [f"the {package['name']} authors"]


def indented(text):
    return "\n".join(f" {line.rstrip()}" if line.strip() else " ." for line in text.splitlines())


def main():
    bodies = {}
    paragraphs = []
    for package in linked():
        found = texts(package)
        name = licence(package)
        if not found and name in COMMON:
            found = [f"On Debian systems, the text is in {COMMON[name]}."]
        # Without a text of its own, a crate has that of its licence elsewhere in this file.
        for text in found:
            bodies.setdefault(name, {}).setdefault(re.sub(r"\s+", " ", text), (text, []))[1].append(
                package["name"])
        bodies.setdefault(name, {})
        files = "*" if package["name"] == OURS else f"vendor/{package['name']}-{package['version']}/*"
        paragraphs.append((package["name"] != OURS, f"Files: {files}\nCopyright: " + "\n  ".join(
            holders(package, found)) + f"\nLicense: {name}\n"))
    print("Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/")
    print(f"Upstream-Name: {OURS}")
    print(f"Source: {homepage()}")
    print("Comment: `vendor/` stands for the crates that are linked into the program.\n")
    for _, paragraph in sorted(paragraphs):
        print(paragraph)
    print(passwords())
    for package in linked():
        print(bundled(package), end="")
    for name, found in sorted(bodies.items()):
        print(f"License: {name}")
        for text, users in found.values():
            print(indented(f"The text that comes with {', '.join(users)}:\n\n{text}\n"))
            print(" .")
        if not found:
            print(" See the texts of the licences that it names.")
        print()


def bundled(package):
    """The C libraries that two crates bring along and compile."""
    folder = Path(package["manifest_path"]).parent
    files = f"Files: vendor/{package['name']}-{package['version']}"
    if package["name"] == "libz-sys":
        text = (folder / "src/zlib/LICENSE").read_text(encoding="utf-8")
        holder = re.search(r"\(C\) (\d{4}.*)", text)[1]
        return f"{files}/src/zlib/*\nCopyright: {holder}\nLicense: zlib\n{indented(text)}\n\n"
    if package["name"] == "libsqlite3-sys":
        return (f"{files}/sqlite3/*\nCopyright: none\nLicense: public-domain\n"
                " The authors of SQLite disclaim copyright to its source code.\n\n")
    return ""


def passwords():
    """The lists of passwords come from two other programs."""
    notes = Path("assets/passwords/COPYRIGHT").read_text(encoding="utf-8")
    holders = ["Django Software Foundation and individual contributors"] + YEAR_AND_HOLDER.findall(notes)
    return ("Files: assets/passwords/*\nCopyright: " + "\n  ".join(holders)
            + f"\nLicense: BSD-3-Clause and MIT\n{indented(notes)}\n")


def homepage():
    text = Path("Cargo.toml").read_text(encoding="utf-8")
    return re.search(r'^repository = "(.*)"', text, re.MULTILINE)[1]


main()
