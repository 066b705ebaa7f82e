"""How well near-duplicates are told from other reports, and how grouping them grows.

usage: python benchmarks/groups.py CORPORA

Positive pairs are made from the articles of PolNeAR dev: paragraphs cut (up to half of them), another
headline, a byline before and a line behind, single sentences changed.  Negative pairs are all pairs of
different articles of PolNeAR dev, and of each negotiation in Reuters, whose own near-identical repeats are
among them.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from benchmarks.reading import articles_folder
from sayso import Document, Reading, Record
from sayso.record.groups import are_copies, bands, shingles

SIZES = (1_000, 3_000, 10_000)


def edited(text: str, chance: random.Random) -> str:
    """A copy of a story with small edits."""
    headline, *body = [paragraph for paragraph in text.split("\n") if paragraph.strip()]
    keep = len(body) - chance.randrange(0, max(1, len(body) // 2 + 1))
    body = body[:keep] if chance.random() < 0.5 else sorted(chance.sample(body, keep), key=body.index)
    words = chance.sample(headline.split(), len(headline.split()))
    for at in chance.sample(range(len(body)), k=min(2, len(body))):
        sentences = body[at].split(". ")
        sentences[chance.randrange(len(sentences))] = "The ministry gave no further details on the matter"
        body[at] = ". ".join(sentences)
    byline = chance.choice(["By a staff reporter", "From our correspondent in the capital", "Agencies"])
    return "\n\n".join([" ".join(words), byline, *body, "Additional reporting by our bureau."])


def meets(one: str, other: str) -> bool:
    """Whether two texts are found to be copies, bands and all."""
    a, b = shingles(one), shingles(other)
    return bool(set(bands(a)) & set(bands(b))) and are_copies(a, b)


def reuters(folder: Path) -> Iterator[list[str]]:
    """The texts of each negotiation."""
    for path in sorted(folder.glob("*.jsonl")):
        yield [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    corpora = Path(sys.argv[1])
    chance = random.Random(11)  # noqa: S311 (nothing secret)
    paths = sorted(articles_folder(corpora).glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    positives = [(text, edited(text, chance)) for text in texts for _ in range(5)]
    found = sum(meets(*pair) for pair in positives)
    others = list(combinations(texts, 2))
    for negotiation in reuters(corpora / "reuters"):
        others += list(combinations(negotiation, 2))
    wrong = [pair for pair in others if meets(*pair)]
    print(f"near-duplicates found: {found} of {len(positives)}, recall {found / len(positives):.3f}")
    print(f"pairs of other stories taken for one: {len(wrong)} of {len(others)}", end="; ")
    print(f"precision {found / (found + len(wrong)):.3f} if all of them are wrong")
    for one, other in wrong:
        print(f"  {one.split(chr(10))[0][:60]!r} / {other.split(chr(10))[0][:60]!r}")
    _print_growth(texts, chance)


def _print_growth(texts: list[str], chance: random.Random) -> None:
    """Seconds to keep more and more stories of shuffled sentences, one in ten a copy of an earlier one."""
    sentences = [s for text in texts for s in text.replace("\n", " ").split(". ") if len(s) > 40]
    with tempfile.TemporaryDirectory() as scratch, Record(Path(scratch) / "record.sqlite") as record:
        kept: list[str] = []
        began = time.process_time()
        for number in range(1, SIZES[-1] + 1):
            new = not kept or number % 10
            text = ". ".join(chance.sample(sentences, 15)) if new else edited(chance.choice(kept), chance)
            kept.append(text)
            record.keep(Reading(Document(f"{text}\n{number}", source=f"{number}.txt")))
            if number in SIZES:
                seconds = time.process_time() - began
                print(
                    f"{number:7,} stories kept in {seconds:6.1f} CPU s, {1000 * seconds / number:.2f} ms each"
                )


if __name__ == "__main__":
    main()
