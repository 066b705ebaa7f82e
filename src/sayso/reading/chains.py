"""How words came from their speaker to the document: through whom, to whom, for whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.data import Party, PartyKind, Span
from sayso.reading.attributed import Attribution
from sayso.reading.parties import Found

# A source whose head is one of these speaks for the body that it belongs to.
_MOUTHPIECE = re.compile(
    r"\b(?:spokes(?:man|woman|person|people|men|women)|representatives?|delegates?|lawyers?|attorneys?|counsel|envoys?)\b",
    re.IGNORECASE,
)
_FOR = re.compile(r"\b(?:on\s+behalf\s+of|speaking\s+for)\s+", re.IGNORECASE)
# 'We' as the one who does what is told: where a clause begins.
_WE = re.compile(
    r"(?:^[“\"‘„«\s]*|[.!?,;:—–…]\s*|\b(?:that|but|and|if|what|because)\s+)(?:we|our)\b", re.IGNORECASE
)
_OPENING = re.compile(r"[“\"‘„«\s]*(?:that\s+)?(?:the\s+)?", re.IGNORECASE)


class Chains:
    """Answers for the attributions of one text, whose parties are found."""

    def __init__(self, text: str, attributions: Sequence[Attribution], found: Found) -> None:
        self.text, self.attributions, self.found = text, attributions, found
        self.parties = {party.id: party for party in found.parties}

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

    def addressees(self, at: int) -> tuple[str, ...]:
        """To whom an attribution was said; never its own speakers."""
        own = set(self.found.speakers[at])
        return tuple(party for party in self.found.addressees[at] if party not in own)

    def on_behalf_of(self, at: int) -> tuple[str, ...]:
        """Whom the speakers of an attribution speak for, where the words say so."""
        attribution = self.attributions[at]
        bodies: dict[str, None] = {}
        for speaker in map(self.parties.__getitem__, self.found.speakers[at]):
            for body in self._bodies(speaker):
                if self._is_mouthpiece(attribution) or self._is_subject(attribution, body):
                    bodies[body.id] = None
        for party in self._named_behind_for(attribution):
            bodies[party.id] = None
        return tuple(body for body in bodies if body not in self.found.speakers[at])

    def _bodies(self, speaker: Party) -> list[Party]:
        """What a person belongs to, and that to what."""
        bodies: list[Party] = []
        affiliation = speaker.affiliation if speaker.kind in (PartyKind.PERSON, PartyKind.UNNAMED) else None
        while affiliation and self.parties[affiliation] not in bodies:
            bodies.append(self.parties[affiliation])
            affiliation = bodies[-1].affiliation
        return bodies

    def _is_mouthpiece(self, attribution: Attribution) -> bool:
        return any(_MOUTHPIECE.search(span.of(self.text)) for span in attribution.source)

    def _is_subject(self, attribution: Attribution, body: Party) -> bool:
        """Whether the content begins with the body, or with 'we' for it."""
        for span in attribution.content:
            opening = _OPENING.match(self.text, span.start, span.end)
            start = opening.end() if opening else span.start
            if any(span.start <= m.start <= start and m.end <= span.end for m in body.mentions):
                return True
        return any(_WE.search(span.of(self.text)) for span in attribution.content)

    def _named_behind_for(self, attribution: Attribution) -> list[Party]:
        anchors = attribution.source + attribution.cue
        if not anchors:
            return []
        reach = Span(min(anchors).start, max(span.end for span in anchors) + 80)
        found = _FOR.search(self.text, reach.start, reach.end)
        if not found:
            return []
        return [
            party
            for party in self.found.parties
            if any(found.end() <= m.start <= found.end() + 4 for m in party.mentions)
        ]
