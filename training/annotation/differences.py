"""Where two annotators differ on one document, for the third who decides.

usage: python -m training.annotation.differences CORPORA A.jsonl B.jsonl DOCUMENT

Prints the text, what both have (one line an item, with A's ids) and then every difference.  Files are in
the annotators' notation, or as they are stored.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from training.annotation import documents
from training.annotation.notation import Resolver, print_text, stand_off
from training.annotation.scoring import Comparison

Item = dict[str, Any]


class Differences:
    """The items of two readings of one text, paired, with what differs in each pair."""

    def __init__(self, text: str, a: Item, b: Item) -> None:
        self.text = text
        self.comparison = Comparison(text, a, b)
        self.same = self.comparison.parties
        self.readings = (a, b)
        self.ids = {other["id"]: one["id"] for one, other in self.comparison.statements}
        self.issues = {
            gold["issue"]: other["issue"]
            for gold, other in self.comparison.moves
            if gold["issue"] and other["issue"]
        }

    def lines(self) -> list[str]:
        """A line for each item: '=' both have it alike, '≠' its fields differ, 'A' or 'B' only one has it."""
        lines = []
        back = {a: b for b, a in self.same.items()}
        a, b = self.readings
        of_b = {party["id"]: party for party in b["parties"]}
        pairs = [(p, of_b[back[p["id"]]]) for p in a["parties"] if p["id"] in back]
        lines += self._group("party", a["parties"], b["parties"], pairs, ("name", "kind", "role", "mentions"))
        fields = (
            "source",
            "cue",
            "content",
            "speakers",
            "on_behalf_of",
            "addressees",
            "via",
            "occasion",
            "within",
            "repeats",
        )
        lines += self._group(
            "statement", a["statements"], b["statements"], self.comparison.statements, fields
        )
        fields = (
            "type",
            "actors",
            "targets",
            "stance",
            "status",
            "issue",
            "content",
            "conditions",
            "terms",
            "when",
        )
        lines += self._group("move", a["moves"], b["moves"], self.comparison.moves, fields)
        for name, reading in zip("AB", self.readings, strict=True):
            lines += [f"{name} issue {issue['id']}: {issue['label']}" for issue in reading["issues"]]
        return lines

    def _group(
        self, name: str, a: list[Item], b: list[Item], pairs: list[tuple[Item, Item]], fields: tuple[str, ...]
    ) -> list[str]:
        lines = []
        paired = {one["id"]: other for one, other in pairs}
        for one in a:
            if one["id"] not in paired:
                lines.append(f"A only, {name} {one['id']}: {self._shown(one, fields)}")
                continue
            other = paired[one["id"]]
            differing = [
                f for f in fields if self._plain(one.get(f), f, 0) != self._plain(other.get(f), f, 1)
            ]
            head = f"{name} {one['id']} (B: {other['id']})"
            if not differing:
                lines.append(f"= {head}: {self._shown(one, fields[:4])}")
                continue
            lines.append(f"≠ {head}: {self._shown(one, tuple(f for f in fields[:4] if f not in differing))}")
            lines += [
                f"      {field}:  A {self._words(one.get(field))}   |   B {self._words(other.get(field))}"
                for field in differing
            ]
        taken = {other["id"] for other in paired.values()}
        lines += [f"B only, {name} {o['id']}: {self._shown(o, fields)}" for o in b if o["id"] not in taken]
        return lines

    def _plain(self, value: Any, field: str, side: int) -> Any:
        """A value in which the two sides' ids and small things of form are made alike."""
        if field in {"speakers", "on_behalf_of", "addressees", "via", "actors", "targets"}:
            return sorted(value if side == 0 else [self.same.get(one, f"?{one}") for one in value])
        if field in {"within", "repeats"}:
            return value if side == 0 else self.ids.get(value, value)
        if field == "issue":
            return self.issues.get(value) if side == 0 else value
        if field in {"conditions", "terms"}:
            return sorted(json.dumps([one["span"], one["kind"]]) for one in value)
        if field in {"name", "role"}:
            return str(value).lower()
        return value

    def _shown(self, item: Item, fields: tuple[str, ...]) -> str:
        return "; ".join(f"{field} {self._words(item[field])}" for field in fields if item.get(field))

    def _words(self, value: Any) -> str:
        """A value for reading: offsets as the words that stand there."""
        if isinstance(value, list) and value and all(isinstance(one, list) for one in value):
            return " … ".join(f"“{self.text[start:end]}”" for start, end in value)
        if isinstance(value, dict):
            return "{" + ", ".join(f"{k} {self._words(v)}" for k, v in value.items() if v is not None) + "}"
        if isinstance(value, list) and any(isinstance(one, dict) for one in value):
            return "[" + ", ".join(map(self._words, value)) + "]"
        return json.dumps(value, ensure_ascii=False)


def _reading(path: Path, document: str, text: str) -> Item:
    for line in path.read_text(encoding="utf-8").splitlines():
        reading = json.loads(line)
        if reading["document"] == document:
            places = json.dumps([one["mentions"] for one in reading["parties"]])
            return reading if '"' not in places else stand_off(reading, Resolver(text))
    raise SystemExit(f"{path} has no {document}")


def main() -> None:
    corpora, a, b, document = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
    text = documents.load(corpora, document)
    print_text(text)
    found = Differences(text.text, _reading(a, document, text.text), _reading(b, document, text.text))
    print("\n".join(found.lines()))


if __name__ == "__main__":
    main()
