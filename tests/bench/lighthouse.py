#!/usr/bin/env python3
"""The figures of Lighthouse for a phone: the demonstration magazine, served as a static host would, with gzip.

    cargo build --release && python3 tests/bench/lighthouse.py [--runs 3] [/ /news/a-song/ …]

The magazine is built for the address at which it is served, and each page is measured a few times. Told are the medians
of the four groups, of what a reader waits for, and every audit that was not perfect. Paths on the command line are
measured instead of the usual four: home, an article, a soundtrack, a chart. `LEITMOTIF_BIN=…` names another program,
`--theme` another theme. Needs `chromium`, and `npm` to fetch Lighthouse once.
"""

import argparse
import collections
import functools
import gzip
import http.server
import json
import mimetypes
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import threading

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = ROOT / "tests" / "tools" / "lighthouse"
PAGES = ["/", "/news/forty-seven-weeks/", "/soundtracks/kpop-demon-hunters/", "/charts/billboard-hot-100/"]
GROUPS = ["performance", "accessibility", "best-practices", "seo"]
WAITS = {
    "first-contentful-paint": "FCP", "largest-contentful-paint": "LCP", "total-blocking-time": "TBT",
    "cumulative-layout-shift": "CLS", "speed-index": "SI",
}
CHROMIUM = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"


class Host(http.server.BaseHTTPRequestHandler):
    """A static host: compressed texts, assets that may be kept for ever, and a page for what is not there."""

    protocol_version = "HTTP/1.1"
    packed = functools.lru_cache(maxsize=None)(lambda path: gzip.compress(path.read_bytes(), 6))

    def __init__(self, folder, *arguments):
        self.folder = folder
        super().__init__(*arguments)

    def do_GET(self):
        path = self.path.split("?")[0]
        file = self.folder / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
        found = file.is_file() and self.folder in file.resolve().parents
        if not found:
            file = self.folder / "404.html"
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        text = kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))
        packs = text and "gzip" in self.headers.get("Accept-Encoding", "")
        body = Host.packed(file) if packs else file.read_bytes()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", kind + ("; charset=utf-8" if text else ""))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000, immutable" if path.startswith("/assets/") else "max-age=600")
        if packs:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def build(output, address, theme):
    """Builds the magazine for an address; in another theme from a copy."""
    site = ROOT
    if theme:
        site = output.parent / "site"
        for folder in ["content", "themes"]:
            shutil.copytree(ROOT / folder, site / folder)
        lines = (ROOT / "site.toml").read_text().splitlines(keepends=True)
        (site / "site.toml").write_text("".join(f'theme = "{theme}"\n' if it.startswith("theme = ") else it for it in lines))
    program = os.environ.get("LEITMOTIF_BIN", ROOT / "target" / "release" / "leitmotif")
    order = [program, "build", "--quiet", "--now", "2026-11-20", "--base-url", address, "--output", output]
    subprocess.run(order, cwd=site, check=True)


def measure(url):
    """One run of Lighthouse."""
    order = [TOOL / "node_modules" / ".bin" / "lighthouse", url, "--quiet", "--output=json", f"--chrome-flags={CHROMIUM}"]
    environment = os.environ | {"CHROME_PATH": shutil.which("chromium") or "chromium"}
    ran = subprocess.run(order, env=environment, capture_output=True, text=True)
    if ran.returncode != 0:
        raise SystemExit(f"lighthouse: {ran.stderr}")
    return json.loads(ran.stdout)


def imperfect(report):
    """The audits that are not perfect: group, name, weight in its group (0: a hint), and what is said of them."""
    for group in GROUPS:
        for reference in report["categories"][group]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if audit["score"] is not None and audit["score"] < 1 and audit["scoreDisplayMode"] != "informative":
                found = audit.get("details", {}).get("items", [])
                where = next((it["node"]["snippet"] for it in found if isinstance(it.get("node"), dict)), "")
                yield group, audit["id"], reference["weight"], " ".join(filter(None, [audit.get("displayValue"), where]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--theme", help="a theme other than the magazine's")
    parser.add_argument("pages", nargs="*", default=PAGES)
    options = parser.parse_args()
    if not (TOOL / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--prefix", TOOL], check=True)
    with tempfile.TemporaryDirectory() as temporary:
        output = pathlib.Path(temporary).resolve() / "output"
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, output))
        address = f"http://127.0.0.1:{server.server_port}"
        build(output, f"{address}/", options.theme)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print("page | " + " | ".join(GROUPS) + " | " + " | ".join(WAITS.values()))
        faults = collections.defaultdict(list)
        for page in options.pages:
            reports = [measure(address + page) for _ in range(options.runs)]
            cells = [f"{statistics.median(it['categories'][group]['score'] for it in reports) * 100:.0f}" for group in GROUPS]
            for wait in WAITS:
                middle = statistics.median(it["audits"][wait]["numericValue"] for it in reports)
                cells.append(f"{middle:.3f}" if wait.startswith("cumulative") else f"{middle:.0f} ms")
            print(f"{page} | " + " | ".join(cells), flush=True)
            for report in reports:
                for *where, said in imperfect(report):
                    faults[page, *where].append(said)
        print("\npage | group | audit that is not perfect | weight | runs | what is said of it")
        for (page, group, audit, weight), said in faults.items():
            print(f"{page} | {group} | {audit} | {weight} | {len(said)} of {options.runs} | {said[0]}")


if __name__ == "__main__":
    main()
