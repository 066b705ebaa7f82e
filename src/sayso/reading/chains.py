"""How words came from their speaker to the document: through whom."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reading.attributed import Attribution
from sayso.reading.parties import Found


def via_of(attributions: Sequence[Attribution], found: Found, at: int) -> tuple[str, ...]:
    """Who carried the words of an attribution, nearest to its speaker first.

    The speakers of those that it lies within, from the inside out, and carriers that the words name;
    never its own speakers.
    """
    own = set(found.speakers[at])
    chain: list[str] = []
    outer: int | None = at
    while outer is not None:
        if outer != at:
            chain += found.speakers[outer]
        chain += found.carriers[outer]
        outer = attributions[outer].within
    return tuple(party for party in dict.fromkeys(chain) if party not in own)
