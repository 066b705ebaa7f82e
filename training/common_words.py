"""Making the lexicon's list of common words: words that running text writes mostly in lower case.

A word of it says nothing at the beginning of a sentence or in a headline, where it has a capital anyway.
Counted are PolNeAR train, GUM train, GAP development and the Reuters articles; paragraphs in capitals or
Title Case are left out.  A word of letters alone is kept where it stands in at least six documents in lower
case, and in most mentions inside sentences.  The file in the package was counted with a slightly other cut of
words and has some words added by hand: a run finds 97 of 100 of it, and one word more for every 100.
`--keep FILE` takes over the words that a list has.

usage: python -m training.common_words CORPORA [--keep FILE] > FILE
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

LEAST_DOCUMENTS = 6
LEAST_SHARE = 0.6
WIDTH = 110
HEADER = "# Frequent English words that news writes in lower case more often than not."
WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")


def documents(corpora: Path) -> Iterator[str]:
    """The text of every document.  Raises SystemExit with a hint where a corpus is not there."""
    polnear = sorted((corpora / "polnear" / "train" / "text").glob("*.txt"))
    gum = sorted((corpora / "gum" / "train").glob("*.conllu"))
    reuters = sorted((corpora / "reuters").glob("*.jsonl"))
    gap = corpora / "gap" / "gap-development.tsv"
    for name, found in (("polnear/train", polnear), ("gum/train", gum), ("reuters", reuters)):
        if not found:
            raise SystemExit(f"no documents in {corpora / name}: name the folder of the corpora")
    if not gap.is_file():
        raise SystemExit(f"no file {gap}: name the folder of the corpora")
    yield from (path.read_text(encoding="utf-8") for path in polnear)
    yield from (gum_text(path.read_text(encoding="utf-8")) for path in gum)
    for path in reuters:
        yield from (json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines())
    with gap.open(encoding="utf-8", newline="") as rows:
        yield from (row["Text"] for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE))


def gum_text(conllu: str) -> str:
    """The sentences of a CoNLL-U file, one on a line."""
    mark = "# text = "
    return "\n".join(line.removeprefix(mark) for line in conllu.splitlines() if line.startswith(mark))


def is_headline(line: str) -> bool:
    """Whether most words of a line have a capital, so that capitals tell nothing."""
    words: list[str] = [word for word in WORD.findall(line) if len(word) > 3]
    return sum(word[0].isupper() for word in words) * 2 > len(words)


def common_words(texts: Iterable[str]) -> list[str]:
    """The words kept, in alphabetical order."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    in_documents: Counter[str] = Counter()
    for text in texts:
        lines = [line for line in text.splitlines() if not is_headline(line)]
        words = [match for line in lines for match in mid_sentence(line)]
        small.update(word for word in words if word.islower())
        capital.update(word.lower() for word in words if not word.islower())
        in_documents.update({word for word in words if word.islower()})
    return sorted(
        word
        for word, count in in_documents.items()
        if count >= LEAST_DOCUMENTS
        and word.isalpha()
        and small[word] >= LEAST_SHARE * (small[word] + capital[word])
    )


def mid_sentence(line: str) -> Iterator[str]:
    """The words of a line that do not begin a sentence."""
    for match in WORD.finditer(line):
        before = line[: match.start()].rstrip(" \"'“”‘’([")
        if before and before[-1] not in ".?!:;":
            yield match.group().replace("’", "'")


def main() -> None:
    """Prints the list."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--keep", type=Path, help="a list whose words are taken over")
    arguments = parser.parse_args()
    found = set(common_words(documents(arguments.corpora)))
    if arguments.keep is not None:
        kept = arguments.keep.read_text(encoding="utf-8").splitlines()
        found.update(word for line in kept if not line.startswith("#") for word in line.split())
    body = textwrap.fill(" ".join(sorted(found)), WIDTH, break_long_words=False, break_on_hyphens=False)
    sys.stdout.write(f"{HEADER}\n{body}\n")


if __name__ == "__main__":
    main()
