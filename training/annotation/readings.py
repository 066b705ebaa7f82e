"""Our own annotated readings, as articles to train and test on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sayso.text.paragraphs import paragraphs
from training.annotated import Annotated, Attribution, Spans
from training.annotation import documents

FILE = documents.FOLDER / "readings.jsonl"


def stored(path: Path = FILE) -> list[dict[str, Any]]:
    """The readings in stand-off form, in reading order; none where the file isn't there."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []


def load(corpora: Path, split: str) -> list[Annotated]:
    """The annotated articles of one split ('train', 'dev' or 'test')."""
    splits = documents.split()
    return [
        _annotated(documents.load(corpora, reading["document"]).text, reading)
        for reading in stored()
        if splits[reading["document"]] == split
    ]


def _annotated(text: str, reading: dict[str, Any]) -> Annotated:
    statements = reading["statements"]
    index = {statement["id"]: at for at, statement in enumerate(statements)}
    mentions = {party["id"]: _spans(party["mentions"]) for party in reading["parties"]}
    attributions = []
    for statement in statements:
        occasion = statement["occasion"]
        spans = {
            "source": _spans(statement["source"]),
            "cue": _spans(statement["cue"]),
            "content": _spans(statement["content"]),
            "occasion": _spans(occasion["span"]) if occasion else [],
            "addressee": [],
        }
        unknown = set()
        for party in statement["addressees"]:
            nearest = _nearest(text, mentions[party], spans)
            if nearest is None:
                unknown.add("addressee")
            else:
                spans["addressee"].append(nearest)
        within = index.get(statement["within"])
        attributions.append(Attribution(spans, within, frozenset(unknown)))
    return Annotated(reading["document"], text, attributions, nested=True)


def _spans(pairs: list[list[int]]) -> Spans:
    return [(start, end) for start, end in pairs]


def _nearest(text: str, mentions: Spans, spans: dict[str, Spans]) -> tuple[int, int] | None:
    """The mention nearest to the cue in its paragraph and outside the content: where the text
    names the addressee.
    """
    if not spans["cue"]:
        return None
    start, end = spans["cue"][0]
    around = next(((a, b) for a, b in paragraphs(text) if a <= start < b), (start, end))
    found = [
        (min(abs(a - end), abs(start - b)), (a, b))
        for a, b in mentions
        if around[0] <= a < around[1] and not any(a < y and b > x for x, y in spans["content"])
    ]
    return min(found)[1] if found else None
