"""Comparing two readings of the same documents, as record.md's 'How right is counted' says.

One side is taken as gold: of two annotators either, of sayso and the adjudicated annotation the
latter.  Every figure stands with its n and a bootstrap interval over documents.

usage: python -m training.annotation.scoring CORPORA GOLD.jsonl OTHER.jsonl
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from training.annotation import documents

Item = dict[str, Any]
Tokens = frozenset[int]
# Tokens are regex words, without punctuation, as in the scorer of attributions.
_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")
_ENOUGH = 0.5
_DRAWS = 1_000
_LISTS = ("speakers", "on_behalf_of", "addressees", "via")


class Comparison:
    """Counts of one document: for each field (right, in the other, in gold), or (right, n, n)."""

    def __init__(self, text: str, gold: Item, other: Item) -> None:
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._words = [match.span() for match in _WORD.finditer(text)]
        self._gold, self._other = gold, other
        self.parties = self._same_parties()
        self.statements = self._pair_statements()
        self._compare_statements()
        self.moves = self._pair_moves()
        self._compare_moves()

    def tokens(self, spans: Iterable[Iterable[int]]) -> Tokens:
        """Indices of the words that overlap any of `spans`."""
        pairs = [tuple(span) for span in spans]
        return frozenset(i for i, (a, b) in enumerate(self._words) if any(a < e and b > s for s, e in pairs))

    def _count(self, field: str, right: int, other: int, gold: int) -> None:
        self.counts[field].update({"right": right, "other": other, "gold": gold})

    def _same_parties(self) -> dict[str, str]:
        """The other side's party ids to gold's, one to one, by the most shared mentions.

        Mentions match like all spans, at token Jaccard of at least a half.
        """
        golds = {p["id"]: [self.tokens([m]) for m in p["mentions"]] for p in self._gold["parties"]}
        others = {p["id"]: [self.tokens([m]) for m in p["mentions"]] for p in self._other["parties"]}
        shared = {
            (ours, name): sum(any(_alike(one, two) for two in spans) for one in mentions)
            for ours, mentions in others.items()
            for name, spans in golds.items()
        }
        same: dict[str, str] = {}
        for (ours, name), count in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
            if count and ours not in same and name not in same.values():
                same[ours] = name
        kinds = {p["id"]: p["kind"] for p in self._gold["parties"]}
        of_other = {p["id"]: p for p in self._other["parties"]}
        self._count("parties", len(same), len(of_other), len(kinds))
        right = sum(of_other[ours]["kind"] == kinds[name] for ours, name in same.items())
        self._count("party kind", right, len(same), len(same))
        matched = sum(min(shared[pair], len(golds[pair[1]])) for pair in same.items())
        self._count("party mentions", matched, sum(map(len, others.values())), sum(map(len, golds.values())))
        return same

    def _pair(self, gold: list[Item], other: list[Item], field: str) -> list[tuple[Item, Item]]:
        """One to one, best first, at token Jaccard of `field` of at least a half."""
        words = [[self.tokens(item[field]) for item in side] for side in (gold, other)]
        found = []
        for g, a in enumerate(words[0]):
            for p, b in enumerate(words[1]):
                if a | b and len(a & b) >= _ENOUGH * len(a | b):
                    found.append((-len(a & b) / len(a | b), g, p))
        used: tuple[set[int], set[int]] = (set(), set())
        pairs = []
        for _, g, p in sorted(found):
            if g not in used[0] and p not in used[1]:
                used[0].add(g), used[1].add(p)
                pairs.append((gold[g], other[p]))
        return pairs

    def _pair_statements(self) -> list[tuple[Item, Item]]:
        pairs = self._pair(self._gold["statements"], self._other["statements"], "content")
        self._count("statements", len(pairs), len(self._other["statements"]), len(self._gold["statements"]))
        return pairs

    def _compare_statements(self) -> None:
        same = {other["id"]: gold["id"] for gold, other in self.statements}
        for gold, other in self.statements:
            for field in ("source", "cue"):
                a, b = self.tokens(gold[field]), self.tokens(other[field])
                match = len(a & b) >= _ENOUGH * len(a | b)
                self._count(f"{field} span", int(match and bool(a)), int(bool(b)), int(bool(a)))
            for field in _LISTS:
                self._values(field, gold[field], other[field])
            within = [same.get(other["within"], "?")] if other["within"] else []
            self._compare_sets("within", {gold["within"]} - {None}, set(within))
            repeats = [same.get(other["repeats"], "?")] if other["repeats"] else []
            self._compare_sets("repeats", {gold["repeats"]} - {None}, set(repeats))
            self._compare_occasions(gold["occasion"], other["occasion"])

    def _values(self, name: str, gold: list[str], other: list[str]) -> None:
        """F1 over single values of a list of parties; and how often it is exactly right."""
        ours = {self.parties.get(party, f"?{party}") for party in other}
        self._compare_sets(name, set(gold), ours)
        if gold or other:
            self._count(f"{name}, exactly", int(set(gold) == ours), 1, 1)

    def _compare_sets(self, name: str, gold: set[str], other: set[str]) -> None:
        self._count(name, len(gold & other), len(other), len(gold))

    def _compare_occasions(self, gold: Item | None, other: Item | None) -> None:
        match = False
        if gold and other:
            a, b = self.tokens(gold["span"]), self.tokens(other["span"])
            match = len(a & b) >= _ENOUGH * len(a | b)
            if match:
                self._count("occasion date", int(gold["date"] == other["date"]), 1, 1)
        self._count("occasion span", int(match), int(bool(other)), int(bool(gold)))

    def _pair_moves(self) -> list[tuple[Item, Item]]:
        """Within paired statements by type; deeds without a statement by their content."""
        of_gold, of_other = _by_statement(self._gold["moves"]), _by_statement(self._other["moves"])
        pairs = self._pair(of_gold[None], of_other[None], "content")
        typed = sum(gold["type"] == other["type"] for gold, other in pairs)
        for gold, other in self.statements:
            left = list(of_other[other["id"]])
            for move in of_gold[gold["id"]]:
                match = next((m for m in left if m["type"] == move["type"]), None)
                if match is not None:
                    left.remove(match)
                    pairs.append((move, match))
                    typed += 1
        self._count("moves", typed, len(self._other["moves"]), len(self._gold["moves"]))
        return pairs

    def _compare_moves(self) -> None:
        for gold, other in self.moves:
            for field in ("actors", "targets"):
                self._values(field, gold[field], other[field])
            for field in ("stance", "status"):
                self._count(field, int(gold[field] == other[field]), 1, 1)
            self._count("has an issue", int(bool(gold["issue"]) == bool(other["issue"])), 1, 1)
            for field in ("conditions", "terms"):
                pairs = self._pair(gold[field], other[field], "span")
                self._count(field, len(pairs), len(other[field]), len(gold[field]))
                right = sum(a["kind"] == b["kind"] for a, b in pairs)
                self._count(f"kind of {field}", right, len(pairs), len(pairs))
        self._count_issues()

    def _count_issues(self) -> None:
        """B³ (Bagga and Baldwin, 1998) over the gold moves that are paired and have an issue."""
        moves = [(g["issue"], o["issue"]) for g, o in self.moves if g["issue"] and o["issue"]]
        for gold, other in moves:
            both = sum(pair == (gold, other) for pair in moves)
            self.counts["issues (B³)"]["precision"] += both / sum(o == other for _, o in moves)
            self.counts["issues (B³)"]["recall"] += both / sum(g == gold for g, _ in moves)
            self._count("issues (B³)", 0, 1, 1)


def _alike(one: Tokens, two: Tokens) -> bool:
    return bool(one & two) and len(one & two) >= _ENOUGH * len(one | two)


def _by_statement(moves: list[Item]) -> dict[str | None, list[Item]]:
    grouped: dict[str | None, list[Item]] = defaultdict(list)
    for move in moves:
        grouped[move["statement"]].append(move)
    return grouped


def figure(counts: Counter[str]) -> float:
    """F1 of counts (accuracy, where both sides have the same number)."""
    if "precision" in counts:
        precision, recall = counts["precision"] / counts["other"], counts["recall"] / counts["gold"]
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    total = counts["other"] + counts["gold"]
    return 2 * counts["right"] / total if total else float("nan")


def table(comparisons: list[Comparison]) -> dict[str, tuple[float, int, float, float]]:
    """For each field its figure, gold's n, and the bounds of a 95 % bootstrap interval over documents."""
    fields = list(dict.fromkeys(field for comparison in comparisons for field in comparison.counts))
    chance = random.Random(1)
    draws = [chance.choices(comparisons, k=len(comparisons)) for _ in range(_DRAWS)]
    rows = {}
    for field in fields:
        low, high = bounds(_sum(drawn, field, figure) for drawn in draws)
        count = sum(comparison.counts[field]["gold"] for comparison in comparisons)
        rows[field] = (_sum(comparisons, field, figure), count, low, high)
    return rows


def bounds(drawn: Iterable[float]) -> tuple[float, float]:
    """The bounds of a 95 % bootstrap interval, given a figure of each draw; NaN counts for nothing."""
    each = sorted(value for value in drawn if value == value)
    return (each[int(len(each) * 0.025)], each[int(len(each) * 0.975)]) if each else (0.0, 0.0)


def _sum(comparisons: list[Comparison], field: str, of: Callable[[Counter[str]], float]) -> float:
    total: Counter[str] = Counter()
    for comparison in comparisons:
        total.update(comparison.counts[field])
    return of(total)


def load(path: Path) -> dict[str, Item]:
    """Stand-off readings by document id."""
    return {reading["document"]: reading for reading in map(json.loads, path.read_text("utf-8").splitlines())}


def main() -> None:
    corpora, gold, other = Path(sys.argv[1]), load(Path(sys.argv[2])), load(Path(sys.argv[3]))
    common = [document for document in gold if document in other]
    comparisons = [
        Comparison(documents.load(corpora, document).text, gold[document], other[document])
        for document in common
    ]
    print(f"{len(common)} documents")
    for field, (value, count, low, high) in table(comparisons).items():
        print(f"  {field:24} {value:.3f}  n {count:5}  [{low:.3f}, {high:.3f}]")


if __name__ == "__main__":
    main()
