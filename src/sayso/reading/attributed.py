"""One attribution as the model reads it: who, by which words, what."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.data import Span, Spans


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source says, by a cue, a content; each in one or several pieces of the document's text.

    `source` may be empty; `confidence` is the chance (0 to 1) that source and content are right.
    `addressees` are the words that name to whom, `occasion` those that tell when and where it was said.
    `within` is the index, among the document's attributions, of the one that this lies directly within.
    """

    source: Spans
    cue: Spans
    content: Spans
    confidence: float
    addressees: Spans = ()
    occasion: Spans = ()
    within: int | None = None

    @property
    def first(self) -> Span:
        """Its first words in the text, of whichever part."""
        return min(self.cue + self.source + self.content)
