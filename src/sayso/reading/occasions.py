"""When and where something was said: the words become a place and a calendar date."""

from __future__ import annotations

import re
from datetime import date

from sayso.data import Occasion, Spans
from sayso.lexicon import words as class_of
from sayso.text.dates import date_in

# 'in Kyiv', 'at the United Nations': a name behind a preposition of place.
_PLACE = re.compile(
    r"\b(?:in|at|near|from|outside)\s+(?:the\s+)?"
    r"(?P<name>[A-ZÀ-Þ][\w.’'-]*(?:\s+(?:(?:of|the|de|el|al|la)\s+)?[A-ZÀ-Þ][\w.’'-]*)*)"
)


def read_occasion(text: str, spans: Spans, published: str | None) -> Occasion | None:
    """The occasion that the words at `spans` tell; None where there are none.

    `published` is the document's date or time (ISO 8601); without it no date can be worked out.
    """
    if not spans:
        return None
    words = " ".join(span.of(text) for span in spans)
    day = _day(published)
    found = date_in(words, day) if day else None
    return Occasion(span=spans, place=_place(words), date=found.isoformat() if found else None)


def _place(words: str) -> str | None:
    for found in _PLACE.finditer(words):
        name = found["name"].removesuffix("’s").removesuffix("'s").rstrip(".,")
        if name.split()[0].lower().rstrip(".") not in class_of("calendar"):
            return name
    return None


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
