#!/usr/bin/env python3
"""Writes an invented magazine with a large catalogue, to measure how builds grow with it.

The same numbers and the same seed give the same bytes. Charts are simulated: songs enter after their release, climb,
fall, leave and come back; now and then two share a place, and an edition is missing. What some entries state
(`peak`, `weeks`, `last_week`) is counted while the editions are written, so it agrees with the runs that the
generator of the site derives.

    tests/bench/catalogue.py /tmp/big
    /usr/bin/time -v target/release/leitmotif build --root /tmp/big --timings
"""

import argparse
import bisect
import datetime
import os
import random

END = datetime.date(2025, 12, 27)  # a Saturday; the last edition of every chart

SYLLABLES = "ga na da ra ma ba sa a ja cha ha min seo yeon ji woo jun hye eun soo kyung in ho bin ryu".split()
HANGUL = "가나다라마바사아자차하민서연지우준혜은수경인호빈류"
ADJECTIVES = "Quiet Last First Borrowed Golden Blue Distant Paper Winter Silent Burning Late Small Hidden".split()
ADJECTIVES_KO = "조용한 마지막 첫 빌린 황금빛 푸른 먼 종이 겨울 고요한 타는 늦은 작은 숨은".split()
NOUNS = "Snow Letter Garden Night River Promise Door Shadow Season Lantern Star Room Harbour Mirror Spring Road".split()
NOUNS_KO = "눈 편지 정원 밤 강 약속 문 그림자 계절 등불 별 방 항구 거울 봄 길".split()
NETWORKS = "tvN KBS2 MBC SBS JTBC ENA".split()
LABELS = ["Stone Music", "Genie Music", "Kakao Entertainment", "Dreamus", "Most Contents"]


def main():
    size = parsed()
    rng = random.Random(size.seed)
    root = Root(size.folder, ko=size.languages == 2)
    site(root, size)
    artists = artist_records(root, rng, size)
    recordings, releases = drama_records(root, rng, size, artists)
    moments = charts(root, rng, size, recordings, releases)
    articles(root, rng, size, artists, recordings, moments)
    print(f"{size.folder}: {root.files} files, {root.bytes / 1e6:.1f} MB")


def parsed():
    it = argparse.ArgumentParser(
        description=__doc__.splitlines()[0], formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    it.add_argument("folder", help="the magazine's folder; it must not exist, or be empty")
    it.add_argument("--tracks", type=int, default=20_000, help="tracks, on the releases of all dramas")
    it.add_argument("--artists", type=int, default=5_000, help="artists")
    it.add_argument("--busiest", type=int, default=5_000, help="tracks on which the first artist is credited")
    it.add_argument("--dramas", type=int, default=2_000, help="dramas")
    it.add_argument("--weeks", type=int, default=3_500, help="chart editions, over four charts")
    it.add_argument("--entries", type=int, default=100, help="entries of an edition")
    it.add_argument("--articles", type=int, default=200, help="articles, which link to all of these")
    it.add_argument("--contributors", type=int, default=20, help="contributors, who write the articles")
    it.add_argument("--languages", type=int, choices=(1, 2), default=2, help="English alone, or with Korean")
    it.add_argument("--scale", type=float, default=1.0, help="factor for all numbers above but entries")
    it.add_argument("--seed", type=int, default=1, help="other invented facts of the same size")
    size = it.parse_args()
    for name in ("tracks", "artists", "busiest", "dramas", "weeks", "articles", "contributors"):
        setattr(size, name, max(1, round(getattr(size, name) * size.scale)))
    if os.path.isdir(size.folder) and os.listdir(size.folder):
        it.error(f"{size.folder} is not empty")
    return size


class Root:
    """The folder that is written, and how much was."""

    def __init__(self, folder, ko):
        self.folder, self.ko = folder, ko
        self.files = self.bytes = 0

    def write(self, path, lines):
        path = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        data = ("\n".join(line for line in lines if line is not None) + "\n").encode()
        with open(path, "wb") as file:
            file.write(data)
        self.files += 1
        self.bytes += len(data)

    def names(self, korean):
        """`names.ko`, where the site has Korean."""
        return f'names.ko = "{korean}"' if self.ko else None


def site(root, size):
    korean = ["", "[languages.ko]", 'title = "큰 잡지"'] if root.ko else []
    root.write("site.toml", [
        'title = "Big Magazine"', 'base_url = "https://big.example/"', 'language = "en"',
        'timezone = "Asia/Seoul"', 'theme = "overture"', *korean,
        "", "[sections.news]", 'title = "News"', root.names("뉴스"),
        "", "[sections.features]", 'title = "Features"', root.names("기획"),
        "", "[[menu]]", 'to = "section:news"',
    ])  # fmt: skip
    for n in range(size.contributors):
        english, korean = person(random.Random(f"{size.seed} contributor {n}"))
        lines = [f'name = "{english}"', root.names(korean), 'role = "Writer"']
        root.write(f"content/contributors/writer-{n}.toml", lines)


def person(rng):
    """A name in English and Korean."""
    picks = [rng.randrange(len(SYLLABLES)) for _ in range(3)]
    family, *given = [SYLLABLES[p] for p in picks]
    return f"{''.join(given).capitalize()} {family.capitalize()}", "".join(HANGUL[p] for p in picks)


def words(rng, n):
    """A title in English and Korean, the n-th; titles come back, as titles do."""
    a, b = rng.randrange(len(ADJECTIVES)), rng.randrange(len(NOUNS))
    number = rng.randrange(max(2, n // 8 + 2))
    return f"{ADJECTIVES[a]} {NOUNS[b]} {number}", f"{ADJECTIVES_KO[a]} {NOUNS_KO[b]} {number}"


def artist_records(root, rng, size):
    """Artists with some groups; gives their slugs, the busiest first."""
    slugs = [f"artist-{n}" for n in range(size.artists)]
    for n, slug in enumerate(slugs):
        english, korean = person(rng)
        group = n > 10 and n % 9 == 0
        members = ", ".join(f'"{s}"' for s in dict.fromkeys(rng.choices(slugs[: n - 1], k=4))) if group else ""
        root.write(f"content/artists/{slug}.toml", [
            f'name = "{english}"', root.names(korean), f'kind = "{"group" if group else "person"}"',
            f'sort_name = "{english.split()[1]}, {english.split()[0]}"',
            f'romanised = "{english}"' if n % 3 == 0 else None,
            f'aliases = ["{english.split()[0]} {n}"]' if n % 7 == 0 else None,
            f"members = [{members}]" if group else None,
        ])  # fmt: skip
    return slugs


class Recording:
    """A song: the tracks that hold it, by release, when it came out, and how long it lasts."""

    def __init__(self, track, released, titled, credit, length):
        self.tracks, self.released, self.titled, self.credit, self.length = [track], released, titled, credit, length


def drama_records(root, rng, size, artists):
    """Dramas, each with its parts and the album that gathers them; gives songs and releases by day."""
    recordings, releases = [], []
    busy = set(rng.sample(range(size.tracks), min(size.busiest, size.tracks)))
    # Releases are spread over the years of the weekly charts, so that every edition finds songs of its time.
    days = round(size.weeks * CHARTS[0][6]) * 7
    weights = [rng.uniform(0.4, 1.6) for _ in range(size.dramas)]
    total, done, numbered = sum(weights), 0.0, 0
    for n, weight in enumerate(weights):
        done += weight
        count = round(size.tracks * done / total) - numbered
        start = END - datetime.timedelta(days=rng.randrange(60, 430 + days))
        end = start + datetime.timedelta(days=49)
        english, korean = words(rng, n)
        slug = f"drama-{n}"
        root.write(f"content/dramas/{slug}.toml", [
            f'title = "{english}"', root.names(korean), 'kind = "series"', f'network = "{rng.choice(NETWORKS)}"',
            f"premiered = {start}", f"finale = {end}", f"episodes = {rng.choice((12, 16, 20))}",
            f'credits = [{{ role = "music-director", artist = "{rng.choice(artists)}" }}, '
            f'{{ role = "director", name = "{person(rng)[0]}" }}]',
            f'summary = "A story about {english.lower()}, told in {slug}."',
        ])  # fmt: skip

        def track(release, position, original=None, song=True):
            nonlocal numbered
            # Many releases have a cue of the same name.
            own = f"song-{numbered}" if song else f"cue-{position}"
            titled = original.titled if original else words(rng, size.tracks if song else 100)
            credit = original.credit if original else credits(rng, artists, numbered in busy)
            length = original.length if original else f"{rng.randrange(2, 5)}:{rng.randrange(60):02}"
            lines = [
                "", "[[tracks]]", f'slug = "{own}"', f'title = "{titled[0]}"', root.names(titled[1]),
                f"position = {position}", f'length = "{length}"',
                f"artists = [{credit}]",
                f'credits = [{{ role = "composer", artist = "{rng.choice(artists)}" }}, '
                f'{{ role = "lyricist", artist = "{rng.choice(artists)}" }}]',
                f'kind = "{"insert-song" if song else "score-cue"}"',
                f'listen = {{ youtube = "v{numbered:010}" }}' if song else None,
                f'same_as = "{original.tracks[0]}"' if original else None,
            ]  # fmt: skip
            numbered += 1
            if original:
                original.tracks.append(f"{release}/{own}")
            return lines, f"{release}/{own}", titled, credit, length

        def release(own, title, korean, kind, day, tracks):
            root.write(f"content/soundtracks/{own}.toml", [
                f'title = "{title}"', root.names(korean), f'drama = "{slug}"', f'kind = "{kind}"',
                f"released = {day}", f'label = "{rng.choice(LABELS)}"', *(line for lines in tracks for line in lines),
            ])  # fmt: skip
            releases.append((day, own))

        songs, parts = [], 0 if count < 2 else max(1, round(count * 0.3))
        for part in range(parts):
            own, day = f"{slug}-part-{part + 1}", start + datetime.timedelta(days=7 * (part % 7))
            lines, id, titled, credit, length = track(own, 1)
            songs.append(Recording(id, day, titled, credit, length))
            release(own, f"{english} OST Part {part + 1}", f"{korean} OST Part {part + 1}", "part", day, [lines])
        rest, tracks, own = count - parts, [], f"{slug}-ost"
        for position in range(1, rest + 1):
            if position <= len(songs):
                tracks.append(track(own, position, songs[position - 1])[0])
            else:
                tracks.append(track(own, position, song=False)[0])
        if tracks:
            release(own, f"{english} OST", f"{korean} OST", "full-album", end, tracks)
        recordings += songs
    recordings.sort(key=lambda it: (it.released, it.tracks[0]))
    releases.sort()
    return recordings, releases


def credits(rng, artists, busy):
    """An artist credit: one name, or several with what joins them; the busiest stands first or last."""
    who = rng.sample(artists[1:], 1 if rng.random() < 0.7 else 2) if len(artists) > 2 else [artists[0]]
    if busy and artists[0] not in who:
        who.insert(rng.choice((0, len(who))), artists[0])
    if len(who) == 1:
        return f'"{who[0]}"'
    joins = [", "] * (len(who) - 2) + [rng.choice((" & ", " feat. ", " with ")), ""]
    return ", ".join(f'{{ artist = "{a}", join = "{j}" }}' if j else f'{{ artist = "{a}" }}' for a, j in zip(who, joins))


# slug, name, Korean name, interval, complete, of songs or of releases, share of all editions, days on the chart
CHARTS = [
    ("seoul-weekly-100", "Seoul Weekly 100", "서울 주간 100", "weekly", True, "track", 0.3, 150),
    ("world-digital", "World Digital Song Sales", "월드 디지털", "weekly", False, "track", 0.3, 150),
    ("seoul-daily-100", "Seoul Daily 100", "서울 일간 100", "daily", True, "track", 0.3, 40),
    ("album-weekly", "Album Weekly", "앨범 주간", "weekly", False, "soundtrack", 0.1, 120),
]


def charts(root, rng, size, recordings, releases):
    """Charts with their editions; gives moments that articles may tell of: chart, day, song and its place."""
    moments, left = [], size.weeks
    for n, (slug, name, korean, interval, complete, kind, share, life) in enumerate(CHARTS):
        weeks = left if n == len(CHARTS) - 1 else min(left, round(size.weeks * share))
        left -= weeks
        root.write(f"content/charts/{slug}.toml", [
            f'name = "{name}"', root.names(korean), 'publisher = "Invented"', f"size = {size.entries}",
            f'interval = "{interval}"', f"complete = {str(complete).lower()}",
        ])  # fmt: skip
        step = datetime.timedelta(days=1 if interval == "daily" else 7)
        if kind == "track":
            pool = [(it.released, it) for it in recordings]
        else:
            pool = [(day, own) for day, own in releases]
        # Some editions are missing: not of the followed-only charts, where that would only say that all were off.
        days, day = [], END
        while len(days) < weeks:
            if not (complete and rng.random() < 0.02):
                days.append(day)
            day -= step
        simulate(root, rng, size, slug, kind, complete, pool, days[::-1], step, life, moments)
    return moments


class Story:
    """What the stored editions tell of one song: best place, editions, and the last of them."""

    def __init__(self):
        self.peak, self.weeks, self.last = None, 0, (None, None)


class Standing:
    """A song's stay on a chart: when it came, how strong it is, and when it comes back."""

    def __init__(self, rng, day, life, story):
        self.story = story
        self.start, self.life = day, life * rng.uniform(0.3, 2.0)
        self.strength = rng.random() ** 2
        self.back = self.life + rng.uniform(60, 400) if rng.random() < 0.15 else None

    def score(self, rng, day):
        age = (day - self.start).days
        if self.back and age > self.back:
            age = (age - self.back) + self.life * 0.3
        climb, fall = min(1.0, (age + 3) / (self.life * 0.2)), max(0.0, 1.0 - age / self.life)
        return self.strength * climb * fall + rng.uniform(0, 0.02)

    def is_over(self, day):
        return (day - self.start).days > (self.back or 0) + self.life


def simulate(root, rng, size, slug, kind, complete, pool, days, step, life, moments):
    dates, standing, stories, before = [day for day, _ in pool], {}, {}, None
    places = size.entries
    for number, day in enumerate(days):
        for key in [key for key, it in standing.items() if it.is_over(day)]:
            stories[key] = standing.pop(key).story
        newest = bisect.bisect_right(dates, day)
        window = range(max(0, newest - 4 * places), newest)
        tries = 0
        while len(standing) < 1.4 * places and tries < 3 * places and window:
            tries += 1
            key = rng.choice(window)
            if key not in standing:
                # The first edition finds a chart that has been running.
                start = day if number else day - datetime.timedelta(days=rng.randrange(life))
                standing[key] = Standing(rng, start, life, stories.pop(key, None) or Story())
        ranked = sorted(standing, key=lambda key: (-standing[key].score(rng, day), key))
        lines, position, place = [], 0, 0
        for rank in range(1, places + 1):
            if complete and rng.random() < 0.25:
                lines.append(f'  {{ position = {rank}, title = "Elsewhere {rng.randrange(500)}", '
                             f'credited_to = "{person(rng)[0]}" }},')
                position = rank
                continue
            if place == len(ranked):
                break
            key, place = ranked[place], place + 1
            it = standing[key].story
            # A tie: the place of the one before.
            position = position if position and rng.random() < 0.005 else rank
            directly = before is not None and day - before == step
            it.weeks += 1
            it.peak = min(it.peak or position, position)
            last = it.last[1] if it.last[0] == before and (directly or not complete) else None
            it.last = (day, position)
            stated = ""
            if rng.random() < 0.1:
                stated = f", peak = {it.peak}, weeks = {it.weeks}" + (f", last_week = {last}" if last else "")
            own = pool[key][1] if kind == "soundtrack" else rng.choice(pool[key][1].tracks)
            lines.append(f'  {{ position = {position}, {kind} = "{own}"{stated} }},')
            if kind == "track" and rng.random() < 0.002:
                moments.append((slug, day, pool[key][1], position, it.peak, it.weeks))
        before = day
        root.write(f"content/charts/{slug}/{day}.toml", ["entries = [", *lines, "]"])


def articles(root, rng, size, artists, recordings, moments):
    for n in range(size.articles):
        section = ("news", "features")[n % 2]
        chart, day, song, position, peak, weeks = moments[n * len(moments) // size.articles] if moments else (None,) * 6
        song = song or rng.choice(recordings)
        day = day or END
        track, drama = song.tracks[0], song.tracks[0].rsplit("-part-", 1)[0]
        tells = [] if chart is None else [
            f'That week it stood at no. <Position track="{track}" chart="{chart}"/>, '
            f'after <Weeks track="{track}" chart="{chart}"/> weeks, with a peak of '
            f'<Fact track="{track}" chart="{chart}" what="peak" is="{peak}">number {peak}</Fact>.',
            "", f'<ChartRun track="{track}" chart="{chart}"/>', "",
        ]  # fmt: skip
        linked = [rng.choice(artists) for _ in range(5)]
        others = [rng.choice(recordings).tracks[0] for _ in range(5)]
        front = [
            "+++", f'title = "Story {n}: {song.titled[0]}"', f'standfirst = "What became of {song.titled[0]}."',
            f"date = {day}", f'bylines = ["writer-{rng.randrange(size.contributors)}"]',
            f'subjects = ["track:{track}", "drama:{drama}"]', f'tags = ["charts", "tag-{n % 17}"]', "+++",
        ]  # fmt: skip
        body = [
            f"The song is [[track:{track}|{song.titled[0]}]] from [[drama:{drama}]].", "", *tells,
            "## Others", "", "It was sung beside " + ", ".join(f"[[artist:{a}]]" for a in linked) + ".", "",
            *(f"- **[[track:{t}]]**, a song of its year" for t in others), "",
        ]  # fmt: skip
        path = f"content/articles/{section}/{day.year}/story-{n}"
        root.write(f"{path}.md", front + body)
        if root.ko and n % 4 == 0:
            root.write(f"{path}.ko.md", ["+++", f'title = "이야기 {n}: {song.titled[1]}"', "+++", *body])


if __name__ == "__main__":
    main()
