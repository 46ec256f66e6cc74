"""Draws figures as SVG: lines on two logarithmic axes, which can be read on light and dark paper and without colours."""

import math
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 760, 480
LEFT, RIGHT, TOP, BOTTOM = 84, 84, 64, 128

# One colour for light paper, one for dark, a sign and dashes for each line, so that none is told by its colour alone.
LOOKS = [
    ("#1a5fb4", "#8ab8ff", "circle", ""),
    ("#b3400a", "#ffa875", "square", "7 3"),
    ("#26733a", "#83d79a", "diamond", "2 3"),
    ("#7a3d99", "#d5a3f0", "triangle", "9 3 2 3"),
    ("#8a6100", "#e6c35c", "cross", "4 4"),
    ("#006b75", "#6fd3de", "circle", "12 4"),
    ("#a3195b", "#ff9cc7", "square", "2 6"),
]


class Line:
    """Points (x, y) under a name; `right` puts it on the second axis, `is_guide` draws it thin and without signs."""

    def __init__(self, name, points, right=False, is_guide=False):
        self.name, self.right, self.is_guide = name, right, is_guide
        self.points = [(x, y) for x, y in points if x > 0 and y and y > 0]


class Axis:
    """A logarithmic axis over whole and half decades."""

    def __init__(self, values, start, end):
        low, high = math.log10(min(values)), math.log10(max(values))
        half = lambda exponent, round: round(exponent * 2 + (-1e-9 if round is math.ceil else 1e-9)) / 2
        self.low, self.high = half(low, math.floor), half(high, math.ceil)
        if self.high - self.low < 0.5:
            self.high += 0.5
        self.start, self.end = start, end

    def at(self, value):
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.start + (self.end - self.start) * share

    def ticks(self):
        """Values with a number, and those between them."""
        whole = [10.0**e for e in range(math.ceil(self.low), math.floor(self.high) + 1)]
        between = [m * 10.0**e for e in range(math.floor(self.low), math.ceil(self.high) + 1) for m in range(2, 10)]
        between = [it for it in between if self.low <= math.log10(it) <= self.high]
        if len(whole) < 3:
            named = [it for it in between if round(it / 10 ** math.floor(math.log10(it) + 1e-9)) in (2, 5)]
            return sorted(whole + named), [it for it in between if it not in named]
        return whole, between


def number(value):
    """1,000, 0.01."""
    return f"{value:,.0f}" if value >= 1 else f"{value:.6f}".rstrip("0")


def figure(title, description, x_label, left_label, lines, right_label=None):
    """The whole file as text. Every line has a name in the legend below."""
    lines = [it for it in lines if it.points]
    xs = [x for it in lines for x, _ in it.points]
    x = Axis(xs, LEFT, WIDTH - RIGHT)
    scales = {}
    for right in (False, True):
        ys = [y for it in lines if it.right == right for _, y in it.points]
        if ys:
            scales[right] = Axis(ys, HEIGHT - BOTTOM, TOP)
    out = [head(title, description)]
    named, between = x.ticks()
    for tick in between:
        out.append(f'<path class="fine" d="M{x.at(tick):.1f} {TOP}V{HEIGHT - BOTTOM}"/>')
    for tick in named:
        out.append(f'<path class="grid" d="M{x.at(tick):.1f} {TOP}V{HEIGHT - BOTTOM}"/>')
        out.append(text(x.at(tick), HEIGHT - BOTTOM + 18, number(tick), "middle"))
    for right, axis in scales.items():
        named, between = axis.ticks()
        edge, step = (WIDTH - RIGHT, 6) if right else (LEFT, -6)
        for tick in between if not right else []:
            out.append(f'<path class="fine" d="M{LEFT} {axis.at(tick):.1f}H{WIDTH - RIGHT}"/>')
        for tick in named:
            if not right:
                out.append(f'<path class="grid" d="M{LEFT} {axis.at(tick):.1f}H{WIDTH - RIGHT}"/>')
            out.append(f'<path class="axis" d="M{edge} {axis.at(tick):.1f}h{step}"/>')
            out.append(text(edge + step * 1.6, axis.at(tick) + 4, number(tick), "start" if right else "end"))
    out.append(f'<rect class="axis" x="{LEFT}" y="{TOP}" width="{WIDTH - LEFT - RIGHT}" height="{HEIGHT - TOP - BOTTOM}"/>')
    middle = (TOP + HEIGHT - BOTTOM) / 2
    out.append(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - BOTTOM + 38, x_label, "middle"))
    out.append(text(18, middle, left_label, "middle", f' transform="rotate(-90 18 {middle})"'))
    if right_label:
        at = WIDTH - 14
        out.append(text(at, middle, right_label, "middle", f' transform="rotate(-90 {at} {middle})"'))
    for place, it in enumerate(lines):
        out.append(drawn(it, place, x, scales[it.right]))
        out.append(legend(it, place))
    return "\n".join([*out, "</svg>\n"])


def head(title, description):
    # Without variables of CSS, which programs other than browsers do not know.
    fixed = (
        "text{font:13px system-ui,sans-serif}.title{font-size:17px;font-weight:600}.grid,.fine,.axis,.line,.guide{fill:none}"
        ".line,.sign{stroke-width:2}"
    )
    light, dark = colours("#ffffff", "#1c1c1c", "#c9c9c9", "#ededed", 0), colours("#161616", "#ececec", "#4a4a4a", "#2a2a2a", 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-labelledby="title desc">\n<title id="title">{escape(title)}</title>\n'
        f'<desc id="desc">{escape(description)}</desc>\n'
        f"<style>{fixed}{light}@media (prefers-color-scheme:dark){{{dark}}}</style>\n"
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>\n'
        + text(LEFT, 34, title, "start", ' class="title"')
    )


def colours(paper, ink, grid, fine, scheme):
    lines = "".join(f".l{n} .line,.l{n} .sign{{stroke:{look[scheme]}}}" for n, look in enumerate(LOOKS))
    return (
        f".paper,.sign{{fill:{paper}}}text{{fill:{ink}}}.grid{{stroke:{grid}}}.fine{{stroke:{fine}}}"
        f".axis,.guide{{stroke:{ink}}}{lines}"
    )


def text(x, y, words, anchor, more=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>{escape(words)}</text>'


def drawn(line, place, x, y):
    points = sorted(line.points)
    path = "M" + "L".join(f"{x.at(a):.1f} {y.at(b):.1f}" for a, b in points)
    look = LOOKS[place % len(LOOKS)]
    if line.is_guide:
        return f'<path class="guide" stroke-dasharray="1 4" d="{path}"/>'
    signs = "".join(sign(look[2], x.at(a), y.at(b)) for a, b in points)
    return f'<g class="l{place % len(LOOKS)}"><path class="line" stroke-dasharray="{look[3]}" d="{path}"/>{signs}</g>'


def sign(shape, x, y):
    path = {
        "square": f"M{x - 4:.1f} {y - 4:.1f}h8v8h-8z",
        "diamond": f"M{x:.1f} {y - 5.5:.1f}l5.5 5.5l-5.5 5.5l-5.5 -5.5z",
        "triangle": f"M{x:.1f} {y - 5:.1f}l5 9h-10z",
        "cross": f"M{x - 4:.1f} {y - 4:.1f}l8 8m0 -8l-8 8",
    }.get(shape)
    return f'<path class="sign" d="{path}"/>' if path else f'<circle class="sign" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'


def legend(line, place):
    column, row = place % 3, place // 3
    x, y = LEFT + column * 206, HEIGHT - BOTTOM + 64 + row * 20
    look = LOOKS[place % len(LOOKS)]
    if line.is_guide:
        shown = f'<path class="guide" stroke-dasharray="1 4" d="M{x} {y - 4}h28"/>'
    else:
        shown = f'<path class="line" stroke-dasharray="{look[3]}" d="M{x} {y - 4}h28"/>{sign(look[2], x + 14, y - 4)}'
    return f'<g class="l{place % len(LOOKS)}">{shown}{text(x + 36, y, line.name, "start")}</g>'
