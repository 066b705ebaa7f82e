"""Who says what: the network's labels become attributions, helped by what quotation marks tell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from sayso.data import Document, Span, Spans
from sayso.encoder.heads import CONTENT, CUE, Labels, label, spans
from sayso.encoder.session import Encoder
from sayso.encoder.tokens import Layout, Tokens
from sayso.reading.attributed import Attribution
from sayso.reading.confidence import Evidence, confidence
from sayso.text.paragraphs import paragraphs
from sayso.text.quotations import Quotation, find_quotations

# A quotation of which this share of tokens is content is content as a whole: a clause inside
# marks isn't cut in two.
_WHOLE_QUOTATION = 0.5
# A piece of a content is dropped where it is less than so likely as the surest piece; chosen on
# PolNeAR dev.
_STRAY = 0.5
# '“…,” he said after a long pause. “…”': so many tokens may stand between the halves, and the
# second half has more than so many, so that a term in scare quotes isn't taken for one.
_RESUMED = 30
_SCARE = 6
# Outside quotation marks these end a clause and belong to the sentence, not to the content.
_LOOSE = " \t\r\n,.;:—–-…"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a content, in tokens, and how likely it is one of its cue's."""

    start: int
    end: int
    chance: float


@dataclass(slots=True)
class _Draft:
    """An attribution in the making, in tokens."""

    cue: tuple[int, int]
    cue_chance: float
    source: tuple[int, int] | None = None
    source_chance: float = 1.0
    content: list[_Piece] = field(default_factory=list)


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
    tokens = [
        encoder.tokenize(document.text, layout_of(document.text, marks))
        for document, marks in zip(documents, quotations, strict=True)
    ]
    labels = label(encoder, tokens)
    judge = judge or (lambda evidence: confidence(evidence, encoder.calibration))
    return [
        Attributed(document, tuple(attributions_of(document.text, of, labelled, marks, judge)), tuple(marks))
        for document, of, labelled, marks in zip(documents, tokens, labels, quotations, strict=True)
    ]


def layout_of(text: str, quotations: Sequence[Quotation]) -> Layout:
    """What the encoder is told of a text beside its words."""
    return Layout(list(paragraphs(text)), [(q.start, q.end, q.closed) for q in quotations])


def attributions_of(
    text: str, tokens: Tokens, labels: Labels, quotations: list[Quotation], judge: Judge
) -> Iterable[Attribution]:
    """The attributions that the labels of a text's tokens add up to, in document order."""
    drafts = _link(labels)
    for draft in drafts:
        _drop_strays(draft, tokens)
    owners = _owners(drafts, len(tokens))
    _settle_quotations(owners, tokens, quotations, drafts)
    contents = _runs(owners, len(drafts))
    starts = [quotation.start for quotation in quotations]
    found = []
    for draft, pieces in zip(drafts, contents, strict=True):
        content = _content_spans(text, tokens, pieces, quotations, starts)
        if content:
            source = _source_spans(text, tokens, draft.source)
            cue = _trimmed(text, tokens, *draft.cue)
            length = draft.source[1] - draft.source[0] if draft.source and source else 0
            chance = judge(_evidence(draft, tokens, length))
            found.append(Attribution(source, (cue,) if cue else (), content, chance))
    return sorted(
        found, key=lambda attribution: min(attribution.cue + attribution.source + attribution.content)
    )


def _drop_strays(draft: _Draft, tokens: Tokens) -> None:
    """Drop pieces that hardly belong: doubtful ones beside a surer one, and, unless they are
    quoted, those of other paragraphs than the cue.
    """
    surest = max((piece.chance for piece in draft.content), default=0.0)
    paragraph = tokens.paragraphs[draft.cue[0]]
    draft.content = [
        piece
        for piece in draft.content
        if piece.chance >= _STRAY * surest
        and (tokens.paragraphs[piece.start] == paragraph or _mostly_quoted(tokens, piece))
    ]


def _mostly_quoted(tokens: Tokens, piece: _Piece) -> bool:
    return bool(tokens.quoted[piece.start : piece.end].mean() > 0.5)


def _owners(drafts: list[_Draft], count: int) -> np.ndarray:
    """For each token the number of the draft whose content it is in; -1 where there is none."""
    owners = np.full(count, -1, np.int32)
    for number, draft in enumerate(drafts):
        for piece in draft.content:
            owners[piece.start : piece.end] = number
    return owners


def _settle_quotations(
    owners: np.ndarray, tokens: Tokens, quotations: list[Quotation], drafts: list[_Draft]
) -> None:
    """Give each quotation to the content that has most of it, and likewise what carries it on
    in the next paragraph or behind its cue, unless that has a cue of its own.
    """
    carried = before = -1
    end = 0
    for quotation in quotations:
        first, last = tokens.starts.searchsorted([quotation.start, quotation.end])
        part = owners[first:last]
        owner = _majority(part)
        if owner < 0:
            resumed = before >= 0 and end <= drafts[before].cue[0] < first <= end + _RESUMED
            owner = before if resumed and len(part) > _SCARE else carried
        if owner >= 0:
            part[:] = owner
        carried = owner if quotation.continues else -1
        before, end = owner, int(last)


def _majority(owners: np.ndarray) -> int:
    """The draft that owns more than half of these tokens; -1 where none does."""
    owned = owners[owners >= 0]
    if not len(owned):
        return -1
    most = int(np.bincount(owned - owned.min()).argmax() + owned.min())
    return most if int((owned == most).sum()) > _WHOLE_QUOTATION * len(owners) else -1


def _runs(owners: np.ndarray, count: int) -> list[list[tuple[int, int]]]:
    """For each draft its contents: runs of tokens with the same owner."""
    contents: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    edges = np.flatnonzero(np.diff(owners, prepend=-1, append=-1)).tolist()
    for start, end in pairwise(edges):
        if owners[start] >= 0:
            contents[owners[start]].append((start, end))
    return contents


def _link(labels: Labels) -> list[_Draft]:
    """A draft for each cue, with its source and the contents that point at it."""
    drafts = {
        span[0]: _Draft(span, _mean(labels.chances, span)) for span in spans(labels.roles, labels.begins, CUE)
    }
    for start, draft in drafts.items():
        if start in labels.sources:
            *source, draft.source_chance = labels.sources[start]
            draft.source = (source[0], source[1])
    for span in spans(labels.roles, labels.begins, CONTENT):
        target, surely = _pointed_at(labels, span)
        if target in drafts:
            drafts[target].content.append(_Piece(*span, surely * _mean(labels.chances, span)))
    return list(drafts.values())


def _pointed_at(labels: Labels, span: tuple[int, int]) -> tuple[int, float]:
    """The cue that most of a span's tokens point at, and the mean probability of it."""
    votes: dict[int, float] = {}
    part = slice(*span)
    for cue, surely in zip(labels.cues[part].tolist(), labels.pointing[part].tolist(), strict=True):
        votes[cue] = votes.get(cue, 0.0) + surely
    votes.pop(-1, None)
    if not votes:
        return -1, 0.0
    best = max(votes, key=lambda cue: votes[cue])
    return best, votes[best] / (span[1] - span[0])


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
        if closing.closed and not text[end : closing.end].strip("”“»’›\"'.,!?;…— \n"):
            end = closing.end
        elif closing.closed and start > closing.start and end == closing.end:
            end -= 1  # the closing mark of a quotation that begins outside
    while start < end and text[start] in " \t\r\n,.;:—–":
        start += 1
    inside = closing is not None and end > closing.start and end <= closing.end
    while not inside and end > start and text[end - 1] in _LOOSE:
        end -= 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if any(char.isalnum() for char in text[start:end]) else None


def _around(quotations: list[Quotation], starts: list[int], at: int) -> Quotation | None:
    """The quotation that holds the character at `at`; None if none does."""
    index = bisect_right(starts, at) - 1
    return quotations[index] if index >= 0 and at < quotations[index].end else None


def _source_spans(text: str, tokens: Tokens, source: tuple[int, int] | None) -> Spans:
    if source is None:
        return ()
    span = _trimmed(text, tokens, *source)
    if span is None:
        return ()
    words = span.of(text)
    for possessive in ("’s", "'s"):
        if words.endswith(possessive) and len(words) > len(possessive):
            span = Span(span.start, span.end - len(possessive))
    return (span,)


def _trimmed(text: str, tokens: Tokens, first: int, last: int) -> Span | None:
    """A token span as characters, without outer blanks and loose punctuation."""
    start, end = int(tokens.starts[first]), int(tokens.ends[last - 1])
    while start < end and (text[start].isspace() or text[start] in ",;:—–"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:—–"):
        end -= 1
    return Span(start, end) if start < end else None


def _mean(chances: np.ndarray, span: tuple[int, int]) -> float:
    return float(chances[slice(*span)].mean())


def _evidence(draft: _Draft, tokens: Tokens, source_length: int) -> Evidence:
    pieces = draft.content
    lengths = [piece.end - piece.start for piece in pieces]
    chances = [piece.chance for piece in pieces]
    quoted = sum(float(tokens.quoted[piece.start : piece.end].sum()) for piece in pieces)
    length = sum(lengths)
    return Evidence(
        cue=draft.cue_chance,
        surest=max(chances, default=0.0),
        mean=sum(c * n for c, n in zip(chances, lengths, strict=True)) / max(1, length),
        least=min(chances, default=0.0),
        source=draft.source_chance if draft.source is not None else None,
        quoted=quoted / max(1, length),
        length=length,
        pieces=len(pieces),
        cue_length=draft.cue[1] - draft.cue[0],
        source_length=source_length,
    )
