"""Scores on the challenge set (tests/challenge), by phenomenon; of its closed half nothing else is shown.

usage: python -m training.challenge [--half open|closed] [--wrong]
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.data import Document, Reading, Spans, Statement
from sayso.encoder.session import ACCURATE, MODEL_FOLDER, Encoder
from sayso.reading.reader import read_documents

FOLDER = Path(__file__).parent.parent / "tests" / "challenge"
_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")
_ENOUGH = 0.5
_LISTS = ("speakers", "on_behalf_of", "addressees", "via")


@dataclass
class Score:
    """Counts of one phenomenon; `fields` holds for each field (right, found, expected)."""

    items: int = 0
    right: int = 0
    matched: int = 0
    found: int = 0
    expected: int = 0
    fields: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))


class Item:
    """One item beside its reading."""

    def __init__(self, item: dict[str, Any], reading: Reading) -> None:
        self.item, self.reading = item, reading
        self.text = item["text"]
        self.words = [match.span() for match in _WORD.finditer(self.text)]
        self.pairs = self._pairs()

    def place(self, words: str) -> tuple[int, int]:
        """Where words of the text stand; '#2' behind them is the second time.  Raises ValueError."""
        bare, _, number = words.partition("#") if re.search(r"#\d+$", words) else (words, "", "1")
        at = -1
        for _ in range(int(number or 1)):
            at = self.text.index(bare, at + 1)
        return at, at + len(bare)

    def _tokens(self, spans: list[tuple[int, int]]) -> set[int]:
        return {i for i, (a, b) in enumerate(self.words) if any(a < e and b > s for s, e in spans)}

    def _of(self, spans: Spans) -> set[int]:
        return self._tokens([(span.start, span.end) for span in spans])

    def _pairs(self) -> dict[int, Statement]:
        """Expected statements, by index, with the one found for each: best first, one to one."""
        candidates = []
        for index, wanted in enumerate(self.item["statements"]):
            content = self._tokens([self.place(words) for words in wanted["content"]])
            for at, found in enumerate(self.reading.statements):
                tokens = self._of(found.content)
                overlap = len(content & tokens) / max(1, len(content | tokens))
                if overlap >= _ENOUGH and self._same_source(wanted, found):
                    candidates.append((-overlap, index, at))
        pairs: dict[int, Statement] = {}
        for _, index, at in sorted(candidates):
            if index not in pairs and self.reading.statements[at] not in pairs.values():
                pairs[index] = self.reading.statements[at]
        return pairs

    def _same_source(self, wanted: dict[str, Any], found: Statement) -> bool:
        if not wanted.get("source"):
            return not found.source
        return bool(self._tokens([self.place(wanted["source"])]) & self._of(found.source))

    def extra(self) -> list[Statement]:
        """Statements found that nobody expects, less those within one that is right."""
        right = {one.id for one in self.pairs.values()}
        by_id = {one.id: one for one in self.reading.statements}

        def is_inside(one: Statement) -> bool:
            while one.within is not None:
                one = by_id[one.within]
                if one.id in right:
                    return True
            return False

        return [one for one in self.reading.statements if one.id not in right and not is_inside(one)]

    def count(self, score: Score) -> bool:
        """Add this item to the counts of its phenomenon; whether it is right."""
        extra = self.extra()
        wanted = self.item["statements"]
        right = len(self.pairs) == len(wanted) and not extra
        score.items += 1
        score.right += right
        score.matched += len(self.pairs)
        score.found += len(self.pairs) + len(extra)
        score.expected += len(wanted)
        for index, found in self.pairs.items():
            for name in _LISTS:
                self._count_list(score.fields[name], wanted[index].get(name) or [], getattr(found, name))
            day = found.occasion.date if found.occasion else None
            _count(score.fields["date"], wanted[index].get("date"), day)
            outer = wanted[index].get("within")
            inside = self.pairs[outer].id if outer in self.pairs else None
            _count(score.fields["within"], inside, found.within)
        return right

    def _count_list(self, counts: list[int], wanted: list[str], found: tuple[str, ...]) -> None:
        right = set()
        for words in wanted:
            start, end = self.place(words)
            for party in map(self.reading.party, found):
                if any(m.start < end and m.end > start for m in party.mentions):
                    right.add(party.id)
        for place, number in enumerate((min(len(right), len(wanted)), len(found), len(wanted))):
            counts[place] += number


def _count(counts: list[int], wanted: object, found: object) -> None:
    counts[0] += wanted is not None and wanted == found
    counts[1] += found is not None
    counts[2] += wanted is not None


def load(half: str) -> list[dict[str, Any]]:
    """The items of one half, 'open' or 'closed'."""
    lines = [
        line
        for path in sorted((FOLDER / half).glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    return [json.loads(line) for line in lines if line.strip()]


def score(items: list[dict[str, Any]], encoder: Encoder) -> tuple[dict[str, Score], list[Item]]:
    """Counts by phenomenon, and the items that are wrong."""
    documents = [Document(item["text"], item["id"], published=item.get("published")) for item in items]
    scores: dict[str, Score] = defaultdict(Score)
    wrong = []
    for item, reading in zip(items, read_documents(documents, encoder=encoder), strict=True):
        one = Item(item, reading)
        if not one.count(scores[item["phenomenon"]]):
            wrong.append(one)
    return scores, wrong


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=("open", "closed"), default="open")
    parser.add_argument("--wrong", action="store_true", help="show the wrong items of the open half")
    parser.add_argument("--model", type=Path, default=MODEL_FOLDER)
    parser.add_argument("--variant", default=ACCURATE)
    arguments = parser.parse_args()
    scores, wrong = score(load(arguments.half), Encoder(arguments.model, arguments.variant))
    _print_scores(scores, arguments.half)
    if arguments.wrong and arguments.half == "open":
        for item in wrong:
            _print_wrong(item)


def _print_scores(scores: dict[str, Score], half: str) -> None:
    total = Score()
    print(f"challenge set, {half} half: items right, precision and recall of statements")
    for name, one in sorted(scores.items()):
        _print_row(name, one)
        for key in ("items", "right", "matched", "found", "expected"):
            setattr(total, key, getattr(total, key) + getattr(one, key))
        for key, counts in one.fields.items():
            total.fields[key] = [a + b for a, b in zip(total.fields[key], counts, strict=True)]
    _print_row("all", total)
    for key, (right, found, expected) in total.fields.items():
        print(f"  {key:26} F1 {_share(2 * right, found + expected)}  n {expected}")


def _print_row(name: str, one: Score) -> None:
    precision, recall = _share(one.matched, one.found), _share(one.matched, one.expected)
    print(f"  {name:26} {one.right:3} of {one.items:3}   P {precision} R {recall}")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "  -  "


def _print_wrong(item: Item) -> None:
    print(f"\n{item.item['id']}: {item.text!r}")
    for index, wanted in enumerate(item.item["statements"]):
        mark = "=" if index in item.pairs else "✗"
        print(
            f"  {mark} wanted  {wanted.get('source')} | {wanted.get('cue')} | {' … '.join(wanted['content'])}"
        )
    words = item.reading.words
    for one in item.extra():
        print(f"  ✗ found   {words(one.source)} | {words(one.cue)} | {words(one.content)}")


if __name__ == "__main__":
    main()
