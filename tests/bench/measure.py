#!/usr/bin/env python3
"""Measures everything that a reader of figures may ask for, and writes tables and plots of it: the one command.

For each size an invented magazine is written (`articles.py`, the same seed gives the same bytes), once with the plain
theme of `tests/bench/site`, which draws what other generators draw in comparisons, and once in overture with all
outputs: the price of beauty. Of each are measured, in rounds one after the other, so that what else the machine does
falls on all alike:

    cold build          into a folder that is not there
    unchanged build     again, nothing being another
    one article         again, the body of one being another
    check               everything but the writing
    the floor           the same files read, and the same files written, by a program that does nothing else (floor.rs)
    preview             start to the first page; from a save to the first answer that shows it (live.py)

Times are medians. Processors' time and the most memory are what the system says of the process (`wait4`; of a preview
`VmHWM`). Figures are never asserted: they are of one machine on one day.

    cargo build --release
    tests/bench/measure.py                                  # 1,000 and 10,000 articles, five rounds
    tests/bench/measure.py --sizes 1000 --runs 3 --output /tmp/measured
    tests/bench/measure.py --growth                         # short articles by the thousand, up to a million: what fits
    LEITMOTIF_BIN=… tests/bench/measure.py                  # another program

Magazines and sites lie in memory where there is a `/dev/shm`, else in the temporary folder: `--work` says where. They
are removed as soon as they have been measured. `--output` gets measure.md, measure.json, times.svg and growth.svg.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import articles
import live
import plot

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NOW = "2026-01-01T00:00:00Z"
BUILDS = ["cold build", "unchanged build", "one article", "check"]
LOOKS = {"peers": "the theme of the comparison", "overture": "overture, all outputs"}


def main():
    args = parsed()
    # What was written is removed, too, when somebody ends this.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    args.output.mkdir(parents=True, exist_ok=True)
    if args.work:
        pathlib.Path(args.work).mkdir(parents=True, exist_ok=True)
    work = pathlib.Path(tempfile.mkdtemp(prefix="leitmotif-measure-", dir=args.work))
    result = {"machine": machine(work), "runs": args.runs, "words": args.words, "sizes": [], "growth": []}
    try:
        bench = Bench(work, args)
        for size in args.sizes:
            result["sizes"].append(bench.size(size))
            written(args.output, result)
        if args.growth:
            bench.growth(args.growth_sizes, result["growth"], lambda: written(args.output, result))
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"{args.output}: {', '.join(sorted(it.name for it in args.output.iterdir()))}")


def parsed():
    it = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    numbers = lambda text: [int(part) for part in text.replace("_", "").split(",") if part]
    it.add_argument("--sizes", type=numbers, default=[1_000, 10_000], help="numbers of articles [1000,10000]")
    it.add_argument("--runs", type=int, default=5, help="rounds, of which the medians are told [5]")
    it.add_argument("--edits", type=int, default=15, help="edits of each kind in the preview [15]")
    it.add_argument("--words", type=int, default=1_000, help="words of an article, about [1000]")
    it.add_argument("--looks", default="peers,overture", help="which of the two [peers,overture]")
    it.add_argument("--growth", action="store_true", help="also how time and memory grow")
    it.add_argument("--growth-sizes", type=numbers, default=[1_000, 10_000, 100_000, 1_000_000], help="[1000,…,1000000]")
    it.add_argument("--growth-words", type=int, default=60, help="words of those articles [60]")
    it.add_argument("--seed", type=int, default=1)
    it.add_argument("--output", type=pathlib.Path, default=ROOT / "target/bench", help="where tables and plots go [target/bench]")
    it.add_argument("--work", default="/dev/shm" if os.path.isdir("/dev/shm") else None, help="where magazines and sites lie meanwhile")
    args = it.parse_args()
    args.looks = [look for look in args.looks.split(",") if look in LOOKS] or it.error("--looks takes peers and overture")
    return args


class Bench:
    """Runs programs in a folder of its own and notes what they take."""

    def __init__(self, work, args):
        self.work, self.args = work, args
        self.floor_program = work / "floor"
        command = ["rustc", "-O", "--edition", "2024", "-o", self.floor_program, HERE / "floor.rs"]
        subprocess.run(command, check=True)

    def run(self, *words):
        """Seconds, processors' seconds, MiB, and what `--timings=json` told."""
        command = [live.LEITMOTIF, *map(str, words), "--quiet", "--now", NOW, "--timings=json"]
        with tempfile.TemporaryFile() as said:
            begun = time.perf_counter()
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said)
            ended = threading.Event()
            threading.Thread(target=guard, args=(process.pid, ended), daemon=True).start()
            try:
                _, status, usage = os.wait4(process.pid, 0)
            except BaseException:
                process.kill()
                raise
            finally:
                ended.set()
            wall = time.perf_counter() - begun
            process.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            text = said.read().decode("utf-8", "replace")
        if process.returncode:
            raise SystemExit(f"{' '.join(command)}\n{text[-2000:]}")
        told = json.loads(text.splitlines()[-1])
        # A build of what is there already ends before it writes.
        nothing = {"items": 0, "bytes": 0} if words[0] == "build" else {}
        write = next((it for it in told["stages"] if it["stage"] == "write"), nothing)
        return {
            "wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / 1024,
            "files": write.get("items"), "bytes": write.get("bytes"), "stages": told["stages"],
        }  # fmt: skip

    def floor(self, *words):
        said = subprocess.run([self.floor_program, *words], check=True, capture_output=True, text=True).stdout.split()
        return {"wall": float(said[0]), "files": int(said[1]), "bytes": int(said[2])}

    def magazine(self, size, look, words, links=4):
        folder = self.work / f"{look}-{size}"
        laid = HERE / "site" if look == "peers" else overture(self.work / "overture")
        articles.magazine(folder, size, words, links, seed=self.args.seed, site=laid)
        return folder

    def size(self, size):
        """One size in each look: rounds of builds, then the previews."""
        sites = {look: self.magazine(size, look, self.args.words) for look in self.args.looks}
        noted = {look: {what: [] for what in [*BUILDS, "floor: read", "floor: write"]} for look in sites}
        for turn in range(self.args.runs):
            for look, site in sites.items():
                print(f"{size} articles, {look}, round {turn + 1}", file=sys.stderr)
                self.round(site, size, turn, noted[look])
        row = {"articles": size, "looks": {}}
        for look, site in sites.items():
            print(f"{size} articles, {look}, preview", file=sys.stderr)
            row["looks"][look] = {what: medians(all) for what, all in noted[look].items()}
            row["looks"][look]["preview"] = self.preview(site, size)
            shutil.rmtree(site)
        return row

    def round(self, site, size, turn, noted):
        out = self.work / "out"
        build = ["build", "--root", site, "--output", out]
        noted["cold build"].append(self.run(*build))
        noted["unchanged build"].append(self.run(*build))
        path = article(site, size // 2, size)
        original = path.read_text(encoding="utf-8")
        path.write_text(f"{original}\nA paragraph of round {turn}.\n", encoding="utf-8")
        noted["one article"].append(self.run(*build))
        path.write_text(original, encoding="utf-8")
        noted["check"].append(self.run("check", "--root", site))
        noted["floor: write"].append(self.floor("write", out, self.work / "again"))
        shutil.rmtree(self.work / "again")
        shutil.rmtree(out)
        noted["floor: read"].append(self.floor("read", site))

    def preview(self, site, size):
        path, address = article(site, 0, size), articles.Places(size).address(0)
        writer = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("bylines")).split('"')[1]
        template = next(site.glob("themes/*/templates/article.html"))
        edits = [
            ("body", path, live.at_end, address),
            ("title", path, live.in_title, address),
            ("data file", site / f"content/contributors/{writer}.toml",
             lambda text, new: text.replace('name = "', f'name = "{new} ', 1), address),
            ("template", template, lambda text, new: text.replace("<article", f"<article data-{new}", 1), address),
        ]  # fmt: skip
        it = live.preview("leitmotif", live.leitmotif(site), edits, self.args.edits, address, patience=900)
        it["edits"] = {what: [statistics.median(took), took[round(0.95 * (len(took) - 1))]] for what, took in it["edits"].items()}
        return it

    def growth(self, sizes, rows, save):
        """Short articles, and ever more, as long as they fit: what a size needs is told from the one before."""
        for size in sizes:
            fits = lambda what: not rows or rows[-1]["needs"][what] * size / rows[-1]["articles"] < self.room()
            if not fits("check"):
                rows.append({"articles": size, "left_out": f"{size:,} articles: {self.room() / 2**30:.0f} GiB are too little for them"})
                return save()
            with_build = fits("build")
            empty = shutil.disk_usage(self.work).used
            print(f"growth: {size} articles", file=sys.stderr)
            site = self.magazine(size, "peers", self.args.growth_words, links=1)
            laid = shutil.disk_usage(self.work).used - empty
            turns = range(self.args.runs if size <= 10_000 else 1)
            row = {"articles": size, "check": medians([self.run("check", "--root", site) for _ in turns])}
            row["pages"] = next(it["items"] for it in row["check"]["stages"] if it["stage"] == "render")
            held = row["check"]["peak"] * 2**20 if in_memory(self.work) else 0
            row["needs"] = {"check": laid + held, "build": laid + held}
            rows.append(row)
            save()
            if with_build:
                builds = []
                for _ in turns:
                    builds.append(self.run("build", "--root", site, "--output", self.work / "out"))
                    row["needs"]["build"] = shutil.disk_usage(self.work).used - empty + held
                    shutil.rmtree(self.work / "out")
                row["build"] = medians(builds)
            else:
                row["left_out"] = f"a build of {size:,} articles: {self.room() / 2**30:.0f} GiB are too little beside them"
            shutil.rmtree(site)
            save()

    def room(self):
        """Bytes that may be used: others want some, too."""
        return available() * 0.75 if in_memory(self.work) else shutil.disk_usage(self.work).free * 0.9


def article(site, n, size):
    return site / "content/articles" / articles.Places(size).file(n)


def overture(folder):
    """A site in overture with all outputs; one template of it lies there to be edited."""
    if not folder.exists():
        settings = (HERE / "site/site.toml").read_text(encoding="utf-8").split("[outputs]")[0]
        live.write(folder / "site.toml", settings.replace('theme = "peers"', 'theme = "own"'))
        live.write(folder / "themes/own/theme.toml", 'extends = "overture"\n')
        template = (ROOT / "themes/overture/templates/article.html").read_text(encoding="utf-8")
        live.write(folder / "themes/own/templates/article.html", template)
    return folder


def medians(all):
    """Of the numbers; of the stages, too."""
    middle = {key: statistics.median(it[key] for it in all) for key in all[0] if isinstance(all[0][key], (int, float))}
    if "stages" in all[0]:
        names = [it["stage"] for it in all[0]["stages"]]
        middle["stages"] = []
        for at, name in enumerate(names):
            parts = [run["stages"][at] for run in all]
            keys = [key for key in parts[0] if key != "stage"]
            middle["stages"].append({"stage": name, **{key: statistics.median(it[key] for it in parts) for key in keys}})
    return middle


def guard(pid, ended):
    """Ends a run before it takes the last memory of the machine."""
    while not ended.wait(0.25):
        if available() < 2**30:
            os.kill(pid, signal.SIGKILL)
            return


def available():
    with open("/proc/meminfo", encoding="utf-8") as it:
        return next(int(line.split()[1]) * 1024 for line in it if line.startswith("MemAvailable"))


def file_system(folder):
    return subprocess.run(["stat", "-f", "-c", "%T", folder], capture_output=True, text=True).stdout.strip()


def in_memory(folder):
    return file_system(folder) in ("tmpfs", "ramfs")


def machine(work):
    """What the figures are of."""
    def found(path, key):
        try:
            with open(path, encoding="utf-8") as it:
                return next(line.split(":")[1].strip() for line in it if line.startswith(key))
        except (OSError, StopIteration):
            return "?"

    version = subprocess.run([live.LEITMOTIF, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    commit = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    memory = found("/proc/meminfo", "MemTotal").removesuffix(" kB")
    return (
        f"{version}{f' ({commit})' if commit else ''}, {datetime.date.today()}; {found('/proc/cpuinfo', 'model name')}, "
        f"{os.cpu_count()} cores, {int(memory) / 2**20 if memory.isdigit() else 0:.0f} GiB, {platform.system()} {platform.release()}, "
        f"files in {file_system(work) or '?'}; load at the start {os.getloadavg()[0]:.1f}"
    )


# What was measured, in words and pictures


def written(folder, result):
    (folder / "measure.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    (folder / "measure.md").write_text(told(result), encoding="utf-8")
    if len(result["sizes"]) > 1:
        (folder / "times.svg").write_text(times(result), encoding="utf-8")
    if len([it for it in result["growth"] if "check" in it]) > 1:
        (folder / "growth.svg").write_text(grown(result), encoding="utf-8")


def told(result):
    out = [f"# Measured\n\n{result['machine']}. Medians of {result['runs']} rounds, one after the other; articles of about "
           f"{result['words']:,} words. `tests/bench/measure.py` says what each line is.\n"]  # fmt: skip
    for row in result["sizes"]:
        for look, it in row["looks"].items():
            out.append(f"\n## {row['articles']:,} articles, {LOOKS[look]}\n")
            out += ["| | wall s | CPU s | peak MiB | files written | MB written |", "|---|---:|---:|---:|---:|---:|"]
            for what in BUILDS:
                run = it[what]
                wrote = f"{run['files']:,.0f} | {run['bytes'] / 1e6:.1f}" if "files" in run else " | "
                out.append(f"| {what} | {run['wall']:.3f} | {run['cpu']:.3f} | {run['peak']:.0f} | {wrote} |")
            for what in ["floor: read", "floor: write"]:
                run = it[what]
                wrote = f"{run['files']:,.0f} | {run['bytes'] / 1e6:.1f}" if what == "floor: write" else " | "
                out.append(f"| {what}, 1 thread | {run['wall']:.3f} | | | {wrote} |")
            cold, floor = it["cold build"], it["floor: read"]["wall"] + it["floor: write"]["wall"]
            out.append(f"\nThe cold build makes {row['articles'] / cold['wall']:,.0f} articles a second and takes "
                       f"{cold['wall'] / floor:.1f} times the floor.\n")  # fmt: skip
            out += ["| stage of the cold build | wall ms | CPU ms |", "|---|---:|---:|"]
            out += [f"| {s['stage']} | {s['wall_ms']:.1f} | {s.get('cpu_ms', 0):.1f} |" for s in cold["stages"]]
            live = it["preview"]
            out += ["\n| preview | median ms | 95th percentile |", "|---|---:|---:|", f"| start to the first page | {live['first']:.0f} | |"]
            out += [f"| save to the answer that shows it: {what} | {mid:.1f} | {late:.1f} |" for what, (mid, late) in live["edits"].items()]
            out.append(f"\nMemory of the preview: {live['before']:.0f} MiB after the start, {live['after']:.0f} after all edits, {live['peak']:.0f} at most.")
    if result["growth"]:
        out += ["\n## Growth: short articles, the theme of the comparison\n",
                "| articles | addresses | check s | CPU s | peak MiB | build s | CPU s | peak MiB |", "|---:|---:|---:|---:|---:|---:|---:|---:|"]  # fmt: skip
        for row in (it for it in result["growth"] if "check" in it):
            cells = [f"{run['wall']:.2f} | {run['cpu']:.2f} | {run['peak']:.0f}" if run else " | | " for run in (row["check"], row.get("build"))]
            out.append(f"| {row['articles']:,} | {row['pages']:,.0f} | {' | '.join(cells)} |")
        out += [f"\nLeft out: {it['left_out']}." for it in result["growth"] if "left_out" in it]
    return "\n".join(out) + "\n"


def times(result):
    look = "peers" if "peers" in result["sizes"][0]["looks"] else "overture"
    rows = [(row["articles"], row["looks"][look]) for row in result["sizes"]]
    lines = [plot.Line(what, [(n, it[what]["wall"]) for n, it in rows]) for what in BUILDS]
    lines.append(plot.Line("edit in the preview", [(n, it["preview"]["edits"]["body"][0] / 1000) for n, it in rows]))
    lines.append(plot.Line("read and write alone", [(n, it["floor: read"]["wall"] + it["floor: write"]["wall"]) for n, it in rows]))
    if all("overture" in row["looks"] for row in result["sizes"]) and look != "overture":
        lines.append(plot.Line("cold build, overture", [(row["articles"], row["looks"]["overture"]["cold build"]["wall"]) for row in result["sizes"]]))
    ends = "; ".join(f"{it.name}: " + ", ".join(f"{y:.3f} s at {x:,}" for x, y in it.points) for it in lines)
    return plot.figure("Time by number of articles", f"Both axes are logarithmic. {ends}.", "articles", "seconds", lines)


def grown(result):
    rows = [it for it in result["growth"] if "check" in it]
    lines = []
    for what in ("build", "check"):
        found = [(it["articles"], it[what]) for it in rows if what in it]
        lines.append(plot.Line(f"{what}: time", [(n, it["wall"]) for n, it in found]))
        lines.append(plot.Line(f"{what}: memory", [(n, it["peak"]) for n, it in found], right=True))
    ends = "; ".join(f"{it.name}: " + ", ".join(f"{y:,.2f} at {x:,}" for x, y in it.points) for it in lines)
    first, last = rows[0]["articles"], rows[-1]["articles"]
    for name, key, right in (("in proportion: time", "wall", False), ("in proportion: memory", "peak", True)):
        # Through the largest, where what every run costs no longer counts.
        largest = rows[-1]["check"][key]
        lines.append(plot.Line(name, [(first, largest * first / last), (last, largest)], right=right, is_guide=True))
    return plot.figure("Time and memory by number of articles", f"All axes are logarithmic. {ends}.", "short articles", "seconds", lines, "MiB")


if __name__ == "__main__":
    main()
