"""Which statement of the body a headline, or a quotation printed twice, only repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.lexicon import words as class_of
from sayso.reading.attributed import Attribution

_WORD = re.compile(r"[^\W_]{3,}")
_ENDING = re.compile(r"(?:ies|ied|ing|edly|ed|es|s|[’']s|ion|ions|ment|ments|ship)$")
# A headline's statement is told again by the one that has so many of its words in common with it, as a share
# of its own; chosen on our annotated readings, train.
_SHARED = 0.3
_OPENING = '“„«"'
# A quotation printed twice has at least so many words of three letters and more.
_LONG = 5

Ids = tuple[str, ...]


def find_repeats(
    text: str, title: str, attributions: Sequence[Attribution], speakers: Sequence[Ids]
) -> dict[int, int]:
    """For each attribution that only repeats another: that other one, both by their index.

    A headline's is told again by one of the body with a speaker in common, or without any, and with several
    words in common, or one and the cue; a quotation of the same words by the same speaker is printed twice.
    """
    begin = len(text) - len(text.lstrip())
    end = begin + len(title) if title and text.startswith(title, begin) else 0
    heads = [at for at, one in enumerate(attributions) if one.within is None and one.first.start < end]
    body = [at for at, one in enumerate(attributions) if one.within is None and one.first.start >= end]
    bags = {at: _bag(text, attributions[at]) for at in (*heads, *body)}
    repeats: dict[int, int] = {}
    for at in heads:
        cue = _cue(text, attributions[at])
        told = {
            other: _told(bags[at], bags[other])
            for other in body
            if _same(speakers, at, other)
            and (len(bags[at] & bags[other]) > 1 or cue == _cue(text, attributions[other]))
        }
        best = max(told, key=lambda other: (told[other], -other), default=None)
        if best is not None and told[best] >= _SHARED:
            repeats[at] = best
    return repeats | _printed_twice(text, attributions, body, speakers)


def _printed_twice(
    text: str, attributions: Sequence[Attribution], body: Sequence[int], speakers: Sequence[Ids]
) -> dict[int, int]:
    """Quotations of one speaker with the same words: the later repeats the earlier."""
    seen: dict[tuple[Ids, str], int] = {}
    repeats = {}
    for at in body:
        words = _letters(text, attributions[at])
        if len(words) < _LONG or not all(text[span.start] in _OPENING for span in attributions[at].content):
            continue
        first = seen.setdefault((speakers[at], " ".join(words)), at)
        if first != at:
            repeats[at] = first
    return repeats


def _cue(text: str, attribution: Attribution) -> str:
    """The last word of a cue without its ending: 'refuses' and 'has refused' are one."""
    words = [word.lower() for span in attribution.cue for word in _WORD.findall(span.of(text))]
    return _ENDING.sub("", words[-1]) if words else ""


def _same(speakers: Sequence[Ids], one: int, other: int) -> bool:
    return bool(set(speakers[one]) & set(speakers[other])) or not (speakers[one] and speakers[other])


def _letters(text: str, attribution: Attribution) -> list[str]:
    return [word.lower() for span in attribution.content for word in _WORD.findall(span.of(text))]


def _bag(text: str, attribution: Attribution) -> frozenset[str]:
    """The words of a content that mean something, without their endings."""
    words = (word for word in _letters(text, attribution) if word not in class_of("function"))
    return frozenset(_ENDING.sub("", word) or word for word in words)


def _told(headline: frozenset[str], other: frozenset[str]) -> float:
    """How much of a headline's statement another one tells again, as a share of its words."""
    return len(headline & other) / len(headline) if headline else 0.0
