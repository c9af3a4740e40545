"""The tables of tests/bench/results: goals beside figures, even where these fall short.

The README has a few of the figures, without the goals.
"""

import statistics

from common import ROOT

BEGIN = "<!-- speed: `tests/bench/run` writes these lines -->"
END = "<!-- end of speed -->"
PLOT = "![How cost grows](growth.svg)"


def markdown(measured):
    """Every goal with the measured figure, then how cost grows."""
    lines = [
        f"Measured on {measured['date']} in one run: {measured['machine']}; each side on one core,",
        "the load on the other. Ratios are minimum / **median** / maximum over the rounds.",
        "",
        "| work | against | goal | ours | theirs | ratio | |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *(row(measured, *goal) for goal in GOALS),
        single(
            "an idle connection, of 10,000",
            "≤ 8 KiB",
            f"{measured['idle_connection_bytes'] / 1024:,.1f} KiB",
            measured["idle_connection_bytes"] <= 8 * 1024,
        ),
        single(
            "release binary",
            "≤ 11 MiB",
            size(measured["binary_bytes"]),
            measured["binary_bytes"] <= 11 * 2**20,
        ),
        cold_start(measured["cold_start"]),
        "",
        *growth(measured),
    ]
    return "\n".join(lines) + "\n"


def row(measured, key, work, against, goal_text, goal, show):
    figure = measured[key]
    low, middle, high = spread(figure["ratios"])
    ours, theirs = (show(statistics.median(figure[side])) for side in ("ours", "theirs"))
    ratio = f"{number(low)} / **{number(middle)}** / {number(high)}"
    met = "" if goal is None else mark(middle >= goal)
    return f"| {work} | {against} | {goal_text} | {ours} | {theirs} | {ratio} | {met} |"


def spread(values):
    return min(values), statistics.median(values), max(values)


def single(work, goal, ours, is_met):
    return f"| {work} | – | {goal} | {ours} | – | – | {mark(is_met)} |"


def cold_start(seconds):
    low, middle, high = (f"{value * 1000:.1f}" for value in spread(seconds))
    text = f"{low} / **{middle}** / {high} ms"
    is_met = statistics.median(seconds) <= 0.05
    return single("`serve` from exec to its first answer", "≤ 50 ms", text, is_met)


def mark(is_met):
    return "✓" if is_met else "short of it"


def number(value):
    return f"{value:,.2f}" if value < 10 else f"{value:,.0f}"


def per_second(value):
    return f"{value:,.0f}/s"


def milliseconds(value):
    return f"{value * 1000:,.2f} ms"


def microseconds(value):
    return f"{value * 1e6:,.2f} µs"


def size(value):
    return f"{value / 2**20:,.1f} MiB"


HOME = "signed-in `GET /`, requests/s"
GOALS = (
    (
        "requests_per_bare_hyper_one_thread",
        HOME,
        "bare hyper, one thread, a constant page of that size",
        "≥ 0.75",
        0.75,
        per_second,
    ),
    (
        "requests_per_bare_hyper",
        "the same",
        "bare hyper, tokio's usual threads",
        "–",
        None,
        per_second,
    ),
    ("requests_per_flask", "the same", "Flask under gunicorn, one worker", "–", None, per_second),
    (
        "tp_per_home",
        "the same in a class (`--lab`, with a `tp` cookie)",
        "ours without a class",
        "≥ 0.9",
        0.9,
        per_second,
    ),
    (
        "inspector_per_home",
        "`/inspecteur` in a class, another session each time",
        "our `/` there",
        "≥ 0.4",
        0.4,
        per_second,
    ),
    (
        "exchanges_per_home",
        "`/echanges` in a class, 20 exchanges, one of them new",
        "our `/` there",
        "≥ 0.12",
        0.12,
        per_second,
    ),
    (
        "inspector_per_flask",
        "`/inspecteur`",
        "Flask and Jinja2, a page of that size, as many values",
        "≥ 15 ×",
        15,
        per_second,
    ),
    ("exchanges_per_flask", "`/echanges`", "the same", "≥ 15 ×", 15, per_second),
    ("bench_per_flask", "`POST /banc`", "the same", "≥ 15 ×", 15, per_second),
    ("exercise_per_flask", "`/tp/4`", "the same", "≥ 15 ×", 15, per_second),
    (
        "rendering",
        "rendering 1,000 teachers, a KiB",
        "Jinja2, three values a row",
        "≥ 12 ×",
        12,
        microseconds,
    ),
    (
        "many_cookies_per_ring",
        "`decode-cookie --json -` with a key, per line of a million, one core",
        "ring's HMAC-SHA1 of the same lines",
        "≥ 1/2.2",
        1 / 2.2,
        microseconds,
    ),
    ("many_cookies", "the same", "`itsdangerous` `loads` in a loop", "–", None, microseconds),
    (
        "many_cookies_as_flask",
        "the same",
        "the same with Flask's serializer",
        "–",
        None,
        microseconds,
    ),
    (
        "one_cookie",
        "`decode-cookie`, one cookie, whole process",
        "`flask-unsign --decode`",
        "≥ 200 ×",
        200,
        milliseconds,
    ),
    (
        "wordlist",
        "`decode-cookie --wordlist`, all cores, whole process",
        "`flask-unsign --unsign`",
        "≥ 20 ×",
        20,
        milliseconds,
    ),
    (
        "memory",
        "memory of `serve` after a million requests",
        "gunicorn with one worker",
        "≤ 1/4",
        4,
        size,
    ),
    ("memory_of_its_own", "of that, what no file backs", "the same", "–", None, size),
    (
        "memory_of_a_class",
        "memory of `serve` after the practical of 200 students",
        "the same",
        "≤ 1/4",
        4,
        size,
    ),
)


def growth(measured):
    """Three small tables."""
    yield from heading("open connections", "requests/s", "memory")
    for count, rate, memory in measured["by_connections"]:
        yield f"| {count:,} | {rate:,.0f} | {size(memory)} |"
    yield ""
    yield from heading("lines", "one core", "two cores", "memory")
    for count, one, every, memory in measured["by_lines"]:
        yield f"| {count:,} | {one:.3f} s | {every:.3f} s | {size(memory)} |"
    yield ""
    yield from heading("bytes of the page", "time a request")
    for length, time in measured["by_page"]:
        yield f"| {length:,} | {time:,.1f} µs |"


def heading(*names):
    yield "| " + " | ".join(names) + " |"
    yield "|" + " --- |" * len(names)


IN_README = (
    ("requests_per_flask", "signed-in `GET /`, one core", "Flask under gunicorn", per_second),
    ("inspector_per_flask", "`/inspecteur`, one core", "Flask and Jinja2", per_second),
    ("many_cookies", "a line of `decode-cookie -`", "itsdangerous", microseconds),
    ("one_cookie", "`decode-cookie`, whole process", "flask-unsign", milliseconds),
    ("wordlist", "`decode-cookie --wordlist`", "flask-unsign", milliseconds),
    ("memory", "memory after a million requests", "gunicorn", size),
)


def for_readme(measured):
    """Six rows at most: what the work costs here and elsewhere."""
    yield from heading("work", "here", "beside it", "")
    for key, work, against, show in IN_README:
        figure = measured[key]
        ours, theirs = (show(statistics.median(figure[side])) for side in ("ours", "theirs"))
        ratio = number(statistics.median(figure["ratios"]))
        yield f"| {work} | {ours} | {theirs} ({against}) | {ratio} × |"


def put_into(path, written):
    """Replaces the text between the two marks."""
    before, rest = path.read_text().split(BEGIN)
    _, after = rest.split(END)
    path.write_text(f"{before}{BEGIN}\n{written}\n{END}{after}")


def write_all(measured):
    """The page of all figures, and the README's few."""
    put_into(ROOT / "tests/bench/results/README.md", f"{markdown(measured)}\n{PLOT}")
    put_into(ROOT / "README.md", "\n".join(for_readme(measured)))
