#!/usr/bin/env python3
"""From a save to the painted change: what a writer waits, measured in Chromium.

    cargo build --release && python3 tests/bench/browser.py [--edits 30] [--articles 10]

A magazine is made in a temporary folder, served, and opened. For each kind of edit (body, title, data file, template,
style sheet) a file is written again and again; the page notes when the change is in it and when the next frame has
been painted. Told are the median and the 95th percentile in milliseconds, from just before the write. Needs
`chromedriver` (Debian: chromium, chromium-driver), nothing else.
"""

import argparse
import json
import pathlib
import re
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHROMIUM = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
            "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"]

# Notes when a mark is first seen in the page and painted; `value` says what the page shows of an edit.
WATCH = """
window.seen = {};
const value = () => %s;
const note = () => {
  const mark = value();
  if (!mark || window.seen[mark]) return;
  const changed = performance.timeOrigin + performance.now();
  window.seen[mark] = { changed };
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { window.seen[mark].painted = performance.timeOrigin + performance.now(); };
    channel.port2.postMessage(null);
  });
};
new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
document.addEventListener("load", note, true);
note();
"""
IN_TEXT = r"/Mark\d+/.exec(document.querySelector('%s').textContent)?.[0]"


class Browser:
    """One session of a driver of its own."""

    def __init__(self, profile):
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.driver.stdout:
            if found := re.search(r"started successfully on port (\d+)", line):
                self.url = f"http://127.0.0.1:{found[1]}"
                break
        options = {"args": [*CHROMIUM, f"--user-data-dir={profile}"]}
        session = self.ask("/session", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}})
        self.url += "/session/" + session["sessionId"]

    def ask(self, path, body=None, method="POST"):
        data = json.dumps(body or {}).encode() if method == "POST" else None
        request = urllib.request.Request(self.url + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise SystemExit(f"{path}: {json.load(error)['value']['message']}") from error

    def run(self, script):
        return self.ask("/execute/sync", {"script": script, "args": []})

    def end(self):
        self.ask("", method="DELETE")
        self.driver.kill()
        self.driver.wait()


def magazine(root, articles):
    """Articles about one drama, with a theme of the site's own."""
    def write(path, text):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)

    write("site.toml", 'title = "Insert Song"\nbase_url = "https://mag.example/"\ntheme = "mine"\n')
    write("themes/mine/theme.toml", 'extends = "overture"\n')
    overture = ROOT / "themes/overture"
    write("themes/mine/templates/article.html", (overture / "templates/article.html").read_text())
    write("themes/mine/assets/style.css", (overture / "assets/style.css").read_text())
    write("content/dramas/goblin.toml", 'title = "Goblin"\nreleased = 2016\n')
    prose = "A line of prose about a song that returns when it rains, and nobody knows why.\n\n" * 25
    for number in range(articles):
        head = f'+++\ntitle = "Article {number}"\ndate = 2025-01-{number % 28 + 1:02}\n+++\n'
        write(f"content/articles/news/article-{number}.md", f"{head}It begins with [[goblin]].\n\n{prose}")


def edits(root):
    """For each kind: a file, how it is with a mark, and what the page shows of the mark."""
    def replacing(path, old, new):
        text = (root / path).read_text()
        assert old in text, (path, old)
        return root / path, lambda mark: text.replace(old, new.format(mark), 1)

    article = "content/articles/news/article-0.md"
    return {
        "body": (*replacing(article, "It begins", "{} begins"), IN_TEXT % "main"),
        "title": (*replacing(article, "Article 0", "Article {}"), IN_TEXT % "h1"),
        "data file": (*replacing("content/dramas/goblin.toml", "Goblin", "Goblin {}"), IN_TEXT % "main"),
        "template": (*replacing("themes/mine/templates/article.html", "<article", '<article data-mark="{}"'),
                     "document.querySelector('article').dataset.mark"),
        "style sheet": (root / "themes/mine/assets/style.css",
                        (lambda text: lambda mark: text + f"\nh1 {{ --mark: {mark}; }}\n")(
                            (root / "themes/mine/assets/style.css").read_text()),
                        "getComputedStyle(document.querySelector('h1')).getPropertyValue('--mark').trim()"),
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--edits", type=int, default=30)
    parser.add_argument("--articles", type=int, default=10)
    parser.add_argument("--program", default=ROOT / "target/release/leitmotif")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root, profile = pathlib.Path(folder) / "site", pathlib.Path(folder) / "profile"
        magazine(root, wanted.articles)
        server = subprocess.Popen([wanted.program, "serve", "--root", root, "--port", "0"], stdout=subprocess.PIPE, text=True)
        browser = Browser(profile)
        try:
            url = next(found[0] for line in server.stdout if (found := re.search(r"http://\S+", line)))
            for kind, (path, text_of, value) in edits(root).items():
                sound = path.read_text()
                browser.ask("/url", {"url": f"{url}news/article-0/"})
                time.sleep(1)
                browser.run(WATCH % value)
                changed, painted = [], []
                for number in range(wanted.edits):
                    mark = f"Mark{number}"
                    begun = time.time() * 1000
                    path.write_text(text_of(mark))
                    while not (seen := browser.run(f"return window.seen['{mark}'] ?? null")) or "painted" not in seen:
                        assert time.time() * 1000 - begun < 20_000, f"{kind}: an edit was never seen"
                        time.sleep(0.05)
                    changed.append(seen["changed"] - begun)
                    painted.append(seen["painted"] - begun)
                    time.sleep(0.1)
                path.write_text(sound)
                time.sleep(0.3)
                least = lambda values: sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]
                print(f"{kind:12} in the page: median {statistics.median(changed):6.1f}, p95 {least(changed):6.1f};"
                      f"  painted: median {statistics.median(painted):6.1f}, p95 {least(painted):6.1f} ms", flush=True)
        finally:
            browser.end()
            server.kill()
            server.wait()


if __name__ == "__main__":
    main()
