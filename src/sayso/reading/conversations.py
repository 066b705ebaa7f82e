"""To whom something was said, where the course of a conversation tells: who asks is answered.

Rules, since the form decides: the speakers of a transcript answer each other where they are two, who
asks a question speaks to whoever speaks next, and a paragraph that names once to whom somebody spoke holds it
for what he says further on in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sayso.reading.attributed import Attribution
from sayso.reading.parties import Found
from sayso.text.paragraphs import paragraphs

_ASKS = re.compile(r"\b(?:ask|press|question|interject|wonder|inquir|quizz|prob)\w*", re.IGNORECASE)
_TURN = re.compile(r"[:.]")
_INDIRECT = re.compile(r"\s*(?:whether|if|how|why|what|who|when|where|which|about)\b", re.IGNORECASE)
_QUESTION = re.compile(r"\?[”’\"']*\s*$")
# An answer stands at most so many characters behind the question.
_FARTHEST = 600

Ids = tuple[str, ...]


def addressees_of(text: str, attributions: Sequence[Attribution], found: Found) -> tuple[Ids, ...]:
    """For each attribution, in the order given, to whom it was said, never its own speakers."""
    addressees = [
        tuple(one for one in named if one not in speakers)
        for named, speakers in zip(found.addressees, found.speakers, strict=True)
    ]
    turns = [at for at, one in enumerate(attributions) if _is_turn(text, one)]
    _answer_in_turns(turns, addressees, found.speakers)
    outer = [at for at, one in enumerate(attributions) if one.within is None]
    _answer_questions(text, attributions, outer, addressees, found.speakers)
    outer = [at for at in outer if found.speakers[at]]
    _hold_in_paragraphs(text, attributions, outer, addressees, found.speakers)
    return tuple(addressees)


def _is_turn(text: str, attribution: Attribution) -> bool:
    return len(attribution.cue) == 1 and bool(_TURN.fullmatch(attribution.cue[0].of(text)))


def _answer_in_turns(turns: list[int], addressees: list[Ids], speakers: Sequence[Ids]) -> None:
    """Two who take turns speak to each other."""
    both = {speakers[at] for at in turns if speakers[at]}
    if len(both) != 2:
        return
    one, other = both
    for at in turns:
        if speakers[at] and not addressees[at]:
            addressees[at] = other if speakers[at] == one else one


def _answer_questions(
    text: str,
    attributions: Sequence[Attribution],
    outer: list[int],
    addressees: list[Ids],
    speakers: Sequence[Ids],
) -> None:
    """Who asks speaks to who speaks next, and the other way round; two who do speak on to each other."""
    talking: set[frozenset[Ids]] = set()
    for at, following in pairwise(outer):
        question, answer = attributions[at], attributions[following]
        near = min(answer.content + answer.cue).start - max(question.content + question.cue).end <= _FARTHEST
        if not near or set(speakers[at]) & set(speakers[following]):
            continue
        both = frozenset((speakers[at], speakers[following]))
        asks = _is_question(text, question)
        if asks:
            talking.add(both)
        if asks or (both in talking and _is_quoted(text, question) and _is_quoted(text, answer)):
            addressees[at] = addressees[at] or speakers[following]
            addressees[following] = addressees[following] or speakers[at]


def _is_question(text: str, attribution: Attribution) -> bool:
    return any(_ASKS.search(span.of(text)) for span in attribution.cue) and any(
        _QUESTION.search(span.of(text)) or _INDIRECT.match(text, span.start, span.end)
        for span in attribution.content
    )


def _is_quoted(text: str, attribution: Attribution) -> bool:
    return all(text[span.start] in '“„«"' for span in attribution.content)


def _hold_in_paragraphs(
    text: str,
    attributions: Sequence[Attribution],
    outer: list[int],
    addressees: list[Ids],
    speakers: Sequence[Ids],
) -> None:
    """What somebody says further on in a paragraph is said to the same."""
    ends = iter([end for _, end in paragraphs(text)])
    end = 0
    told: dict[Ids, Ids] = {}
    for at in outer:
        start = min(attributions[at].cue + attributions[at].source + attributions[at].content).start
        if start >= end:
            told = {}
            while start >= end:
                end = next(ends, len(text) + 1)
        if addressees[at]:
            told[speakers[at]] = addressees[at]
        else:
            addressees[at] = told.get(speakers[at], ())
