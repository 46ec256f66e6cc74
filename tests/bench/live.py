#!/usr/bin/env python3
"""Measures the preview: from the end of a write to the first answer that shows it, and the memory it takes.

For each size, an invented magazine is written into a temporary folder (the same seed gives the same bytes), `leitmotif
serve` is started on it, and each kind of edit is made 30 times: the body of an article, its title, a contributor's name,
a template, a style sheet. Each edit carries a word that was never there; the page that must show it is asked for again
and again over one connection, without pause, until it does. Printed are the median and the 95th percentile in
milliseconds, how long the start took until the first page, and the resident memory after the start and after all edits,
beside the bytes of content.

    tests/bench/live.py                            # 10, 1,000 and 10,000 articles
    tests/bench/live.py --sizes 10 1000 --edits 10
    LEITMOTIF_BIN=… HUGO_BIN=… tests/bench/live.py # another program; Hugo beside it, on the same articles

The writes are in place, as many editors make them. Asking without pause costs a part of the machine, so figures are a
little worse than what one browser sees. Hugo gets plain templates, which do far less than overture; its edits are the
body, the title and a template.
"""

import argparse
import http.client
import os
import pathlib
import random
import shutil
import socket
import statistics
import subprocess
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parents[2]
LEITMOTIF = os.environ.get("LEITMOTIF_BIN", str(HERE / "target/release/leitmotif"))
HUGO = os.environ.get("HUGO_BIN")
PATIENCE = 60  # seconds until an edit counts as lost

SYLLABLES = "ga na da ra ma ba sa a ja cha ha min seo yeon ji woo jun hye eun soo kyung in ho bin ryu".split()
HANGUL = "가나다라마바사아자차하민서연지우준혜은수경인호빈류"
SECTIONS = ["news", "features", "reviews"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 1000, 10000], help="numbers of articles")
    parser.add_argument("--edits", type=int, default=30, help="edits of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="a folder for the magazines, which stay there")
    args = parser.parse_args()
    for size in args.sizes:
        place = pathlib.Path(args.keep or tempfile.mkdtemp(prefix="live-"))
        try:
            site = place / f"leitmotif-{size}"
            length = magazine(site, size, args.seed)
            print(f"\n{size} articles, {length / 1e6:.1f} MB of content")
            measure("leitmotif", leitmotif(site), leitmotif_edits(site), args.edits)
            if HUGO:
                site = place / f"hugo-{size}"
                hugo_site(site, size, args.seed)
                measure("hugo", hugo(site), hugo_edits(site), args.edits)
        finally:
            if not args.keep:
                shutil.rmtree(place)


# The magazine


def word(rng):
    if rng.random() < 0.3:
        return "".join(rng.choice(HANGUL) for _ in range(rng.randint(2, 4)))
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(1, 3)))


def words(rng, least, most):
    return " ".join(word(rng) for _ in range(rng.randint(least, most)))


def name_of(n):
    return f"article-{n:05}"


def section_of(n):
    return SECTIONS[n % len(SECTIONS)]


def body(rng, n, size, link):
    parts = []
    for part in range(4):
        parts.append(f"## {words(rng, 2, 5).capitalize()}")
        for _ in range(3):
            parts.append(f"{words(rng, 50, 110).capitalize()}, **{words(rng, 1, 3)}**, *{words(rng, 1, 2)}*.")
        other = rng.randrange(size)
        parts.append(f"{words(rng, 10, 20).capitalize()} {link(other, words(rng, 1, 3))} and "
                     f"[{word(rng)}](https://example.org/wiki/{n}).")
        if part == 1:
            parts.append("\n".join(f"- {words(rng, 6, 14)}" for _ in range(5)))
        if part == 2:
            rows = "\n".join(f"| {word(rng)} | *{word(rng)}* | {words(rng, 1, 3)} |" for _ in range(5))
            parts.append(f"| Artist | Song | Drama |\n| --- | --- | --- |\n{rows}")
    return "\n\n".join(parts) + "\n"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return len(text.encode())


def article(rng, n, size, link):
    title, tag = words(rng, 4, 9).capitalize(), rng.choice(["comeback", "score", "ballad", "chart", "live"])
    day = f"{2015 + n % 10}-{1 + n % 12:02}-{1 + n % 28:02}"
    head = f'title = "{title}"\nstandfirst = "{words(rng, 12, 24)}."\ndate = {day}T12:00:00Z\n'
    return head, tag, rng.randrange(20), body(rng, n, size, link)


def magazine(site, size, seed):
    rng = random.Random(seed)
    length = write(site / "site.toml", 'title = "Measured"\nbase_url = "https://measured.example/"\ntheme = "own"\n')
    own = site / "themes/own"
    write(own / "theme.toml", 'extends = "overture"\n')
    shutil.copytree(HERE / "themes/overture/templates", own / "templates", dirs_exist_ok=True)
    shutil.copytree(HERE / "themes/overture/assets", own / "assets", dirs_exist_ok=True)
    for n in range(20):
        length += write(site / f"content/contributors/writer-{n}.toml", f'name = "{words(rng, 2, 2).title()}"\n')
    for n in range(size):
        head, tag, author, text = article(rng, n, size, lambda other, label: f"[{label}](../{section_of(other)}/{name_of(other)}.md)")
        head += f'bylines = ["writer-{author}"]\ntags = ["{tag}"]\n'
        path = site / f"content/articles/{section_of(n)}/{name_of(n)}.md"
        length += write(path, f"+++\n{head}+++\n{text}")
    return length


def hugo_site(site, size, seed):
    rng = random.Random(seed)
    write(site / "hugo.toml", 'title = "Measured"\nbaseURL = "https://measured.example/"\ndisableKinds = ["taxonomy", "term"]\n')
    page = "<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1><!-- template -->{{ .Content }}"
    lists = "<!doctype html><title>{{ .Title }}</title>{{ range (.Paginate .Pages).Pages }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}"
    write(site / "layouts/_default/single.html", page)
    write(site / "layouts/_default/list.html", lists)
    write(site / "layouts/index.html", lists)
    for n in range(size):
        head, _, _, text = article(rng, n, size, lambda other, label: f"[{label}](/{section_of(other)}/{name_of(other)}/)")
        write(site / f"content/{section_of(n)}/{name_of(n)}.md", f"+++\n{head}+++\n{text}")


# The edits: a file, how a word comes into it, and the address that must show it

ADDRESS = f"/{section_of(0)}/{name_of(0)}/"


def at_end(text, new):
    return f"{text}\nA paragraph with {new} in it.\n"


def in_title(text, new):
    return text.replace('title = "', f'title = "{new} ', 1)


def leitmotif_edits(site):
    path = site / f"content/articles/{section_of(0)}/{name_of(0)}.md"
    author = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("bylines"))
    author = author.split('"')[1]
    style = sorted((site / "themes/own/assets").rglob("*.css"))[0]
    return [
        ("body", path, at_end, ADDRESS),
        ("title", path, in_title, ADDRESS),
        ("data file", site / f"content/contributors/{author}.toml",
         lambda text, new: text.replace('name = "', f'name = "{new} ', 1), ADDRESS),
        ("template", site / "themes/own/templates/article.html",
         lambda text, new: text.replace("<article", f"<article data-{new}", 1), ADDRESS),
        # Its name in the page holds a fingerprint of its bytes.
        ("style sheet", style, lambda text, new: f"{text}\n.{new} {{ color: red }}\n", (ADDRESS, style.stem)),
    ]


def hugo_edits(site):
    path = site / f"content/{section_of(0)}/{name_of(0)}.md"
    return [
        ("body", path, at_end, ADDRESS),
        ("title", path, in_title, ADDRESS),
        ("template", site / "layouts/_default/single.html",
         lambda text, new: text.replace("<!-- template -->", f"<!-- template -->{new}", 1), ADDRESS),
    ]


# The programs


def free_port():
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return it.getsockname()[1]


def leitmotif(site):
    port = free_port()
    return port, [LEITMOTIF, "serve", "--root", str(site), "--port", str(port), "--quiet",
                  "--now", "2026-01-01T00:00:00Z"]


def hugo(site):
    port = free_port()
    return port, [HUGO, "server", "--source", str(site), "--port", str(port), "--renderToMemory", "--disableLiveReload",
                  "--baseURL", f"http://127.0.0.1:{port}/"]


class Asked:
    """A connection that is opened again when it was closed."""

    def __init__(self, port):
        self.port, self.connection = port, None

    def get(self, path):
        try:
            self.connection = self.connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            self.connection.request("GET", path)
            return self.connection.getresponse().read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            self.connection = None
            return ""


def resident(process, which="VmRSS"):
    with open(f"/proc/{process.pid}/status", encoding="utf-8") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith(which))


def shown(asked, address, new):
    if isinstance(address, str):
        return new in asked.get(address)
    page, stem = address
    # The style sheet under the name that the page now gives it.
    names = [part.split('"')[0] for part in asked.get(page).split('href="')[1:]]
    return any(new in asked.get(name) for name in names if stem in name and ".css" in name)


def measure(program, started, edits, times):
    """Prints what was measured."""
    it = preview(program, started, edits, times)
    for what, took in it["edits"].items():
        late = took[min(len(took) - 1, round(0.95 * (len(took) - 1)))]
        print(f"  {program:10} {what:12} median {statistics.median(took):8.1f} ms   p95 {late:8.1f} ms", flush=True)
    print(f"  {program:10} first page {it['first']:8.0f} ms   memory {it['before']:.0f} MB, after all edits {it['after']:.0f} MB")


def preview(program, started, edits, times, first_page=ADDRESS, patience=PATIENCE):
    """Starts a preview, edits and undoes it; gives milliseconds (of each kind of edit sorted) and MiB."""
    port, command = started
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        asked = Asked(port)
        while "<h1" not in asked.get(first_page):
            if process.poll() is not None or time.perf_counter() - begun > patience:
                raise SystemExit(f"{program} did not start: {' '.join(command)}")
            time.sleep(0.005)
        first = (time.perf_counter() - begun) * 1000
        time.sleep(0.5)
        before, all_edits = resident(process), {}
        for what, path, edit, address in edits:
            original, took = path.read_text(encoding="utf-8"), []
            try:
                for n in range(times):
                    new = f"w{what[0]}{n}x{time.time_ns() % 10**9}"
                    path.write_text(edit(original, new), encoding="utf-8")
                    written = time.perf_counter()
                    while not shown(asked, address, new):
                        if time.perf_counter() - written > patience:
                            raise SystemExit(f"{program} never showed an edit of {path}")
                    took.append((time.perf_counter() - written) * 1000)
                    time.sleep(0.05)
            finally:
                path.write_text(original, encoding="utf-8")
            time.sleep(0.3)
            all_edits[what] = sorted(took)
        return {"first": first, "before": before, "after": resident(process), "peak": resident(process, "VmHWM"), "edits": all_edits}
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
