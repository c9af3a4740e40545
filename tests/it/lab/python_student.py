"""A student with Python and its file alone: no program of ours, urllib for a browser.

    python3 python_student.py SITE FOLDER

Does the ten exercises by what the pages say: forms are those of the pages, and commands are taken from the HTML and
typed into bash, in FOLDER. Prints the last line of the report.
"""

import html
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

SITE, FOLDER = sys.argv[1:]
BROWSER = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
TERMINAL = '<p class="shell">Terminal (Linux, macOS)</p>'
TOOL = "<summary>Avec le fichier Python (Linux, macOS)</summary>"
INSTEAD = "<summary>Sans navigateur graphique : curl à sa place (Linux, macOS)</summary>"


def get(path, form=None):
    data = form and urllib.parse.urlencode(form).encode()
    request = urllib.request.Request(SITE + path, data, {"Accept-Language": "fr"})
    try:
        answer = BROWSER.open(request)
    except urllib.error.HTTPError as refused:
        answer = refused
    return answer.read().decode().replace("\u202f", " ").replace("\u00a0", " ")


def commands(exercise, heading):
    """What is to be typed under a heading, in the order of the page."""
    parts = get(f"/tp/{exercise}").split(heading)[1:]
    return [html.unescape(re.search(r"<pre[^>]*><code>(.*?)</code>", it, re.S)[1]) for it in parts]


def start(command):
    return subprocess.Popen(["bash", "-c", command], cwd=FOLDER, stdout=subprocess.PIPE, text=True)


def run(command):
    """Types a command, and returns what it shows."""
    shell = start(command)
    shown, _ = shell.communicate(timeout=60)
    assert shell.returncode == 0, (command, shown)
    return shown


def predict(exercise, choice):
    page = get(f"/tp/{exercise}", {"action": "predict", "choice": choice, "reason": "pour voir"})
    assert "Observez maintenant" in page, page


def press(exercise, **fields):
    return get(f"/tp/{exercise}", {"action": "start", **fields})


def answer(exercise, **fields):
    page = get(f"/tp/{exercise}", {"action": "answer", **fields})
    assert "C’est juste" in page, page


def explain(exercise):
    page = get(f"/tp/{exercise}", {"action": "hand-in", "explanation": "voici pourquoi"})
    assert 'id="correction"' in page, page


def memory():
    predict(1, 1)
    without, home, kept = commands(1, TERMINAL)
    assert run(without) == "302\n"
    assert "Bonjour</h1>" in run(home)
    assert "Bonjour</h1>" not in run(kept)


def headers():
    predict(2, 0)
    press(2)
    seen = run(*commands(2, TERMINAL)).lower().splitlines()
    count = lambda start: str(sum(line.startswith(start) for line in seen))
    answer(2, set_cookie=count("< set-cookie: session="), cookie=count("> cookie: session="))


def reading():
    predict(3, 1)
    press(3)
    word = re.search(r'"mot": "(.*?)"', run(*commands(3, TOOL)))[1]
    answer(3, word=word)


def one_byte():
    predict(4, 2)
    links = re.findall(r'href="(/banc\?essai=[^"#]*)', get("/banc"))
    assert len(links) == 6, links
    for link in links:
        assert "Refusé au contrôle 2 sur 4 : signature" in get(link), link
    damaged, _ = commands(4, TERMINAL)
    assert "Bonjour</h1>" in run(damaged)
    # This site refuses what Flask takes.
    assert "signature juste" in run(*commands(4, TOOL))


def the_key():
    predict(5, 2)
    sign, send = commands(5, TOOL)
    assert run(sign).startswith("eyJ")
    assert "<h1>Bureau de la direction</h1>" in run(send)


def weak_key():
    predict(6, 0)
    run(commands(6, TERMINAL)[0])
    answer(6, key=run(*commands(6, TOOL)).split(" : ")[1].strip())


def two_clocks():
    press(7, lifetime="20")
    (show,) = commands(7, TERMINAL)
    left = re.search(r"reste (\d+)", run(show).replace("\u202f", " ").replace("\u00a0", " "))
    time.sleep(int(left[1]) + 1 if left else 0)
    assert "Périmé" in run(show)


def signed_out():
    predict(8, 0)
    assert "Bonjour</h1>" not in run(*commands(8, TERMINAL))
    assert "La copie a été acceptée" in get("/tp/8")


def cross_site():
    predict(9, 1)
    for same_site in ["Lax", "Strict"]:
        form = {"action": "set", "http_only": "1", "same_site": same_site, "lifetime": "2678400"}
        get("/reglages", form)
        assert run(*commands(9, INSTEAD)) == "302\n302\n403\n"
        assert f"<td>{same_site}</td>" in get("/tp/9")


def on_the_wire():
    predict(10, 0)
    relay, ask = commands(10, TOOL)
    # The port of the page may be another test's for a moment.
    for _ in range(120):
        listening = start("exec " + relay)
        if listening.stdout.readline().startswith("relais de 127.0.0.1:"):
            break
        listening.wait()
        time.sleep(0.5)
    try:
        run(ask)
        proof = next(it for it in listening.stdout if it.startswith("< x-tp-preuve: "))
    finally:
        listening.terminate()
        listening.wait()
    answer(10, proof=proof.split(": ")[1].strip())


def main():
    get("/tp")
    with open(f"{FOLDER}/flask_cookie.py", "w", encoding="utf-8") as file:
        file.write(urllib.request.urlopen(f"{SITE}/outil/flask_cookie.py").read().decode())
    predict(7, 0)
    tries = [memory, headers, reading, one_byte, the_key, weak_key, two_clocks, signed_out, cross_site, on_the_wire]
    for exercise, try_it in enumerate(tries, 1):
        try_it()
        explain(exercise)
    print(re.search(r"\d+ exercices? faits? sur 10", get("/tp/bilan"))[0])


if __name__ == "__main__":
    main()
