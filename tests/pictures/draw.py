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
CONTENT = ROOT / "content"
ARTICLES = CONTENT / "articles"
HANDBOOK = CONTENT / "pages" / "handbook"
CHART = CONTENT / "charts" / "billboard-hot-100"
WIDTH, HEIGHT = 1600, 900
SLEEVE = 1000, 1000
MAGAZINE = 1200, 1600
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


def ground(top, bottom, size=(WIDTH, HEIGHT)):
    """A vertical gradient as large as the drawing, before it is reduced."""
    column = Image.new("RGB", (1, size[1] * SCALE))
    for y in range(column.height):
        column.putpixel((0, y), mix(top, bottom, y / (column.height - 1)))
    return column.resize((size[0] * SCALE, size[1] * SCALE))


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
    small = light.resize((image.width // (2 * SCALE), image.height // (2 * SCALE)), Image.Resampling.BOX)
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
    size = image.width // SCALE, image.height // SCALE
    image = image.resize(size, Image.Resampling.LANCZOS)
    noise = random.Random(grain)
    tile = Image.new("L", (size[0] // 4, size[1] // 4))
    tile.putdata([noise.randrange(122, 135) for _ in range(tile.width * tile.height)])
    tile = tile.resize(size, Image.Resampling.BICUBIC)
    image = ImageChops.overlay(image, Image.merge("RGB", (tile, tile, tile)))
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, quality=80, optimize=True, progressive=True)
    weight = path.stat().st_size
    assert weight < 150_000, f"{path} is {weight} bytes"
    print(f"{weight:7} {path.relative_to(ROOT)}")


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


def sleepless():
    """The handbook's picture: two strings at night, and between them one semitone that goes up and comes back."""
    image = ground(NIGHT, mix(NIGHT, DUSK, 0.8), (1600, 700))
    draw = ImageDraw.Draw(image)
    for y in (250, 450):
        stroke(draw, [(80, y), (1520, y)], mix(DUSK, MIST, 0.35), 2.4)
    slide = []
    for x in range(140, 1461, 4):
        rise = min(1.0, max(0.0, (x - 430) / 220)) * min(1.0, max(0.0, (1200 - x) / 220))
        rise = rise * rise * (3 - 2 * rise)
        slide.append((x, 450 - 200 * rise + 7 * math.sin(x / 11)))
    image = glow(image, slide, GOLD, 14, 18)
    draw = ImageDraw.Draw(image)
    stroke(draw, slide, mix(GOLD, PAPER, 0.35), 5)
    for x, y in ((140, slide[0][1]), (810, slide[167][1]), (1460, slide[-1][1])):
        disc(draw, x, y, 20, NIGHT, GOLD, 5)
    finish(image, HANDBOOK / "the-sleepless.jpg", 31)


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
    finish(image, ARTICLES / "listening/seven-songs-seven-rooms/cover.jpg", 8)


def turned(points, x, y, size=1.0, turn=0.0):
    """The points of a drawing around the origin, put at a place."""
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return [(x + size * (px * c - py * s), y + size * (px * s + py * c)) for px, py in points]


def shape(draw, points, colour):
    draw.polygon(scaled(points), fill=colour)


def gayageum(draw, x, y, size, turn, ink, wood, plucked=EMBER):
    """A long board from above, twelve strings, twelve bridges on a slant."""
    def at(points):
        return turned(points, x, y, size, turn)

    board = [(-660, -104), *curve([(-660, -104), (0, -126), (650, -132)]), (672, 0), (650, 132),
             *curve([(650, 132), (0, 126), (-660, 104)]), (-676, 0)]
    shape(draw, at([(px + 8, py + 26) for px, py in board]), mix(wood, NIGHT, 0.3))
    shape(draw, at(board), wood)
    for px in (-590, 560):
        stroke(draw, at([(px, -108), (px, 108)]), mix(wood, ink, 0.55), 9 * size)
    for i in range(12):
        across = -1 + 2 * i / 11
        ends = (-640, across * 88), (640, across * 112)
        bridge = (-330 + 560 * i / 11, across * 100)
        string = [ends[0], (bridge[0], bridge[1] - 3), ends[1]]
        if i == 7:
            string = curve([ends[0], (bridge[0], bridge[1] - 3), (330, across * 108 + 13), ends[1]])
        stroke(draw, at(string), plucked if i == 7 else ink, (3.6 if i == 7 else 1.7) * size)
        px, py = bridge
        shape(draw, at([(px - 13, py + 9), (px, py - 15), (px + 13, py + 9), (px, py + 3)]), ink)
    if plucked == EMBER:
        disc(draw, *at([(330, 7 / 11 * 2 * 108 - 108 + 15)])[0], 10 * size, EMBER)


def daegeum(draw, x, y, size, turn, ink, wood, breath=EMBER):
    """A tube of bamboo with its joints and holes, and the breath that leaves it."""
    def at(points):
        return turned(points, x, y, size, turn)

    shape(draw, at([(-640, 8), (640, 8), (640, 52), (-640, 52)]), mix(wood, NIGHT, 0.3))
    shape(draw, at([(-640, -30), (640, -30), (640, 30), (-640, 30)]), wood)
    shape(draw, at([(-640, 12), (640, 12), (640, 30), (-640, 30)]), mix(wood, ink, 0.16))
    for px in (-640, -395, -60, 300, 640):
        shape(draw, at([(px - 9, -35), (px + 9, -35), (px + 9, 35), (px - 9, 35)]), mix(wood, ink, 0.5))

    def hole(px, width, height, colour):
        shape(draw, at([(px + width * math.cos(t / 20 * math.pi), -4 + height * math.sin(t / 20 * math.pi))
                        for t in range(40)]), colour)

    hole(-480, 25, 17, ink)
    hole(-270, 15, 12, mix(wood, PAPER, 0.6))
    for px in (-130, -20, 90, 200, 360, 450):
        hole(px, 13, 12, ink)
    wave = [(px, -60 - 0.1 * (px + 470) - 46 * ((px + 480) / 1080) * math.sin((px + 480) / 62))
            for px in range(-470, 640, 5)]
    stroke(draw, at(wave), breath, 4 * size)


def fiddle(draw, x, y, size, ink, wood, line, sides):
    """A fiddle on its end, two strings and the bow between them; six sides or round."""
    def at(points, turn=0.0):
        return turned(points, x, y, size, turn)

    tall = 40 if sides == 6 else 0  # the erhu has the longer neck
    if sides == 6:
        neck = curve([(-26, -380 - tall), (14, -362 - tall), (20, -300), (20, 0), (20, 270)])
    else:
        neck = curve([(-54, -372), (6, -372), (20, -310), (18, 0), (18, 270)])
    stroke(draw, at(neck), wood, 19 * size)
    for py in (-300 - tall, -232 - tall):
        stroke(draw, at([(-16, py + 4), (118, py - 8)]), wood, 15 * size)
        disc(draw, *at([(118, py - 8)])[0], 17 * size, wood)
    radius = 104 if sides == 6 else 84
    steps = 6 if sides == 6 else 72
    for r, colour in ((radius, wood), (radius - 17, mix(wood, PAPER, 0.5))):
        rim = [(2 + r * math.cos(2 * math.pi * (i + 0.5) / steps), 286 + r * math.sin(2 * math.pi * (i + 0.5) / steps))
               for i in range(steps)]
        shape(draw, at(rim), colour)
    stroke(draw, at([(-22, 252), (18, 252)]), ink, 9 * size)
    for px in (-13, 7):
        stroke(draw, at([(px, 370), (px, 252), (px + 5, -262 - tall)]), line, 2.6 * size)
    bow = curve([(-322, 186), (-250, 148), (0, 128), (270, 128), (352, 150)])
    stroke(draw, at(bow), mix(wood, ink, 0.2), 8 * size)
    stroke(draw, at([(-322, 186), (352, 152)]), line, 3.2 * size)


def instruments():
    """The four of the invented score, each alone."""
    folder = CONTENT / "instruments"
    image = ground(PAPER, mix(PAPER, MIST, 0.35))
    gayageum(ImageDraw.Draw(image), 800, 450, 1.02, -11, NIGHT, mix(PAPER, GOLD, 0.5))
    finish(image, folder / "gayageum.jpg", 21)
    image = ground(mix(PAPER, MIST, 0.25), mix(PAPER, MIST, 0.55))
    daegeum(ImageDraw.Draw(image), 800, 480, 1.05, -14, NIGHT, mix(GOLD, PAPER, 0.25))
    finish(image, folder / "daegeum.jpg", 22)
    image = ground(DUSK, NIGHT)
    fiddle(ImageDraw.Draw(image), 800, 452, 1.02, NIGHT, mix(SLATE, MIST, 0.5), PAPER, 0)
    finish(image, folder / "haegeum.jpg", 23)
    image = ground(mix(EMBER, NIGHT, 0.45), mix(EMBER, NIGHT, 0.8))
    fiddle(ImageDraw.Draw(image), 800, 440, 0.98, NIGHT, mix(EMBER, PAPER, 0.25), GOLD, 6)
    finish(image, folder / "erhu.jpg", 24)


def four_instruments():
    """The four in four panels; the guest's is warm."""
    image = ground(mix(NIGHT, (0, 0, 0), 0.2), NIGHT)
    draw = ImageDraw.Draw(image)
    for i, colour in enumerate((mix(DUSK, SLATE, 0.45), mix(DUSK, SLATE, 0.2), DUSK, mix(EMBER, NIGHT, 0.35))):
        box = 70 + i * 370, 90, 70 + i * 370 + 350, 810
        draw.rounded_rectangle([v * SCALE for v in box], radius=12 * SCALE, fill=colour)
    gayageum(draw, 245, 450, 0.49, -84, NIGHT, mix(PAPER, GOLD, 0.3))
    daegeum(draw, 625, 450, 0.5, -80, NIGHT, mix(MIST, PAPER, 0.45), PAPER)
    fiddle(draw, 985, 440, 0.52, NIGHT, mix(SLATE, PAPER, 0.55), PAPER, 0)
    fiddle(draw, 1355, 445, 0.52, NIGHT, mix(EMBER, PAPER, 0.3), GOLD, 6)
    finish(image, ARTICLES / "features/four-instruments-four-jobs/cover.jpg", 25)


def ring(draw, x, y, r, colour, width, opening):
    """A ring with an opening at its top, and the seven places along it."""
    points = [(x + r * math.sin(math.radians(t)), y - r * math.cos(math.radians(t)))
              for t in range(opening, 361 - opening, 2)]
    stroke(draw, points, colour, width)
    return [(x + r * math.sin(math.radians(45 * i)), y - r * math.cos(math.radians(45 * i))) for i in range(1, 8)]


def score_sleeve():
    """A wall that is a circle, seven steps, and the eighth."""
    image = ground(mix(NIGHT, (0, 0, 0), 0.2), DUSK, SLEEVE)
    draw = ImageDraw.Draw(image)
    for r in range(60, 300, 34):
        disc(draw, 500, 510, r, None, mix(NIGHT, SLATE, 0.32), 1.4)
    image = glow(image, [(496, 176), (504, 176)], mix((0, 0, 0), GOLD, 0.8), 70, 40)
    draw = ImageDraw.Draw(image)
    for x, y in ring(draw, 500, 510, 334, MIST, 7, 14):
        disc(draw, x, y, 21, NIGHT, PAPER, 5)
    disc(draw, 500, 176, 25, GOLD)
    finish(image, CONTENT / "soundtracks/the-emperors-secret-garden-score.jpg", 26)


def part_one_sleeve():
    """One lantern, two shadows."""
    image = ground(mix(NIGHT, (0, 0, 0), 0.3), mix(NIGHT, DUSK, 0.6), SLEEVE)
    wall = ground(mix(NIGHT, DUSK, 0.7), mix(DUSK, GOLD, 0.22), SLEEVE)
    pool = Image.new("L", image.size)
    disc(ImageDraw.Draw(pool), 500, 640, 440, 190)
    small = pool.resize((250, 250), Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(42))
    image.paste(wall, mask=small.resize(image.size, Image.Resampling.BICUBIC))
    draw = ImageDraw.Draw(image)
    for side in (-1, 1):
        lean = [(500 + side * px, py) for px, py in
                [*curve([(238, 800), (232, 560), (196, 360), (150, 300)]),
                 *curve([(150, 300), (76, 350), (58, 520), (60, 800)])]]
        shape(draw, lean, mix(NIGHT, (0, 0, 0), 0.25))
        disc(draw, 500 + side * 98, 262, 60, mix(NIGHT, (0, 0, 0), 0.25))
    stroke(draw, [(80, 802), (920, 802)], mix(NIGHT, GOLD, 0.35), 3)
    image = glow(image, [(500, 690), (500, 740)], mix((0, 0, 0), GOLD, 0.95), 110, 70)
    draw = ImageDraw.Draw(image)
    stroke(draw, [(500, 600), (500, 650)], mix(GOLD, NIGHT, 0.5), 3)
    draw.rounded_rectangle([v * SCALE for v in (458, 650, 542, 782)], radius=34 * SCALE, fill=mix(GOLD, PAPER, 0.35))
    for y in (690, 716, 742):
        stroke(draw, [(462, y), (538, y)], mix(GOLD, EMBER, 0.5), 2.4)
    for y in (650, 782):
        stroke(draw, [(470, y), (530, y)], NIGHT, 9)
    finish(image, CONTENT / "soundtracks/the-emperors-secret-garden-part-1.jpg", 27)


def floor_plan():
    """Seven rooms along a corridor, and the walk through them."""
    image = ground(NIGHT, mix(NIGHT, DUSK, 0.8))
    draw = ImageDraw.Draw(image)
    rooms = ((180, 150, 520, 430), (520, 150, 860, 430), (180, 430, 1420, 550), (180, 550, 560, 770),
             (560, 550, 1010, 770), (1010, 550, 1420, 770), (860, 150, 1420, 430))
    for i, box in enumerate(rooms):
        lit = mix(NIGHT, GOLD, 0.8) if i == 4 else mix(DUSK, SLATE, (0.1, 0.3, 0.0, 0.22, 0, 0.36, 0.5)[i])
        draw.rectangle([v * SCALE for v in box], fill=lit)
    for left, top, right, bottom in rooms:
        for a, b in (((left, top), (right, top)), ((left, bottom), (right, bottom)),
                     ((left, top), (left, bottom)), ((right, top), (right, bottom))):
            stroke(draw, [a, b], mix(MIST, PAPER, 0.4), 6)
    doors = (((180, 320), (180, 240)), ((430, 430), (350, 430)), ((730, 430), (650, 430)), ((410, 550), (330, 550)),
             ((820, 550), (740, 550)), ((1250, 550), (1170, 550)), ((1190, 430), (1110, 430)))
    for (ax, ay), (bx, by) in doors:
        stroke(draw, [(ax, ay), (bx, by)], mix(NIGHT, DUSK, 0.6), 9)
    walk = curve([(90, 280), (300, 290), (390, 380), (400, 480), (640, 480), (690, 380), (690, 280), (750, 400),
                  (600, 490), (400, 500), (365, 610), (380, 690), (460, 600), (640, 495), (775, 540), (785, 660),
                  (860, 610), (990, 500), (1190, 510), (1215, 660), (1280, 590), (1200, 490), (1150, 420),
                  (1150, 300), (1290, 250)], 14)
    for step in range(0, len(walk), 5):
        x, y = walk[step]
        night = 560 <= x <= 1010 and y > 550
        disc(draw, x, y, 5, NIGHT if night else PAPER)
    disc(draw, *walk[-1], 14, None, PAPER, 4)
    finish(image, CONTENT / "playlists/seven-rooms.jpg", 28)


def issue_one():
    """Five lines with a gap, and a note that somebody has let into it."""
    image = ground(mix(NIGHT, (0, 0, 0), 0.15), DUSK, MAGAZINE)
    draw = ImageDraw.Draw(image)
    for i in range(5):
        y = 620 + i * 90
        stroke(draw, [(90, y), (430 - 16 * i, y)], mix(MIST, PAPER, 0.3), 6)
        stroke(draw, [(770 - 16 * i, y), (1110, y)], mix(MIST, PAPER, 0.3), 6)
    image = glow(image, [(640, 720), (640, 420)], mix((0, 0, 0), GOLD, 0.7), 60, 60)
    draw = ImageDraw.Draw(image)
    head = Image.new("L", (400, 400))
    ImageDraw.Draw(head).ellipse((80, 120, 320, 280), fill=255)
    head = head.rotate(22, Image.Resampling.BICUBIC).resize((260 * SCALE, 260 * SCALE), Image.Resampling.BICUBIC)
    image.paste(GOLD, ((580 - 130) * SCALE, (800 - 130) * SCALE), head)
    stroke(draw, [(650, 775), (650, 420)], GOLD, 10)
    stroke(draw, curve([(650, 424), (690, 510), (742, 560), (722, 660)]), GOLD, 10)
    finish(image, CONTENT / "issues/1.jpg", 29)


def issue_two():
    """The ring on paper, and the eighth a little further out."""
    image = ground(PAPER, mix(PAPER, MIST, 0.4), MAGAZINE)
    draw = ImageDraw.Draw(image)
    for x, y in ring(draw, 600, 850, 400, mix(PAPER, SLATE, 0.6), 9, 15):
        disc(draw, x, y, 34, NIGHT)
    for r in (86, 128, 178):
        disc(draw, 600, 372, r, None, mix(PAPER, GOLD, 0.9 - r / 260), 3)
    disc(draw, 600, 372, 50, GOLD, EMBER, 5)
    finish(image, CONTENT / "issues/2.jpg", 30)


if __name__ == "__main__":
    forty_seven_weeks()
    song_outlives_drama()
    garden_with_one_door()
    seven_steps()
    seven_rooms()
    instruments()
    four_instruments()
    score_sleeve()
    part_one_sleeve()
    floor_plan()
    issue_one()
    issue_two()
    sleepless()
