"""Draws the pictures of the demonstration magazine, the same bytes every time.

    pip install pillow
    python tests/pictures/draw.py

Needs Python 3.11 and Pillow (made with 13.0), and no fonts. The runs of the chart pictures are
read from content/charts, so that a line in a cover is the line that was.
"""

import math
import random
import tomllib
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT / "content" / "articles"
CHART = ROOT / "content" / "charts" / "billboard-hot-100"
WIDTH, HEIGHT = 1600, 900
SCALE = 2  # drawn twice as large and reduced, for smooth lines

NIGHT = (20, 26, 48)
DUSK = (38, 52, 86)
SLATE = (82, 104, 142)
MIST = (158, 176, 200)
PAPER = (236, 230, 216)
GOLD = (226, 172, 74)
EMBER = (196, 98, 66)


def mix(a, b, t):
    return tuple(round(x + (y - x) * t) for x, y in zip(a, b))


def ground(top, bottom):
    """A vertical gradient as large as the drawing, before it is reduced."""
    column = Image.new("RGB", (1, HEIGHT * SCALE))
    for y in range(column.height):
        column.putpixel((0, y), mix(top, bottom, y / (column.height - 1)))
    return column.resize((WIDTH * SCALE, HEIGHT * SCALE))


def scaled(points):
    return [(x * SCALE, y * SCALE) for x, y in points]


def stroke(draw, points, colour, width):
    """A line with round joints and ends."""
    points = scaled(points)
    thickness = max(1, round(width * SCALE))
    draw.line(points, fill=colour, width=thickness, joint="curve")
    for x, y in (points[0], points[-1]):
        r = thickness / 2
        draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)


def disc(draw, x, y, r, colour, outline=None, width=0):
    box = [v * SCALE for v in (x - r, y - r, x + r, y + r)]
    draw.ellipse(box, fill=colour, outline=outline, width=round(width * SCALE))


def glow(image, points, colour, width, blur):
    """Adds the light of a line to the picture."""
    light = Image.new("RGB", image.size)
    stroke(ImageDraw.Draw(light), points, colour, width)
    small = light.resize((WIDTH // 2, HEIGHT // 2), Image.Resampling.BOX)
    small = small.filter(ImageFilter.GaussianBlur(blur / 2))
    return ImageChops.screen(image, small.resize(image.size, Image.Resampling.BICUBIC))


def curve(points, steps=24):
    """A Catmull-Rom curve through the points."""
    padded = [points[0], *points, points[-1]]
    smooth = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:]):
        for i in range(steps):
            t = i / steps
            smooth.append(tuple(
                0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2
                       + (3 * q - p - 3 * r + s) * t**3)
                for p, q, r, s in zip(a, b, c, d)))
    return [*smooth, points[-1]]


def run_curve(points, steps=24):
    """A monotone cubic curve: it touches every week and never leaves the range of two weeks."""
    slopes = [(by - ay) / (bx - ax) for (ax, ay), (bx, by) in zip(points, points[1:])]
    tangents = [0.0] * len(points)
    for i, (before, after) in enumerate(zip(slopes, slopes[1:]), start=1):
        if before * after > 0:
            tangents[i] = 2 * before * after / (before + after)
    tangents[0], tangents[-1] = slopes[0], slopes[-1]
    smooth = []
    for (ax, ay), (bx, by), m, n in zip(points, points[1:], tangents, tangents[1:]):
        span = bx - ax
        for i in range(steps):
            t = i / steps
            smooth.append((ax + span * t,
                           (1 + 2 * t) * (1 - t) ** 2 * ay + t * (1 - t) ** 2 * span * m
                           + t * t * (3 - 2 * t) * by + t * t * (t - 1) * span * n))
    return [*smooth, points[-1]]


def finish(image, path, grain):
    """Reduces the picture, gives it the grain of paper and writes it."""
    image = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    noise = random.Random(grain)
    tile = Image.new("L", (400, 225))
    tile.putdata([noise.randrange(122, 135) for _ in range(400 * 225)])
    tile = tile.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
    image = ImageChops.overlay(image, Image.merge("RGB", (tile, tile, tile)))
    image.save(path, quality=80, optimize=True, progressive=True)
    size = path.stat().st_size
    assert size < 150_000, f"{path} is {size} bytes"
    print(f"{size:7} {path.relative_to(ROOT)}")


def runs():
    """Every followed song's run: pairs of the number of the week and the position."""
    songs = {}
    for number, path in enumerate(sorted(CHART.glob("*.toml"))):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["entries"]:
            if "track" in entry:
                songs.setdefault(entry["track"].split("/")[1], []).append((number, entry["position"]))
    return songs


def forty_seven_weeks():
    """The real runs of the film's songs; Golden is the gold one."""
    songs = runs()
    image = ground(NIGHT, DUSK)
    draw = ImageDraw.Draw(image)
    last = max(number for number, _ in songs["golden"])

    def place(number, position):
        depth = math.log(position) / math.log(100)  # the top of a chart is worth more room
        return 150 + number * (1300 / last), 170 + 580 * depth

    for position in (1, 2, 5, 10, 20, 50, 100):
        y = place(0, position)[1]
        stroke(draw, [(90, y), (1510, y)], mix(NIGHT, SLATE, 0.42), 1.2)
    others = sorted(name for name in songs if name != "golden")
    for rank, name in enumerate(others):
        pieces, piece = [], []
        for number, position in songs[name]:
            if piece and number != piece[-1][0] + 1:
                pieces.append(piece)
                piece = []
            piece.append((number, position))
        for piece in [*pieces, piece]:
            points = [place(*step) for step in piece]
            colour = mix(SLATE, MIST, rank / len(others))
            if len(points) > 1:
                stroke(draw, run_curve(points), mix(DUSK, colour, 0.85), 2.6)
            disc(draw, *points[-1], 4.5, colour)
    golden = [place(*step) for step in songs["golden"]]
    image = glow(image, run_curve(golden), mix((0, 0, 0), GOLD, 0.75), 16, 26)
    draw = ImageDraw.Draw(image)
    stroke(draw, run_curve(golden), GOLD, 6)
    for (number, position), (x, y) in zip(songs["golden"], golden):
        if position == 1:
            disc(draw, x, y, 9, NIGHT, GOLD, 3)
    disc(draw, *golden[-1], 13, PAPER)
    finish(image, ARTICLES / "news/2026/forty-seven-weeks/cover.jpg", 47)


def song_outlives_drama():
    """A stave that loosens into waves; one line of it goes on rising."""
    image = ground(NIGHT, mix(NIGHT, DUSK, 0.8))
    draw = ImageDraw.Draw(image)
    weeks = [100 + i * 700 / 8 for i in range(9)]
    for x in weeks:  # eight weeks, two nights each
        stroke(draw, [(x, 250), (x, 650)], mix(NIGHT, SLATE, 0.38), 1.2)
        for night in (10, 22):
            if x != weeks[-1]:
                disc(draw, x + night, 680, 4, mix(NIGHT, MIST, 0.7))

    def line(i, x):
        loose = max(0.0, (x - 420) / 1180) ** 1.6
        wave = math.sin(x / (96 + 15 * i) + i * 1.3) * (30 + 22 * i) + math.sin(x / 47 + i) * 12
        return 370 + i * 40 + wave * loose + (i - 2) * 90 * loose

    for i in range(5):
        if i == 1:
            continue
        for left in range(60, 1560, 5):
            fade = min(1, max(0, (1580 - left) / 900)) ** 1.1
            draw.line(scaled([(left, line(i, left)), (left + 6, line(i, left + 6))]),
                      fill=mix(mix(NIGHT, DUSK, 0.5), MIST, fade), width=round(2.8 * SCALE))
    gold = [(x, line(1, x) - 190 * max(0.0, (x - 560) / 1040) ** 1.7) for x in range(60, 1601, 5)]
    image = glow(image, gold[100:], mix((0, 0, 0), GOLD, 0.7), 15, 26)
    draw = ImageDraw.Draw(image)
    stroke(draw, gold, GOLD, 5)
    for x, up in ((210, 1), (297, -1), (385, 1), (472, -1), (560, 1), (700, -1), (905, 1), (1110, 1), (1330, 1)):
        y = next(y for at, y in gold if at >= x)
        head = Image.new("L", (120 * SCALE // 2, 120 * SCALE // 2))
        ImageDraw.Draw(head).ellipse((28, 38, 92, 82), fill=255)
        head = head.rotate(20, Image.Resampling.BICUBIC).resize((60 * SCALE, 60 * SCALE), Image.Resampling.BICUBIC)
        image.paste(PAPER, (round((x - 30) * SCALE), round((y - 30) * SCALE)), head)
        stem = x + 14 * up
        stroke(draw, [(stem, y - 4 * up), (stem, y - 104 * up)], PAPER, 3.4)
    finish(image, ARTICLES / "features/the-song-outlives-the-drama/cover.jpg", 5)


def garden_with_one_door():
    """A moon gate, a garden behind it, and strings across the opening."""
    image = ground(mix(NIGHT, (0, 0, 0), 0.15), NIGHT)
    draw = ImageDraw.Draw(image)
    for row, y in enumerate(range(30, 900, 58)):  # the courses of the wall
        stroke(draw, [(0, y), (WIDTH, y)], mix(NIGHT, DUSK, 0.55), 1.6)
        for x in range(-60 + 75 * (row % 2), WIDTH, 150):
            stroke(draw, [(x, y), (x, y + 58)], mix(NIGHT, DUSK, 0.4), 1.4)

    cx, cy, r = 800, 450, 350
    garden = ground(mix(PAPER, GOLD, 0.18), mix(PAPER, MIST, 0.55))
    pen = ImageDraw.Draw(garden)
    disc(pen, 930, 300, 74, mix(PAPER, GOLD, 0.62))
    for base, height, colour, phase in ((560, 60, 0.18, 0.4), (600, 46, 0.32, 2.1), (642, 34, 0.48, 3.6)):
        ridge = [(x, base - height * (0.55 + 0.45 * math.sin(x / 118 + phase)) - 14 * math.sin(x / 41 + phase))
                 for x in range(400, 1210, 6)]
        pen.polygon(scaled([*ridge, (1210, 900), (400, 900)]), fill=mix(mix(PAPER, MIST, 0.5), SLATE, colour))
    near = [t / 50 for t in range(51)]  # 0 where the path leaves the hills, 1 at the gate
    path = [(880 + 46 * math.sin(4.2 * n) * (0.35 + n) - 60 * n, 618 + 190 * n**1.3, 2 + 74 * n**1.9) for n in near]
    left = [(x - half, y) for x, y, half in path]
    right = [(x + half, y) for x, y, half in path]
    pen.polygon(scaled([*left, *reversed(right)]), fill=mix(PAPER, GOLD, 0.12))
    for x, lean, height in ((560, 42, 390), (604, 62, 320), (536, 20, 265)):
        reed = curve([(x, 820), (x + lean * 0.2, 820 - height * 0.5), (x + lean, 820 - height)])
        stroke(pen, reed, mix(NIGHT, SLATE, 0.45), 5)
        for part, side in ((0.5, 1), (0.62, -1), (0.75, 1), (0.88, -1)):
            ax, ay = reed[int(part * (len(reed) - 1))]
            tip = (ax + side * 78, ay - 18)
            leaf = [*curve([(ax, ay), (ax + side * 36, ay - 22), tip]), *curve([tip, (ax + side * 40, ay - 6), (ax, ay)])]
            pen.polygon(scaled(leaf), fill=mix(NIGHT, SLATE, 0.5))
    mask = Image.new("L", image.size)
    disc(ImageDraw.Draw(mask), cx, cy, r, 255)
    image.paste(garden, mask=mask)

    draw = ImageDraw.Draw(image)
    disc(draw, cx, cy, r + 24, None, mix(DUSK, SLATE, 0.5), 24)
    disc(draw, cx, cy, r + 30, None, mix(NIGHT, MIST, 0.5), 3)
    for i in range(12):  # the gayageum has twelve
        y = cy - 275 + i * 50
        half = math.sqrt((r + 24) ** 2 - (y - cy) ** 2)
        if i == 7:
            bend = [(x, y + 20 * math.exp(-((x - 880) / 46) ** 2)) for x in range(round(cx - half), round(cx + half) + 1, 4)]
            stroke(draw, bend, EMBER, 4)
            disc(draw, 880, y + 20, 9, EMBER)
        else:
            stroke(draw, [(cx - half, y), (cx + half, y)], mix(NIGHT, SLATE, 0.25), 1.7)
    finish(image, ARTICLES / "reviews/a-garden-with-one-door/cover.jpg", 12)


def seven_steps():
    """The review's figure: seven plucked notes along a wall, and the one that is missing."""
    image = ground(PAPER, mix(PAPER, MIST, 0.28))
    draw = ImageDraw.Draw(image)
    for i in range(5):
        y = 370 + i * 44
        stroke(draw, [(110, y), (1490, y)], mix(PAPER, SLATE, 0.75), 2)
    heights = (546, 502, 524, 458, 480, 414, 436)
    places = [(210 + i * 150, y) for i, y in enumerate(heights)]
    for (ax, ay), (bx, by) in zip(places, places[1:]):
        top = min(ay, by) - 96
        stroke(draw, curve([(ax, ay - 26), ((ax + bx) / 2, top), (bx, by - 26)]), mix(PAPER, SLATE, 0.5), 1.8)
    for x, y in places:
        stroke(draw, [(x, y), (x, 700)], mix(PAPER, NIGHT, 0.22), 1.4)
        disc(draw, x, y, 19, NIGHT)
        disc(draw, x, 700, 5, NIGHT)
    x, y = 1260, 480
    disc(draw, x, y, 19, None, mix(PAPER, SLATE, 0.9), 2)  # where the eighth should be
    disc(draw, x, 700, 5, None, mix(PAPER, SLATE, 0.9), 1.6)
    x, y = 1410, 392
    stroke(draw, [(x, y), (x, 700)], mix(PAPER, EMBER, 0.7), 1.8)
    disc(draw, x, y, 24, GOLD, EMBER, 3)
    disc(draw, x, 700, 6, EMBER)
    finish(image, ARTICLES / "reviews/a-garden-with-one-door/figure.jpg", 7)


def seven_rooms():
    """Seven windows at night, each with a string that somebody has touched."""
    image = ground(NIGHT, mix(NIGHT, DUSK, 0.65))
    draw = ImageDraw.Draw(image)
    for i in range(7):
        x, top = 118 + i * 200, 170 + 26 * math.sin(i * 1.1)
        box = (x, top, x + 164, 745)
        lit = mix(NIGHT, GOLD, 0.86) if i == 3 else mix(DUSK, SLATE, (0.1, 0.5, 0.22, 0, 0.72, 0.36, 0.9)[i])
        draw.rounded_rectangle([v * SCALE for v in box], radius=10 * SCALE, fill=lit)
        for part in (1 / 3, 2 / 3):
            y = top + (745 - top) * part
            stroke(draw, [(x, y), (x + 164, y)], mix(NIGHT, lit, 0.62), 2)
        stroke(draw, [(x + 82, top), (x + 82, 745)], mix(NIGHT, lit, 0.62), 2)
        string = []
        for y in range(60, 861, 3):
            swing = math.sin(math.pi * (y - 60) / 800) ** 2
            wave = math.sin((i + 1) * math.pi * (y - 60) / 800)  # the first seven overtones
            string.append((x + 82 + 58 * wave * swing, y))
        colour = NIGHT if i == 3 else mix(MIST, PAPER, 0.6)
        stroke(draw, string, mix(MIST, PAPER, 0.6), 3)
        if i == 3:
            inside = [p for p in string if top <= p[1] <= 745]
            stroke(draw, inside, colour, 3.4)
    stroke(draw, [(60, 790), (1540, 790)], mix(NIGHT, MIST, 0.5), 2)
    finish(image, ARTICLES / "playlists/seven-songs-seven-rooms/cover.jpg", 8)


if __name__ == "__main__":
    forty_seven_weeks()
    song_outlives_drama()
    garden_with_one_door()
    seven_steps()
    seven_rooms()
