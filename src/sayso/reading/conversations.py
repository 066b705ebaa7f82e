"""To whom something was said, where the course of a conversation tells.

Rules, since the form decides: the speakers of a transcript answer each other where they are two, and a
paragraph that names once to whom somebody spoke holds it for what he says further on in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.reading.attributed import Attribution
from sayso.reading.parties import Found
from sayso.text.paragraphs import paragraphs

_TURN = re.compile(r"[:.]")
_GOES_ON = frozenset({"he", "she", "they", "it", "who"})
# The next turn begins within so many characters behind the last.
_NEXT = 60

Ids = tuple[str, ...]


def addressees_of(text: str, attributions: Sequence[Attribution], found: Found) -> tuple[Ids, ...]:
    """For each attribution, in the order given, to whom it was said, never its own speakers."""
    addressees = [
        tuple(one for one in named if one not in speakers)
        for named, speakers in zip(found.addressees, found.speakers, strict=True)
    ]
    for turns in _runs_of_turns(text, attributions):
        _answer_in_turns(turns, addressees, found.speakers)
    outer = [at for at, one in enumerate(attributions) if one.within is None and found.speakers[at]]
    _hold_in_paragraphs(text, attributions, outer, addressees, found.speakers)
    return tuple(addressees)


def _is_turn(text: str, attribution: Attribution) -> bool:
    cue, source = attribution.cue, attribution.source
    return len(cue) == 1 and len(source) == 1 and bool(_TURN.fullmatch(cue[0].of(text)))


def _runs_of_turns(text: str, attributions: Sequence[Attribution]) -> list[list[int]]:
    """Turns that follow each other with next to nothing between them."""
    runs: list[list[int]] = []
    end = -_NEXT
    for at, one in enumerate(attributions):
        if _is_turn(text, one):
            if one.source[0].start - end >= _NEXT:
                runs.append([])
            runs[-1].append(at)
            end = max(span.end for span in one.content)
    return runs


def _answer_in_turns(turns: list[int], addressees: list[Ids], speakers: Sequence[Ids]) -> None:
    """Two who take turns speak to each other."""
    both = list(dict.fromkeys(speakers[at] for at in turns if speakers[at]))
    if len(both) != 2:
        return
    for at in turns:
        if speakers[at] and not addressees[at]:
            addressees[at] = both[1] if speakers[at] == both[0] else both[0]


def _hold_in_paragraphs(
    text: str,
    attributions: Sequence[Attribution],
    outer: list[int],
    addressees: list[Ids],
    speakers: Sequence[Ids],
) -> None:
    """What 'he' says further on in a paragraph is said to the same."""
    ends = iter([end for _, end in paragraphs(text)])
    end = 0
    told: dict[Ids, Ids] = {}
    for at in outer:
        start = attributions[at].first.start
        if start >= end:
            told = {}
            while start >= end:
                end = next(ends, len(text) + 1)
        if addressees[at]:
            told[speakers[at]] = addressees[at]
        elif all(span.of(text).lower() in _GOES_ON for span in attributions[at].source):
            addressees[at] = told.get(speakers[at], ())
