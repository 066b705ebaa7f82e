"""When and where something was said: the words become a place and a calendar date."""

from __future__ import annotations

import re
from datetime import date

from sayso.data import Occasion, Span, Spans
from sayso.lexicon import words as class_of
from sayso.reading.attributed import Attribution
from sayso.reading.carriers import sentence_around
from sayso.text.dates import DAY_NAMES, date_in

# A phrase of time begins within so many characters of the words that it stands beside, and ends there.
_NEAR = 120
# 'in Kyiv', 'at the United Nations': a name behind a preposition of place.
_PLACE = re.compile(
    r"\b(?:in|at|near|from|outside)\s+(?:the\s+)?"
    r"(?P<name>[A-ZÀ-Þ][\w.’'-]*(?:\s+(?:(?:of|the|de|el|al|la)\s+)?[A-ZÀ-Þ][\w.’'-]*)*)"
)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|aug|sept|oct|nov|dec)\.)"
)
_TIME = (
    r"(?:(?:on|in|at|since|by)\s+)?(?:(?:late|early|later|earlier)\s+)?(?:on\s+)?"
    rf"(?:{DAY_NAMES}|yesterday|today|tonight"
    rf"|(?:last|this|earlier\s+this)\s+(?:week(?:end)?|month|year|night|morning|{DAY_NAMES}|spring|summer|autumn|fall"
    r"|winter)|(?:earlier|later)\s+(?:that|in\s+the)\s+(?:day|week|month)"
    rf"|a\s+(?:day|week|month)\s+(?:earlier|later|ago)|{_MONTH}(?:\s+\d{{1,2}})?)"
    r"(?:\s+(?:morning|afternoon|evening|night))?"
)
_EVENT = (
    r"(?:interviews?|conferences?|briefings?|statements?|speech(?:es)?|letters?|tweets?|posts?|meetings?|summits?"
    r"|debates?|hearings?|rall(?:y|ies)|remarks|op-ed|articles?|notes?|e-?mails?|memos?|broadcasts?|shows?|panels?"
    r"|events?|forums?|dinners?|testimony|releases?|calls?|address(?:es)?|visits?|sessions?|talks|conversations?"
    r"|podcasts?|programme|newspaper|stops?|appearances?|videos?|messages?|texts?|plans?)"
)
_PLAIN = r"(?!(?:that|who|which)\b)[^\s,.;:“”\"]+"  # a word of the phrase
_HELD = (
    rf"(?:in|at|during|after|on|through|following|via|amid)\s+(?:{_PLAIN}\s+){{0,6}}?{_EVENT}\b"
    rf"(?:\s+(?:with|to|at|in|on|of|from|for|before|after|here)\b(?:\s+{_PLAIN}){{0,6}})?"
)
_TOLD_WHEN = re.compile(
    rf"\s*,?\s*(?P<when>(?:{_TIME}|{_HELD})(?:\s*,?\s*(?:{_TIME}|{_HELD}))*)", re.IGNORECASE
)

_CLOSED = re.compile(r"\s*(?:[.,;:!?]|$)")
_DAY_BEHIND = re.compile(rf"(?<=\w)\s+(?:on\s+)?(?:{DAY_NAMES}|yesterday|today)$", re.IGNORECASE)
# Only before what plainly begins a clause: in 'said Friday could bring snow' the day is the subject.
_OPENS = "the|that|a|an|he|she|it|they|we|his|her|its|their|our|there|this|these|those|no|some|many|most"
_DAY_BEFORE = re.compile(
    rf"(?:(?:on\s+)?(?i:{DAY_NAMES})|(?i:yesterday|today))\s+"
    rf"(?=(?:{_OPENS})\b|[A-ZÀ-Þ“\"‘][\w.’']*\s+(?:would|will|had|has|was|is|could)\b)"
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


def find_occasion(text: str, attribution: Attribution) -> Spans:
    """The words beside a cue that tell when and where something was said; none where none do.

    They stand between source, cue, recipients and content, right behind the last of them, or before the first
    at the beginning of the sentence.
    """
    taken = sorted((*attribution.source, *attribution.cue, *attribution.addressees, *attribution.content))
    anchors = sorted((*attribution.source, *attribution.cue))
    if not anchors:
        return ()
    found = []
    begin, _ = sentence_around(text, anchors[0].start, anchors[-1].end)
    opening = _TOLD_WHEN.match(text, begin, min(max(begin, taken[0].start), begin + _NEAR))
    if opening and text[opening.end() : opening.end() + 1] == ",":
        found.append(Span(*opening.span("when")))
    for place, span in enumerate(taken):
        last = place + 1 == len(taken)
        if span not in anchors and span not in attribution.addressees and not last:
            continue
        stop = min(taken[place + 1].start if place + 1 < len(taken) else len(text), span.end + _NEAR)
        told = _TOLD_WHEN.match(text, span.end, max(span.end, stop))
        if told and text[told.end() : told.end() + 1].isalnum():
            continue
        if told and (span in anchors or span in attribution.addressees or _CLOSED.match(text, told.end())):
            found.append(Span(*told.span("when")))
    return tuple(found)


def without_time(text: str, cue: Spans, content: Spans) -> tuple[Spans, Spans]:
    """Cue and content without a day between them that took part in neither: 'said yesterday Brazil would'."""
    if not cue or not content:
        return cue, content
    behind = _DAY_BEHIND.search(text, cue[-1].start, cue[-1].end)
    if behind:
        cue = (*cue[:-1], Span(cue[-1].start, behind.start()))
    before = _DAY_BEFORE.match(text, content[0].start, content[0].end)
    if before and 0 <= content[0].start - cue[-1].end <= 2:
        content = (Span(before.end(), content[0].end), *content[1:])
    return cue, content
