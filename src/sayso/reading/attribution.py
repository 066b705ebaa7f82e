"""Who says what: the cues that the network finds become attributions, helped by what quotation marks tell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sayso.data import Document, Span, Spans
from sayso.encoder.heads import Linked, Piece, link
from sayso.encoder.session import Encoder
from sayso.encoder.tokens import Layout, Tokens
from sayso.reading.attributed import Attribution
from sayso.reading.confidence import Evidence, confidence
from sayso.reading.drafts import Draft, settle
from sayso.reading.occasions import without_time
from sayso.reading.recipients import without_subject_told
from sayso.reading.turns import find_turns, with_turns
from sayso.text.paragraphs import paragraphs
from sayso.text.quotations import Quotation, find_quotations

_DETERMINER = re.compile(
    r"(?<=\w)\s+(?P<word>the|a|an|his|her|its|their|our|my|this|these|those)$", re.IGNORECASE
)
_IS_EXPECTED = re.compile(
    r"(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+|still\s+|not\s+|also\s+)?"
    r"(?:believed|expected|said|thought|reported|forecast|predicted|estimated|rumou?red|alleged|feared|projected"
    r"|(?:un)?likely|supposed)",
    re.IGNORECASE,
)
_GOVERNED = re.compile(r"[ \t]+(?:on|upon|for|of|against|about|with|over)[ \t]+", re.IGNORECASE)
# An auxiliary by itself, or what a tokeniser leaves of one, tells no act of saying or thinking.
_AUXILIARY = (
    "will|would|can|could|may|might|shall|should|must|has|have|had|is|are|was|were|be|been|do|does|did|not|never|"
    "wouldn|couldn|shouldn|didn|doesn|don|isn|wasn|weren|aren|hasn|haven|hadn|won|t|s|ll|ve|re"
)
_SAYS_NOTHING = re.compile(rf"(?:(?:{_AUXILIARY})\b[\s’']*)+", re.IGNORECASE)
# Outside quotation marks these end a clause and belong to the sentence, not to the content.
_LOOSE = " \t\r\n,.;:—–-…"


@dataclass(frozen=True, slots=True)
class Attributed:
    """One document's attributions, in document order, and its quotations."""

    document: Document
    attributions: tuple[Attribution, ...]
    quotations: tuple[Quotation, ...]


# Takes the evidence for an attribution and gives the confidence in it.
Judge = Callable[[Evidence], float]


def attribute(
    encoder: Encoder, documents: Sequence[Document], judge: Judge | None = None
) -> list[Attributed]:
    """The attributions of each document.  Time and memory are linear in the texts' lengths.

    `judge` gives the confidence in place of the model's own calibration.
    """
    quotations = [find_quotations(document.text) for document in documents]
    layouts = [layout_of(document.text, marks) for document, marks in zip(documents, quotations, strict=True)]
    tokens = [
        encoder.tokenize(document.text, layout) for document, layout in zip(documents, layouts, strict=True)
    ]
    linked = link(encoder, tokens)
    judge = judge or (lambda evidence: confidence(evidence, encoder.calibration))
    found = [
        with_turns(
            attributions_of(document.text, of, cues, marks, judge),
            find_turns(document.text, layout.paragraphs, marks),
        )
        for document, of, cues, marks, layout in zip(
            documents, tokens, linked, quotations, layouts, strict=True
        )
    ]
    return [
        Attributed(document, attributions, tuple(marks))
        for document, attributions, marks in zip(documents, found, quotations, strict=True)
    ]


def layout_of(text: str, quotations: Sequence[Quotation]) -> Layout:
    """What the encoder is told of a text beside its words."""
    return Layout(list(paragraphs(text)), [(q.start, q.end, q.closed) for q in quotations])


def attributions_of(
    text: str, tokens: Tokens, linked: Sequence[Linked], quotations: list[Quotation], judge: Judge
) -> tuple[Attribution, ...]:
    """The attributions that the cues of a text and what is linked to them add up to, in document order."""
    starts = [quotation.start for quotation in quotations]
    drafts = settle(linked, tokens, quotations)
    made: list[tuple[Draft, Attribution]] = []
    for draft in drafts:
        content = _content_spans(text, tokens, draft.runs, quotations, starts)
        if content:
            source = _source_spans(text, tokens, draft.linked.source)
            cue = _trimmed(text, tokens, draft.cue)
            if cue and _SAYS_NOTHING.fullmatch(cue.of(text)):
                continue
            cue, content = _parted(text, _with_preposition(text, cue, content), content)
            cues, content = without_time(text, (cue,) if cue else (), content)
            source, content = _without_subject(text, source, cues, content)
            attribution = Attribution(
                source=source,
                cue=cues,
                content=content,
                confidence=judge(_evidence(draft, tokens)),
                addressees=_all_trimmed(text, tokens, draft.linked.addressees),
                occasion=_all_trimmed(text, tokens, draft.linked.occasion),
            )
            made.append((draft, attribution))
    made.sort(key=lambda pair: pair[1].first)
    places = {id(draft): place for place, (draft, _) in enumerate(made)}
    for place, (draft, one) in enumerate(made):
        source, addressees = without_subject_told(text, one)
        within = _container(draft, drafts, places)
        made[place] = draft, replace(one, source=source, addressees=addressees, within=within)
    return tuple(one for _, one in made)


def _with_preposition(text: str, cue: Span | None, content: Spans) -> Span | None:
    """A cue with the preposition that it governs, where that alone parts it from its content."""
    between = text[cue.end : content[0].start] if cue is not None else ""
    if cue is None or not _GOVERNED.fullmatch(between):
        return cue
    return Span(cue.start, cue.end + len(between.rstrip()))


def _without_subject(text: str, source: Spans, cues: Spans, content: Spans) -> tuple[Spans, Spans]:
    """Source and content, the subject of 'is expected to' being a piece of the content and no source."""
    if not source or not cues or not _IS_EXPECTED.fullmatch(cues[0].of(text)):
        return source, content
    if source[-1].end > cues[0].start or text[source[-1].end : cues[0].start].strip():
        return source, content
    return (), (*source, *content)


def _parted(text: str, cue: Span | None, content: Spans) -> tuple[Span | None, Spans]:
    """Cue and content parted before a determiner: it belongs to the noun phrase behind it."""
    if cue is None or not content or not 0 <= content[0].start - cue.end <= 2:
        return cue, content
    found = _DETERMINER.search(cue.of(text))
    if not found or text[cue.end : content[0].start].strip():
        return cue, content
    begin = cue.start + found.start("word")
    first = Span(begin, content[0].end)
    return Span(cue.start, cue.start + found.start()), (first, *content[1:])


def _container(draft: Draft, drafts: list[Draft], places: dict[int, int]) -> int | None:
    """The place of the nearest outer statement that came to be one."""
    while draft.parent is not None:
        draft = drafts[draft.parent]
        if id(draft) in places:
            return places[id(draft)]
    return None


def _content_spans(
    text: str, tokens: Tokens, pieces: list[tuple[int, int]], quotations: list[Quotation], starts: list[int]
) -> Spans:
    """Pieces as characters: marks belong to what they enclose, loose punctuation to the sentence."""
    found: list[Span] = []
    for first, last in pieces:
        span = _with_marks(text, int(tokens.starts[first]), int(tokens.ends[last - 1]), quotations, starts)
        if span is None:
            continue
        if found and not text[found[-1].end : span.start].strip():
            found[-1] = Span(found[-1].start, max(span.end, found[-1].end))
        elif not found or span.start >= found[-1].end:
            found.append(span)
    return tuple(found)


def _with_marks(
    text: str, start: int, end: int, quotations: list[Quotation], starts: list[int]
) -> Span | None:
    opening = _around(quotations, starts, start)
    if opening is not None and not text[opening.start : start].strip("“„«‘‚‹\"' \n"):
        start = opening.start
    closing = _around(quotations, starts, end - 1)
    if closing is not None:
        whole = start <= closing.start
        if closing.closed and whole and not text[end : closing.end].strip("”“»’›\"'.,!?;…— \n"):
            end = closing.end
        elif closing.closed and not whole and end == closing.end:
            end -= 1  # the closing mark of a quotation that begins outside
    while start < end and (text[start].isspace() or text[start] in ",.;:—–"):
        start += 1
    inside = closing is not None and end > closing.start and end <= closing.end
    while end > start and (text[end - 1].isspace() or (not inside and text[end - 1] in _LOOSE)):
        end -= 1
    return Span(start, end) if any(char.isalnum() for char in text[start:end]) else None


def _around(quotations: list[Quotation], starts: list[int], at: int) -> Quotation | None:
    """The quotation that holds the character at `at`; None if none does."""
    index = bisect_right(starts, at) - 1
    return quotations[index] if index >= 0 and at < quotations[index].end else None


def _source_spans(text: str, tokens: Tokens, source: Piece | None) -> Spans:
    if source is None:
        return ()
    span = _trimmed(text, tokens, source)
    if span is None:
        return ()
    words = span.of(text)
    owner = words.removesuffix("’s").removesuffix("'s").rstrip()
    return (Span(span.start, span.start + len(owner)) if owner else span,)


def _all_trimmed(text: str, tokens: Tokens, pieces: Sequence[Piece]) -> Spans:
    trimmed = (_trimmed(text, tokens, piece) for piece in pieces)
    return tuple(span for span in trimmed if span is not None)


def _trimmed(text: str, tokens: Tokens, piece: Piece) -> Span | None:
    """A piece as characters, without outer blanks and loose punctuation; 'U.S.' isn't cut in two."""
    start, end = int(tokens.starts[piece.start]), int(tokens.ends[piece.end - 1])
    while start > 0 and text[start] == "." and text[start - 1].isalnum():
        start -= 1
    while start < end and (text[start].isspace() or text[start] in ",;:—–"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:—–"):
        end -= 1
    return Span(start, end) if start < end else None


def _evidence(draft: Draft, tokens: Tokens) -> Evidence:
    pieces, source = draft.pieces, draft.linked.source
    lengths = [piece.end - piece.start for piece in pieces]
    chances = [piece.chance for piece in pieces]
    quoted = sum(float(tokens.quoted[piece.start : piece.end].sum()) for piece in pieces)
    length = sum(lengths)
    return Evidence(
        cue=draft.cue.chance,
        surest=max(chances, default=0.0),
        mean=sum(c * n for c, n in zip(chances, lengths, strict=True)) / max(1, length),
        least=min(chances, default=0.0),
        source=source.chance if source is not None else None,
        quoted=quoted / max(1, length),
        length=length,
        pieces=len(pieces),
        cue_length=draft.cue.end - draft.cue.start,
        source_length=source.end - source.start if source is not None else 0,
    )
