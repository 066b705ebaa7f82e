"""How words came from their speaker to the document: through whom."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reading.attributed import Attribution
from sayso.reading.parties import Found


class Chains:
    """Answers for the attributions of one text, whose parties are found."""

    def __init__(self, attributions: Sequence[Attribution], found: Found) -> None:
        self.attributions, self.found = attributions, found

    def via(self, at: int) -> tuple[str, ...]:
        """Who carried the words of an attribution, nearest to its speaker first.

        The speakers of those that it lies within, from the inside out, and carriers that the words name;
        never its own speakers.
        """
        own = set(self.found.speakers[at])
        chain: list[str] = []
        outer: int | None = at
        while outer is not None:
            if outer != at:
                chain += self.found.speakers[outer]
            chain += self.found.carriers[outer]
            outer = self.attributions[outer].within
        return tuple(party for party in dict.fromkeys(chain) if party not in own)
