#!/usr/bin/env python3
"""Words per stage of each exercise, as a student meets them: what stands on the page, commands left out.

    python3 tests/bench/words.py PROGRAM [OTHER_PROGRAM]

Starts `serve --lab` of each program, predicts every exercise, and counts the words of the question and its
answers (predict), of the steps and of what the server saw (observe), and of the hints. With two programs the last column
is how many words of the observe stage the second one has for a hundred of the first.
"""

import html
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request


def text(fragment):
    """The words of a piece of HTML that are read, without the commands that are pasted."""
    fragment = re.sub(r"<pre.*?</pre>|<textarea.*?</textarea>|<option.*?</option>", " ", fragment, flags=re.S)
    fragment = re.sub(r'<span class="hidden">.*?</span>|<summary>.*?</summary>', " ", fragment, flags=re.S)
    fragment = re.sub(r'<p class="shell">.*?</p>|<p class="flash.*?</p>', " ", fragment, flags=re.S)
    words = html.unescape(re.sub(r"<[^>]*>", "", fragment.replace("<", " <"))).split()
    return sum(any(letter.isalnum() for letter in word) for word in words)


def between(page, start, end):
    return page.partition(start)[2].partition(end)[0]


def stages(opener, site, exercise):
    address = f"{site}/tp/{exercise}?lang=fr"
    page = opener.open(address).read().decode()
    predict = text(between(page, "<fieldset", "</fieldset>").partition(">")[2])
    form = {"action": "predict", "choice": "0", "reason": "pour voir"}
    opener.open(address, urllib.parse.urlencode(form).encode()).read()
    page = opener.open(address).read().decode()
    observe = between(page, '<ol class="observe">', "</ol>")
    seen = between(page, '<ul class="facts">', "</ul>")
    hints = between(page, 'id="hints"', "</section>").partition("<summary>Recommencer")[0]
    return predict, text(observe), text(seen), text("<p" + hints)


def measure(program):
    command = [program, "serve", "--port", "0", "--lab"]
    folder = tempfile.TemporaryDirectory()
    server = subprocess.Popen(
        command,
        env={**os.environ, "XDG_DATA_HOME": folder.name},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        site = server.stdout.readline().split()[-1]
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        return [stages(opener, site, exercise) for exercise in range(1, 11)]
    finally:
        server.terminate()
        server.wait()
        folder.cleanup()


def main():
    all_counts = [measure(program) for program in sys.argv[1:3]]
    print("TP  predict  steps  seen  hints" + "   | the other: the same, steps for a hundred" * (len(all_counts) - 1))
    for number, rows in enumerate(zip(*all_counts), 1):
        line = f"{number:2}" + "   |".join("  %7d  %5d  %4d  %5d" % row for row in rows)
        if len(rows) == 2:
            line += f"  {100 * rows[1][1] // max(rows[0][1], 1):3d} %"
        print(line)
    totals = [sum(row[1] for row in counts) for counts in all_counts]
    print("steps in all:", *totals)


if __name__ == "__main__":
    main()
