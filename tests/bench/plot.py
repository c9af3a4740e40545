"""How cost grows, as an SVG that is readable on light and dark backgrounds."""

import math

WIDTH, HEIGHT, LEFT, TOP = 300, 220, 56, 34
STYLE = """
text { font: 11px sans-serif; fill: #333; }
.title { font-weight: bold; font-size: 12px; }
.axis { stroke: #999; fill: none; }
.grid { stroke: #ddd; }
.a { stroke: #0b57a4; fill: #0b57a4; } .b { stroke: #a8480b; fill: #a8480b; }
polyline { fill: none !important; stroke-width: 2; }
text.a, text.b { stroke: none; }
@media (prefers-color-scheme: dark) {
  text { fill: #ddd; } .axis { stroke: #888; } .grid { stroke: #444; }
  .a { stroke: #7db8f2; fill: #7db8f2; } .b { stroke: #f0a26b; fill: #f0a26b; }
}
"""


def growth(measured):
    """Three panels side by side."""
    connections, lines = measured["by_connections"], measured["by_lines"]
    panels = [
        panel("Requests/s by open connections", "log",
              [("requests/s", [(count, rate) for count, rate, _ in connections])]),
        panel("Memory (MiB) by open connections", "log",
              [("memory", [(count, memory / 2**20) for count, _, memory in connections])]),
        panel("Seconds by lines", "log-log",
              [("one core", [(row[0], row[1]) for row in lines]),
               ("two cores", [(row[0], row[2]) for row in lines])]),
        panel("µs a request by bytes of the page", "log-log",
              [("time", measured["by_page"])]),
    ]
    columns = 2
    parts = []
    for place, content in enumerate(panels):
        x, y = place % columns * (WIDTH + LEFT + 20), place // columns * (HEIGHT + TOP + 40)
        parts.append(f'<g transform="translate({x + LEFT},{y + TOP})">{content}</g>')
    size = (columns * (WIDTH + LEFT + 20) + 10, 2 * (HEIGHT + TOP + 40))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]} {size[1]}"'
        f' role="img" aria-label="How cost grows"><style>{STYLE}</style>{"".join(parts)}</svg>\n'
    )


def panel(title, scale, series):
    """Axes, a line for each series, and its name at its end."""
    points = [point for _, line in series for point in line]
    across = Axis([x for x, _ in points], True, WIDTH)
    up = Axis([y for _, y in points], scale == "log-log", HEIGHT)
    parts = [f'<text class="title" x="0" y="-14">{title}</text>']
    for value in across.ticks:
        x = across.place(value)
        parts.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{HEIGHT}"/>')
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT + 16}" text-anchor="middle">{short(value)}</text>')
    for value in up.ticks:
        y = HEIGHT - up.place(value)
        parts.append(f'<line class="grid" x1="0" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text x="-6" y="{y + 4:.1f}" text-anchor="end">{short(value)}</text>')
    parts.append(f'<path class="axis" d="M0 0V{HEIGHT}H{WIDTH}"/>')
    for (name, line), color in zip(series, "ab"):
        placed = [(across.place(x), HEIGHT - up.place(y)) for x, y in line]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
        parts.append(f'<polyline class="{color}" points="{path}"/>')
        parts += [f'<circle class="{color}" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in placed]
        if len(series) > 1:
            y = 14 + 14 * "ab".index(color)
            parts.append(f'<text class="{color}" x="8" y="{y}">{name}</text>')
    return "".join(parts)


class Axis:
    """The position of a value on an axis of this length."""

    def __init__(self, values, is_log, length):
        self.is_log, self.length = is_log, length
        if is_log:
            self.low = math.floor(math.log10(min(values)) + 1e-9)
            self.high = max(math.ceil(math.log10(max(values)) - 1e-9), self.low + 1)
            self.ticks = [10.0**power for power in range(self.low, self.high + 1)]
        else:
            step = 10 ** math.floor(math.log10(max(values)))
            self.low, self.high = 0, step * math.ceil(max(values) / step)
            self.ticks = [self.high * part / 4 for part in range(5)]

    def place(self, value):
        at = math.log10(value) if self.is_log else value
        return (at - self.low) / (self.high - self.low) * self.length


def short(value):
    """1,000 as `1k`."""
    for limit, letter in ((1e6, "M"), (1e3, "k")):
        if value >= limit:
            return f"{value / limit:g}{letter}"
    return f"{value:g}"
