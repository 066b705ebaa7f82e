"""Who the words themselves say carried a statement: 'per the Daily Telegraph', 'on state television'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.data import Span, Spans
from sayso.reading.attributed import Attribution

# A noun phrase, roughly: to the next mark or word that ends one.
_WORD = r"(?:[^\s,.;:()“”\"!?]|\.(?=\S))+"
_ENDING = r"(?:and|that|who|which|in|on|at|as|with|after|before|while)\b"
_PHRASE = rf"(?P<who>{_WORD}(?:[ \t]+(?!{_ENDING}){_WORD}){{0,5}})"
_CARRIED = (
    r"(?:(?:quoted|reported|cited|relayed)\s+by|as\s+carried\s+by"
    r"|(?:published|printed|broadcast|aired)\s+(?:by|in|on))"
)
# 'per' carries words where a name or some medium follows; 'per tonne' and 'as per instructions' don't.
_PER = r"(?-i:[Pp]er(?=\s+(?:the\s+)?(?:[A-ZÀ-Þ]|(?:state|local|official|news|public|wire)\b)))"
_BY = re.compile(rf"\b(?:{_PER}|via|{_CARRIED}|according\s+to)\s+{_PHRASE}", re.IGNORECASE)
_ON = re.compile(rf"\bon\s+{_PHRASE}", re.IGNORECASE)
_BROADCAST = re.compile(
    r"\b(?:television|TV|radio|[A-Z]{2,}[’']s|ABC|BBC|CBS|CNN|NBC|MSNBC|NPR|PBS|Fox\s+News|Sky\s+News|Al\s+Jazeera|Bloomberg)\b"
)
# Carriers stand near: within so many characters of the cue or source.
_NEAR = 160
_SENTENCE_END = re.compile(r"[.!?…][”\"’']?\s+(?=[A-ZÀ-Þ“\"‘])|\n")


def find_carriers(text: str, attribution: Attribution) -> Spans:
    """The words that name who carried this statement, in order; not those in its content or its cue.

    What follows its own cue ('according to the ministry') is its source and no carrier.
    """
    anchors = sorted(attribution.cue + attribution.source)
    if not anchors:
        return ()
    start, end = sentence_around(text, anchors[0].start, anchors[-1].end)
    taken = attribution.content + attribution.source
    found = [span for span in _named(text, start, end) if not span.overlaps(taken)]
    return tuple(sorted(set(found)))


def _named(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _BY.finditer(text, start, end):
        yield Span(*match.span("who"))
    for match in _ON.finditer(text, start, end):
        if _BROADCAST.search(match["who"]):
            yield Span(*match.span("who"))


def sentence_around(text: str, first: int, last: int) -> tuple[int, int]:
    """Where the sentence around the characters `first` to `last` begins and ends, or as much as is near."""
    start, end = max(0, first - _NEAR), min(len(text), last + _NEAR)
    for stop in _SENTENCE_END.finditer(text, start, end):
        if stop.end() <= first:
            start = stop.end()
        elif stop.start() >= last:
            end = stop.start()
            break
    return start, end
