"""Who speaks where only the layout says so: transcripts ('NAME: …', 'Q.', 'A.') and signed quotations.

Rules, since the form decides and not the words: a paragraph that opens with a speaker's name is a turn
where others near it do so too; a quotation with a dash and a name behind it is that name's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from sayso.data import Span, Spans
from sayso.lexicon import words as class_of
from sayso.reading.attributed import Attribution
from sayso.text.quotations import Quotation

# Of the turns and signed quotations that these rules find in PolNeAR dev all 27 are annotated so, in PolNeAR
# train 33 of 37 outside three interviews whose turns its annotators didn't mark.
_CONFIDENCE = 0.93
# Turns of one transcript stand at most so many paragraphs apart.
_APART = 6
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ \t]+(?:\([^)\n]{1,30}\)|[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*)){0,4}"
_TITLED = r"[A-ZÀ-Þ][\w.'’-]*(?:[ \t]+(?:(?:of|the|de|van|von|al|bin)[ \t]+)?[A-ZÀ-Þ][\w.'’-]*){0,4}"
_BLANKS = r"[ \t\xa0]"
_TURN = re.compile(
    rf"[“\"„«]?(?:(?P<name>{_CAPITALS}|Q|A|{_TITLED})(?P<cue>:)|(?P<letter>[QA])(?P<stop>\.)){_BLANKS}+(?=\S)"
)
_SIGNED = re.compile(
    rf"{_BLANKS}{{0,8}}(?P<dash>―|—|–|--|-){_BLANKS}{{0,8}}"
    rf"(?P<name>{_TITLED})(?P<rest>,[^\n“”\"]{{0,120}})?{_BLANKS}{{0,8}}\.?{_BLANKS}{{0,8}}$"
)
_STAGE = re.compile(r"[“\"]?[(\[][^)\]\n]{0,80}[)\]]\.?[”\"]?\s*$")
# Words that a signed quotation has at least: a title behind a dash is none.
_SIGNED_WORDS = 4


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's words by the layout: the name, the mark behind or before it, and the words."""

    source: Span
    cue: Span
    content: Spans


def find_turns(
    text: str, paragraphs: Sequence[tuple[int, int]], quotations: Sequence[Quotation]
) -> list[Turn]:
    """The turns of transcripts and the signed quotations of a text, in order.  Linear in its length."""
    turns = [*_transcript(text, paragraphs), *_signed(text, paragraphs, quotations)]
    return sorted(turns, key=lambda turn: min(turn.source, turn.content[0]))


def _transcript(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[Turn]:
    opened = [_opening(text, start, end) for start, end in paragraphs]
    names = Counter(found[0].of(text) for found in opened if found)
    turns = [
        (at, found)
        for at, found in enumerate(opened)
        if found and _is_speaker(found[0].of(text), names, opened, at)
    ]
    places = [-_APART - 1, *(at for at, _ in turns), len(paragraphs) + _APART]
    for (at, (source, cue, begin)), before, following in zip(turns, places, places[2:], strict=False):
        if min(at - before, following - at) > _APART:
            continue
        last = following if following - at <= _APART else at + 1
        content = [Span(begin, paragraphs[at][1])]
        for start, end in paragraphs[at + 1 : last]:
            if not _STAGE.match(text, start, end):
                content.append(Span(start, end))
        trimmed = tuple(span for span in (_without_marks(text, span) for span in content) if span)
        if any(char.isalpha() for span in trimmed for char in span.of(text)):
            yield Turn(source, cue, trimmed)


def _opening(text: str, start: int, end: int) -> tuple[Span, Span, int] | None:
    """The name and mark that open a paragraph, and where the words behind them begin."""
    found = _TURN.match(text, start, end)
    if not found or found.end() >= end:
        return None
    name, cue = ("name", "cue") if found["name"] else ("letter", "stop")
    return Span(*found.span(name)), Span(*found.span(cue)), found.end()


def _is_speaker(name: str, names: Counter[str], opened: list[tuple[Span, Span, int] | None], at: int) -> bool:
    """Whether a name before a colon speaks: in capitals beside another turn, or again and again."""
    if name.split()[0].rstrip(".").lower() in class_of("no_speaker"):
        return False
    near = any(opened[max(0, at - _APART) : at]) or any(opened[at + 1 : at + 1 + _APART])
    return near and (name.isupper() or names[name] > 1)


def _without_marks(text: str, span: Span) -> Span | None:
    """A turn's words without outer blanks and without a mark that is opened and not closed in them."""
    start, end = span.start, span.end
    if text[start] in "“„«" or (text[start] == '"' and text.count('"', start, end) % 2):
        closing = {"“": "”", "„": "“", "«": "»"}.get(text[start])
        if closing is None or text.count(text[start], start, end) > text.count(closing, start, end):
            start += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _signed(
    text: str, paragraphs: Sequence[tuple[int, int]], quotations: Sequence[Quotation]
) -> Iterator[Turn]:
    """Quotations that fill a paragraph, with a dash and a name behind them or on the next line."""
    starts = {start: place for place, (start, _) in enumerate(paragraphs)}
    for quotation in quotations:
        place = starts.get(quotation.start)
        if place is None or len(text[quotation.start : quotation.end].split()) < _SIGNED_WORDS:
            continue
        end = paragraphs[place][1]
        where = (quotation.end, end)
        if quotation.end >= end and place + 1 < len(paragraphs):
            where = paragraphs[place + 1]
        found = _SIGNED.match(text, *where)
        if found:
            last = found.end("rest") if found["rest"] else found.end("name")
            source = Span(found.start("name"), last)
            words = text[quotation.start : quotation.end].rstrip()
            content = Span(quotation.start, quotation.start + len(words))
            yield Turn(source, Span(*found.span("dash")), (content,))


def with_turns(attributions: Sequence[Attribution], turns: Sequence[Turn]) -> tuple[Attribution, ...]:
    """The attributions of a text together with its turns, in document order.

    What is said within a turn lies within it; what else claims a turn's words loses them.
    """
    if not turns:
        return tuple(attributions)
    near = _Near(turns)
    made: list[Attribution | None] = []
    echoes: dict[int, int] = {}
    for at, attribution in enumerate(attributions):
        touched = near.to(attribution.content + attribution.cue)
        left: Attribution | None = attribution
        if touched and not attribution.cue:  # the turn over again, without its mark
            echoes[at], left = len(attributions) + touched[0], None
        for number in touched:
            left = _beside(left, turns[number], len(attributions) + number) if left else None
        made.append(left)
    made = [one and replace(one, within=_instead(one.within, echoes)) for one in made]
    made += [Attribution((turn.source,), (turn.cue,), turn.content, _CONFIDENCE) for turn in turns]
    return _in_order(made)


def _instead(within: int | None, echoes: dict[int, int]) -> int | None:
    return within if within is None else echoes.get(within, within)


class _Near:
    """The turns of a text, to be asked which of them touch given spans."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self.spans = sorted(
            (span, number) for number, turn in enumerate(turns) for span in (turn.cue, *turn.content)
        )
        self.starts = [span.start for span, _ in self.spans]
        self.ends = list(accumulate((span.end for span, _ in self.spans), max))

    def to(self, spans: Spans) -> list[int]:
        """Numbers of the turns whose words touch `spans`, in order."""
        near: set[int] = set()
        for span in spans:
            some = slice(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))
            near.update(number for other, number in self.spans[some] if other.overlaps((span,)))
        return sorted(near)


def _beside(one: Attribution, turn: Turn, number: int) -> Attribution | None:
    """What is left of an attribution beside a turn, the attribution `number`; None where nothing is."""
    if _overlap(one.cue, turn.content):
        inside = _common(one.content, turn.content)
        within = number if one.within is None else one.within
        return replace(one, content=inside, within=within) if inside else one
    left = _less(one.content, turn.content) if not _overlap(one.cue, (turn.cue,)) else ()
    return replace(one, content=left) if left else None


def _in_order(made: list[Attribution | None]) -> tuple[Attribution, ...]:
    """The attributions that are left, in document order; one that lay within a dropped one lies in none."""
    kept = sorted(
        ((at, one) for at, one in enumerate(made) if one is not None), key=lambda pair: pair[1].first
    )
    place = {at: index for index, (at, _) in enumerate(kept)}
    return tuple(
        replace(one, within=place.get(one.within) if one.within is not None else None) for _, one in kept
    )


def _overlap(some: Spans, others: Spans) -> bool:
    return any(span.overlaps(others) for span in some)


def _common(some: Spans, others: Spans) -> Spans:
    shared = (
        Span(max(a.start, b.start), min(a.end, b.end))
        for a in some
        for b in others
        if a.start < b.end and b.start < a.end
    )
    return tuple(sorted(shared))


def _less(some: Spans, others: Spans) -> Spans:
    """Those of `some` that no other touches: a content cut in the middle of a turn says nothing."""
    return tuple(span for span in some if not span.overlaps(others))
