#!/usr/bin/env python3
"""Writes an invented magazine of many articles, to measure how builds grow with it: up to millions of short ones.

The same numbers and the same seed give the same bytes. Articles are made of sentences that are invented once, so that
most of the time goes into writing files. They have dates over sixteen years, four sections with a folder a year, tags
and bylines that some share more often than others, and links to each other; longer ones have headings, a list and a
table. Records, charts and components are the matter of `catalogue.py`.

    tests/bench/articles.py /tmp/many                                  # 10,000 articles of 1,000 words
    tests/bench/articles.py /tmp/many --articles 1000000 --words 60 --links 1
"""

import argparse
import bisect
import datetime
import itertools
import os
import pathlib
import random
import shutil

SITE = pathlib.Path(__file__).resolve().parent / "site"
BEGIN, END = datetime.datetime(2010, 1, 1), datetime.datetime(2025, 12, 27)
SECTIONS = ["news", "features", "reviews", "interviews"]

COMMON = (
    "the of and to a in is it that was for on with as at be this have from or had by not but what all when there can an "
    "which their said if will each about how up out then she many some so these would other into has more two him see "
    "time could no make than first been its who now people over did down only way find use long little very after"
).split()
FIELD = (
    "soundtrack theme melody chord bridge chorus verse ballad strings piano cello violin synth drums guitar vocal harmony "
    "tempo key minor major leitmotif cue score composer arranger orchestra choir lyric refrain suite overture finale "
    "episode drama season scene director montage credits broadcast chart album single label debut critic review"
).split()
SYLLABLES = "ga na da ra ma ba sa a ja cha ha min seo yeon ji woo jun hye eun soo kyung in ho bin ryu".split()
HANGUL = "가나다라마바사아자차하민서연지우준혜은수경인호빈류"


def main():
    size = parsed()
    files, length = magazine(size.folder, size.articles, size.words, size.links, size.tags, size.writers, size.seed, size.site)
    print(f"{size.folder}: {files} files, {length / 1e6:.1f} MB")


def parsed():
    it = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    it.add_argument("folder", help="the magazine's folder; it must not exist, or be empty")
    it.add_argument("--articles", type=int, default=10_000)
    it.add_argument("--words", type=int, default=1_000, help="words of an article, about [1000]")
    it.add_argument("--links", type=int, default=4, help="links of an article to others [4]")
    it.add_argument("--tags", type=int, default=200, help="tags, of which each article has two to four [200]")
    it.add_argument("--writers", type=int, default=40, help="contributors [40]")
    it.add_argument("--site", default=SITE, help="a folder with `site.toml` and themes [tests/bench/site]")
    it.add_argument("--seed", type=int, default=1, help="other words of the same size [1]")
    size = it.parse_args()
    if os.path.isdir(size.folder) and os.listdir(size.folder):
        it.error(f"{size.folder} is not empty")
    return size


def word(rng):
    """A word; some are Hangul, most of the others common."""
    fate = rng.random()
    if fate < 0.1:
        return "".join(rng.choice(HANGUL) for _ in range(rng.randint(2, 4)))
    if fate < 0.3:
        return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 3)))
    return rng.choice(FIELD if fate < 0.45 else COMMON)


def sentence(rng):
    words = [word(rng) for _ in range(rng.randint(8, 16))]
    if rng.random() < 0.15:
        at = rng.randrange(len(words) - 1)
        words[at : at + 2] = [f"**{words[at]} {words[at + 1]}**" if rng.random() < 0.5 else f"*{words[at]}* {words[at + 1]}"]
    text = " ".join(words)
    return text[0].upper() + text[1:] + "."


class Words:
    """What all articles are made of, invented once."""

    def __init__(self, seed):
        rng = random.Random(f"{seed} words")
        self.sentences = [sentence(rng) for _ in range(4096)]
        self.titles = [" ".join(word(rng).capitalize() for _ in range(rng.randint(2, 4))) for _ in range(4096)]


def shares(n):
    """Sums to choose by: the first is the most frequent, and so on down."""
    return list(itertools.accumulate(1 / (rank + 3) for rank in range(n)))


class Places:
    """When an article came out and where it lies: both follow from its number, so that links find their way."""

    def __init__(self, articles):
        self.step = (END - BEGIN) / articles

    def day(self, n):
        return BEGIN + self.step * n

    @staticmethod
    def name(n):
        return f"article-{n}"

    @staticmethod
    def section(n):
        return SECTIONS[n * 7 % 11 % len(SECTIONS)]

    def file(self, n):
        """Below `content/articles/`."""
        return f"{self.section(n)}/{self.day(n).year}/{self.name(n)}.md"

    def address(self, n):
        return f"/{self.section(n)}/{self.name(n)}/"


def magazine(folder, articles, words=1_000, links=4, tags=200, writers=40, seed=1, site=SITE):
    """Writes all of it; gives how many files, and their bytes."""
    folder = pathlib.Path(folder)
    shutil.copytree(site, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("README*"))
    made, places, rng = Words(seed), Places(articles), random.Random(seed)
    below = folder / "content"
    length = 0

    def write(path, text):
        nonlocal length
        data = text.encode()
        at = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.write(at, data)
        os.close(at)
        length += len(data)

    for kind in ["contributors", "pages"]:
        os.makedirs(below / kind, exist_ok=True)
    for section, year in itertools.product(SECTIONS, range(BEGIN.year, END.year + 1)):
        os.makedirs(below / "articles" / section / str(year), exist_ok=True)
    for n in range(writers):
        name = f"{rng.choice(SYLLABLES).capitalize()}{rng.choice(SYLLABLES)} {rng.choice(SYLLABLES).capitalize()} {n}"
        write(below / f"contributors/writer-{n}.toml", f'name = "{name}"\n')
    write(below / "pages/about.md", '+++\ntitle = "About"\n+++\nA magazine that is measured.\n')
    tagged, signed, prefix = shares(tags), shares(writers), os.path.join(below, "articles", "")
    for n in range(articles):
        write(prefix + places.file(n), article(rng, n, made, places, articles, words, links, tagged, signed))
    return articles + writers + 2, length


def article(rng, n, made, places, articles, words, links, tagged, signed):
    draw, sentences, titles = rng.random, made.sentences, made.titles
    least = lambda sums: bisect.bisect_left(sums, draw() * sums[-1])
    own = dict.fromkeys(least(tagged) for _ in range(2 + int(draw() * 3)))
    title = f"{titles[int(draw() * 4096)]} {titles[int(draw() * 4096)]}"
    head = (
        f'+++\ntitle = "{title}"\nstandfirst = "{plain(sentences[int(draw() * 4096)])}"\n'
        f"date = {places.day(n):%Y-%m-%dT%H:%M:%SZ}\n"
        f'bylines = ["writer-{least(signed)}"]\ntags = [{", ".join(f"{chr(34)}tag-{tag}{chr(34)}" for tag in own)}]\n+++\n'
    )
    # A sentence has twelve words. An article is up to half longer or shorter, in paragraphs of five or six sentences.
    left = max(1, round(words * (0.6 + 0.8 * draw()) / 12))
    paragraphs, number = [], 0
    every = max(1, left // (links + 1))
    since = linked = 0
    while left > 0:
        count = min(left, 5 + int(draw() * 2))
        start = int(draw() * (4096 - count))
        text = " ".join(sentences[start : start + count])
        left, since, number = left - count, since + count, number + 1
        while linked < links and (since >= every or left <= 0):
            other = int(draw() * articles)
            text += f" See [{titles[int(draw() * 4096)]}](../../{places.file(other)})."
            since, linked = since - every, linked + 1
        if number % 2 == 0 and left > 4:
            text += f"\n\n## {titles[int(draw() * 4096)]}"
        if number == 5:
            text += "\n\n" + "\n".join(f"- {sentences[int(draw() * 4096)]}" for _ in range(4))
        if number == 9:
            rows = "\n".join(f"| {titles[int(draw() * 4096)]} | *{titles[int(draw() * 4096)]}* | {row} |" for row in range(4))
            text += f"\n\n| Song | Drama | Weeks |\n| --- | --- | ---: |\n{rows}"
        paragraphs.append(text)
    if words >= 300:
        paragraphs.append(f"It is told [elsewhere](https://encyclopedia.example.org/wiki/{n}), too.")
    return head + "\n\n".join(paragraphs) + "\n"


def plain(text):
    return text.replace("*", "")


if __name__ == "__main__":
    main()
