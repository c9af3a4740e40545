"""Microseconds a KiB that Jinja2 takes for a table: jinja.py ROWS, with three values in each row."""

import sys
import time

import jinja2

TABLE = """<table>{% for it in rows %}
<tr><td><b>{{ it.name }}</b></td><td>{{ it.course }}</td><td>{{ it.about }}</td></tr>
{% endfor %}</table>"""


def main():
    rows = [{"name": "Ada Lovelace", "course": "Programmation", "about": "x" * 80}]
    rows *= int(sys.argv[1])
    template = jinja2.Environment(autoescape=True).from_string(TABLE)
    page = template.render(rows=rows)
    times = []
    for _ in range(50):
        started = time.perf_counter()
        template.render(rows=rows)
        times.append(time.perf_counter() - started)
    print(sorted(times)[len(times) // 2] * 1e6 / (len(page.encode()) / 1024))


if __name__ == "__main__":
    main()
