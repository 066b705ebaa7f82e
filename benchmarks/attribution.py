"""How right and how fast attributions are found, beside tools that go by a parser's trees.

usage: python benchmarks/attribution.py CORPORA SCORER [--rounds N]

Each tool reads the articles of PolNeAR dev in a process of its own, in turns, once on one processor and
once on two; what it finds is scored by the shared scorer.  Words are separated by white space; what counts is
user plus system seconds of the whole process, start-up included.  The last rows are the limit: the 8-bit
matrix multiplications of the network alone, of the same shapes, on the same processors.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from benchmarks import peers
from benchmarks.reading import COLUMNS, Run, articles_folder, figures, run, words_in
from training.evaluate import load_scorer

TOOLS = {
    "sayso": ["-m", "sayso", "read", "--json"],
    "sayso --fast": ["-m", "sayso", "read", "--json", "--fast"],
    "textacy": [peers.__file__, "textacy"],
    "dependency rules": [peers.__file__, "dependencies"],
    "8-bit matrices alone": [peers.__file__, "limit"],
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    folder = articles_folder(arguments.corpora)
    runs: dict[tuple[str, int], list[Run]] = {(name, n): [] for name in TOOLS for n in (1, 2)}
    with tempfile.TemporaryDirectory() as scratch:
        for _ in range(arguments.rounds):
            for (name, processors), each in runs.items():
                found = Path(scratch) / f"{name}.jsonl"
                command = [sys.executable, *TOOLS[name], str(folder)]
                each.append(run(command, processors=processors, out=found))
        _print_accuracy(arguments, Path(scratch))
    _print_speed(words_in(folder), runs)


def _print_accuracy(arguments: argparse.Namespace, scratch: Path) -> None:
    scorer = load_scorer(arguments.scorer)
    data = arguments.corpora / "polnear"
    texts, gold = scorer.load_docs("dev", data), scorer.load_gold("dev", data)
    print(f"PolNeAR dev; {'':19}full match            F1 of tokens          recall")
    print(
        f"{'':24}{'P':>7}{'R':>7}{'F1':>7}{'source':>10}{'cue':>7}{'content':>9}{'direct':>9}{'mixed':>7}{'indir.':>8}"
    )
    for name in TOOLS:
        path = scratch / f"{name}.jsonl"
        if not path.stat().st_size:
            continue
        found = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            found[Path(one["document"]["source"]).stem] = one["statements"]
        scores = scorer.score(texts, gold, found)
        full, tokens, recall = scores["attribution"]["full"], scores["tokens"], scores["recall"]
        print(
            f"{name:24}{full['p']:7.3f}{full['r']:7.3f}{full['f1']:7.3f}"
            f"{tokens['source']['f1']:10.3f}{tokens['cue']['f1']:7.3f}{tokens['content']['f1']:9.3f}"
            f"{recall['direct']['full']:9.3f}{recall['mixed']['full']:7.3f}{recall['indirect']['full']:8.3f}"
        )


def _print_speed(words: int, runs: dict[tuple[str, int], list[Run]]) -> None:
    print(f"\n{words:,} words; medians of {len(runs['sayso', 1])} rounds")
    print(f"{'':24}{'processors':>11}{COLUMNS}")
    for (name, processors), each in runs.items():
        print(f"{name:24}{processors:11}{figures(words, each, runs['sayso', processors])}")


if __name__ == "__main__":
    main()
