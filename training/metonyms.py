"""How well capitals, seats, demonyms and state names are told from places and people: our annotated words.

usage: python -m training.metonyms CORPORA [--half seen] [--wrong N]

A word is taken for the government where it is the name in a mention of a state, not only a part of one.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from pathlib import Path

from sayso.data import Document, PartyKind, Reading, Span
from sayso.reading.reader import read_documents
from training.annotation import documents
from training.annotation.scoring import bounds

FILE = documents.FOLDER / "metonyms.jsonl"
GOVERNMENT = "government"
_AROUND = 70
_DRAWS = 1_000


def takes_for_government(reading: Reading, word: Span) -> bool:
    """Whether a reading has this word, with or without 'the', as the name in a mention of a state."""
    text = reading.document.text
    following = text[word.end :].lstrip()[:1]
    for party in reading.parties:
        for mention in party.mentions if party.kind is PartyKind.STATE else ():
            opens = text[mention.start : word.start].lower() in ("", "the ")
            closes = mention.end == word.end or (mention.end > word.end and not following.isupper())
            if opens and closes and mention.start <= word.start:
                return True
    return False


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--half", default="seen,unseen")
    parser.add_argument("--wrong", type=int, default=0, help="how many wrong ones to show (of the seen half)")
    arguments = parser.parse_args()
    items = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    names = sorted({item["document"] for item in items})
    texts = {name: documents.load(arguments.corpora, name).text for name in names}
    read = read_documents(Document(texts[name], source=name) for name in names)
    readings = dict(zip(names, read, strict=True))
    wrong = []
    for half in arguments.half.split(","):
        results = []
        counts: Counter[tuple[bool, bool]] = Counter()
        for item in (one for one in items if one["half"] == half):
            found = takes_for_government(readings[item["document"]], Span(item["start"], item["end"]))
            gold = item["label"] == GOVERNMENT
            results.append(found == gold)
            counts[gold, found] += 1
            if found != gold and half == "seen":
                wrong.append((item, found))
        low, high = bounds(sum(_drawn(results, seed)) / len(results) for seed in range(_DRAWS))
        always = sum(n for (gold, _), n in counts.items() if gold) / len(results)
        print(
            f"{half}: accuracy {sum(results) / len(results):.3f} (n {len(results)}) [{low:.3f}, {high:.3f}]; "
            f"government found {counts[True, True]} of {counts[True, True] + counts[True, False]}, "
            f"wrongly {counts[False, True]}; 'always the government' {always:.3f}, never {1 - always:.3f}"
        )
    for item, found in wrong[: arguments.wrong]:
        text, start, end = texts[item["document"]], item["start"], item["end"]
        around = f"{text[max(0, start - _AROUND) : start]}[[{text[start:end]}]]{text[end : end + _AROUND]}"
        print(f"  {item['label']}, {'found' if found else 'not found'}: {' '.join(around.split())}")


def _drawn(results: list[bool], seed: int) -> list[bool]:
    return random.Random(seed).choices(results, k=len(results))


if __name__ == "__main__":
    main()
