"""The notation that annotators write, and its stand-off form that the project keeps.

Annotators quote words; the project keeps offsets, so that no text of others is in it.  A place is
written `P:words` (words of paragraph P), `P:first words … last words` (from … through), and with
`#2` behind it where the words occur in the paragraph more than once.

usage: python -m training.annotation.notation print CORPORA DOCUMENT
       python -m training.annotation.notation check CORPORA FILE.jsonl
       python -m training.annotation.notation store CORPORA FILE.jsonl … OUT.jsonl
       python -m training.annotation.notation quote CORPORA STORED.jsonl DOCUMENT … > FILE.jsonl
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from sayso.text.paragraphs import paragraphs
from training.annotation import documents

_PLACE = re.compile(r"(?s)(\d+):(.+?)(?:#(\d+))?$")
KINDS = {
    "party": ["person", "state", "organization", "group", "outlet", "unnamed"],
    "move": [
        "offer",
        "propose",
        "demand",
        "accept",
        "concede",
        "withdraw",
        "reject",
        "threaten",
        "accuse",
        "support",
        "confirm",
        "deny",
        "assess",
        "withhold",
        "consult",
    ],
    "condition": ["if", "unless", "until", "before", "after", "by", "in-exchange-for"],
    "term": ["money", "number", "percent", "duration", "date", "place"],
    "stance": ["for", "against", "none"],
    "status": ["actual", "hypothetical", "negated"],
}


class NotationError(Exception):
    """What is wrong, and where in the annotation."""


class Resolver:
    """Turns quoted words of one text into offsets."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraphs = list(paragraphs(text))

    def span(self, place: str) -> list[int]:
        """[start, end) of a place.  Raises NotationError where the words aren't there."""
        found = _PLACE.match(place)
        if not found or not 1 <= int(found[1]) <= len(self.paragraphs):
            raise NotationError(f"{place!r} is no place: write PARAGRAPH:words")
        start, end = self.paragraphs[int(found[1]) - 1]
        first, _, last = (part.strip() for part in re.sub(r"\s+…\s+", "\x1f", found[2]).partition("\x1f"))
        at = start - 1
        for _ in range(int(found[3] or 1)):
            at = self.text.find(first, at + 1, end)
            if at < 0:
                raise NotationError(f"{place!r}: {first!r} isn't there (so often) in paragraph {found[1]}")
        stop = at + len(first)
        if last:
            through = self.text.find(last, stop, end)
            if through < 0:
                raise NotationError(f"{place!r}: {last!r} doesn't follow in paragraph {found[1]}")
            stop = through + len(last)
        return [at, stop]

    def spans(self, places: list[str] | str | None) -> list[list[int]]:
        """The spans of several places, in order."""
        return sorted(self.span(place) for place in ([places] if isinstance(places, str) else places or []))


class Quoter:
    """Turns offsets of one text back into quoted words: what `Resolver` undoes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraphs = list(paragraphs(text))

    def place(self, span: list[int]) -> str:
        """The place of a span within one paragraph."""
        number = next(n for n, (_, end) in enumerate(self.paragraphs) if span[0] < end)
        start, end = self.paragraphs[number]
        words = self.text[span[0] : span[1]]
        count, at = 0, start - 1
        while at < span[0]:
            at = self.text.find(words, at + 1, max(end, span[1]))
            count += 1
        return f"{number + 1}:{words}" + (f"#{count}" if count > 1 else "")

    def quoted(self, value: Any) -> Any:
        """A stored reading, or a part of it, with its spans as places."""
        if isinstance(value, dict):
            return {key: self.quoted(part) for key, part in value.items()}
        if isinstance(value, list) and len(value) == 2 and all(type(part) is int for part in value):
            return self.place(value)
        return [self.quoted(part) for part in value] if isinstance(value, list) else value


def stand_off(reading: dict[str, Any], resolver: Resolver) -> dict[str, Any]:
    """One annotated reading with offsets in place of words, its ids checked.

    Raises NotationError that names the item.
    """
    ids: dict[str, set[str]] = {}
    for group in ("parties", "statements", "issues", "moves"):
        ids[group] = {str(item["id"]) for item in reading.get(group, [])}
        if len(ids[group]) != len(reading.get(group, [])):
            raise NotationError(f"an id in {group} is given twice")
    result: dict[str, Any] = {"document": reading["document"]}
    makers = {"parties": _party, "statements": _statement, "issues": _issue, "moves": _move}
    for group, make in makers.items():
        result[group] = []
        for item in reading.get(group, []):
            try:
                result[group].append(make(item, resolver, ids))
            except (NotationError, KeyError, TypeError, AttributeError) as error:
                raise NotationError(f"{item.get('id')}: {error}") from error
    return result


def _known(values: list[str] | None, known: set[str]) -> list[str]:
    for value in values or []:
        if value not in known:
            raise NotationError(f"there is no {value!r}")
    return list(values or [])


def _one(value: str | None, known: set[str]) -> str | None:
    return _known([value], known)[0] if value is not None else None


def _kind(value: str, of: str) -> str:
    if value not in KINDS[of]:
        raise NotationError(f"{value!r} is no {of}: {', '.join(KINDS[of])}")
    return value


def _party(item: dict[str, Any], resolver: Resolver, ids: dict[str, set[str]]) -> dict[str, Any]:
    mentions = resolver.spans(item["mentions"])
    if not mentions:
        raise NotationError("a party needs a mention")
    return {
        "id": item["id"],
        "name": item["name"],
        "kind": _kind(item["kind"], "party"),
        "role": item.get("role"),
        "affiliation": _one(item.get("affiliation"), ids["parties"]),
        "mentions": mentions,
    }


def _statement(item: dict[str, Any], resolver: Resolver, ids: dict[str, set[str]]) -> dict[str, Any]:
    occasion = item.get("occasion")
    content = resolver.spans(item["content"])
    if not content:
        raise NotationError("a statement needs a content")
    return {
        "id": item["id"],
        "source": resolver.spans(item.get("source")),
        "cue": resolver.spans(item.get("cue")),
        "content": content,
        **{
            field: _known(item.get(field), ids["parties"])
            for field in ("speakers", "on_behalf_of", "addressees", "via")
        },
        "occasion": occasion
        and {
            "span": resolver.spans(occasion["span"]),
            "place": occasion.get("place"),
            "date": occasion.get("date"),
        },
        "within": _one(item.get("within"), ids["statements"]),
        "repeats": _one(item.get("repeats"), ids["statements"]),
    }


def _issue(item: dict[str, Any], resolver: Resolver, _: dict[str, set[str]]) -> dict[str, Any]:
    return {"id": item["id"], "label": item["label"], "mentions": resolver.spans(item.get("mentions"))}


def _move(item: dict[str, Any], resolver: Resolver, ids: dict[str, set[str]]) -> dict[str, Any]:
    when = item.get("when")
    return {
        "id": item["id"],
        "statement": _one(item.get("statement"), ids["statements"]),
        "type": _kind(item["type"], "move"),
        "actors": _known(item.get("actors"), ids["parties"]),
        "targets": _known(item.get("targets"), ids["parties"]),
        "issue": _one(item.get("issue"), ids["issues"]),
        "stance": _kind(item.get("stance", "none"), "stance"),
        "content": resolver.spans(item["content"]),
        "conditions": [
            {
                "kind": _kind(condition["kind"], "condition"),
                "span": resolver.spans(condition["span"]),
                "issue": _one(condition.get("issue"), ids["issues"]),
                "stance": _kind(condition.get("stance", "for"), "stance"),
                "alternative": condition.get("alternative"),
            }
            for condition in item.get("conditions") or []
        ],
        "terms": [
            {
                "span": resolver.spans(term["span"]),
                "kind": _kind(term["kind"], "term"),
                "value": term.get("value"),
                "unit": term.get("unit"),
            }
            for term in item.get("terms") or []
        ],
        "when": when
        and {
            "span": resolver.spans(when["span"]),
            "date": when.get("date"),
            "relative": when.get("relative"),
        },
        "status": _kind(item.get("status", "actual"), "status"),
    }


def print_text(text: documents.Text) -> None:
    print(f"document: {text.id}   published: {text.published}   outlet: {text.outlet}")
    if text.title and text.title not in text.text:
        print(f"(headline, not part of the text: {text.title})")
    for number, (start, end) in enumerate(paragraphs(text.text), 1):
        print(f"[{number}] {text.text[start:end]}")


def _resolve(corpora: Path, path: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """The readings of a file in stand-off form, and a line for each that is wrong."""
    good, wrong = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            reading = json.loads(line)
            text = documents.load(corpora, reading["document"])
            good.append(stand_off(reading, Resolver(text.text)))
        except (NotationError, ValueError, KeyError, AttributeError, TypeError) as error:
            wrong.append(f"{path}, line {number}: {type(error).__name__}: {error}")
    return good, wrong


def _quote(corpora: Path, path: Path, names: list[str]) -> None:
    """Print stored readings in the annotators' notation: all, or those of the documents named."""
    for reading in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if not names or reading["document"] in names:
            text = documents.load(corpora, reading["document"]).text
            print(json.dumps(Quoter(text).quoted(reading), ensure_ascii=False))


def main() -> None:
    verb, corpora, *rest = sys.argv[1], Path(sys.argv[2]), *sys.argv[3:]
    if verb == "print":
        return print_text(documents.load(corpora, rest[0]))
    if verb == "quote":
        return _quote(corpora, Path(rest[0]), rest[1:])
    files = rest if verb == "check" else rest[:-1]
    readings, wrong = [], []
    for file in files:
        good, errors = _resolve(corpora, Path(file))
        readings += good
        wrong += errors
    print("\n".join([*wrong, f"{len(readings)} readings right, {len(wrong)} wrong"]))
    if verb == "store":
        order = {document: place for place, document in enumerate(documents.split())}
        readings.sort(key=lambda reading: order.get(reading["document"], 0))
        lines = (json.dumps(reading, ensure_ascii=False) for reading in readings)
        Path(rest[-1]).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return None


if __name__ == "__main__":
    main()
