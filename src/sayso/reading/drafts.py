"""Attributions in the making, in tokens: which lie within which, and which owns what words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from sayso.encoder.heads import Linked, Piece
from sayso.encoder.tokens import Tokens
from sayso.text.quotations import Quotation

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
# A statement lies within another where its cue does, and so much of its content.
_MOSTLY = 0.5

Run = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """An attribution in the making; `runs` are its content as it is settled on."""

    linked: Linked
    pieces: list[Piece]
    parent: int | None = None
    runs: list[Run] = field(default_factory=list)

    @property
    def cue(self) -> Piece:
        """The words that say that something is said."""
        return self.linked.cue

    @property
    def size(self) -> int:
        """How many tokens its content has."""
        return sum(piece.end - piece.start for piece in self.pieces)


def settle(found: Sequence[Linked], tokens: Tokens, quotations: Sequence[Quotation]) -> list[Draft]:
    """A draft for each cue that has a content, in the order of the cues.

    Time is linear in the number of tokens: a content reaches no further than its window.
    """
    drafts = [Draft(linked, list(linked.content)) for linked in found if linked.content]
    for draft in drafts:
        _drop_strays(draft, tokens)
    _nest(drafts)
    owners = _owners(drafts, len(tokens))
    _settle_quotations(owners, tokens, quotations, drafts)
    for draft, runs in zip(drafts, _runs(owners, len(drafts)), strict=True):
        draft.runs = runs
    for number in _outer_first(drafts):
        parent = drafts[number].parent
        if parent is not None:
            drafts[number].runs = list(_within(drafts[number].pieces, drafts[parent].runs))
    return drafts


def _drop_strays(draft: Draft, tokens: Tokens) -> None:
    """Drop pieces that hardly belong: doubtful ones beside a surer one, and, unless they are
    quoted, those of other paragraphs than the cue.
    """
    surest = max((piece.chance for piece in draft.pieces), default=0.0)
    paragraph = tokens.paragraphs[draft.cue.start]
    draft.pieces = [
        piece
        for piece in draft.pieces
        if piece.chance >= _STRAY * surest
        and (tokens.paragraphs[piece.start] == paragraph or _mostly_quoted(tokens, piece))
    ]


def _mostly_quoted(tokens: Tokens, piece: Piece) -> bool:
    return bool(tokens.quoted[piece.start : piece.end].mean() > 0.5)


def _nest(drafts: list[Draft]) -> None:
    """Put each draft within the smallest that holds its cue and most of its content.

    Never two within each other: the outer has the longer content, or as long a one and the earlier cue.
    """
    starts = [draft.cue.start for draft in drafts]
    sizes = [draft.size for draft in drafts]
    for number, outer in enumerate(drafts):
        inside = {
            other
            for piece in outer.pieces
            for other in range(bisect_left(starts, piece.start), bisect_left(starts, piece.end))
        }
        inside |= {
            at for at in (bisect_left(starts, start) for start in outer.linked.inner) if at < len(starts)
        }
        inside.discard(number)
        reach = _Reach(outer.pieces) if inside and outer.pieces else None
        for other in inside:
            inner = drafts[other]
            longer = (sizes[other], -other) > (sizes[number], -number)
            if reach is None or longer or reach.count_in(inner.pieces) < _MOSTLY * sizes[other]:
                continue
            if inner.parent is None or sizes[inner.parent] > sizes[number]:
                inner.parent = number


class _Reach:
    """The tokens of a content, to be asked how many of others' they are."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.first = min(piece.start for piece in pieces)
        covered = np.zeros(max(piece.end for piece in pieces) - self.first + 1, np.int32)
        for piece in pieces:
            covered[piece.start - self.first + 1 : piece.end - self.first + 1] = 1
        self.counts: list[int] = np.cumsum(covered).tolist()

    def count_in(self, pieces: list[Piece]) -> int:
        """How many tokens of `pieces` lie here."""
        return sum(self._before(piece.end) - self._before(piece.start) for piece in pieces)

    def _before(self, token: int) -> int:
        return self.counts[min(len(self.counts) - 1, max(0, token - self.first))]


def _outer_first(drafts: list[Draft]) -> list[int]:
    """Numbers of the drafts, each behind the one that it lies within."""
    return sorted(range(len(drafts)), key=lambda number: (-drafts[number].size, number))


def _within(pieces: list[Piece], runs: list[Run]) -> Iterator[Run]:
    """What of `pieces` lies in the outer statement's content."""
    for piece in pieces:
        for start, end in runs:
            if start < piece.end and piece.start < end:
                yield max(start, piece.start), min(end, piece.end)


def _owners(drafts: list[Draft], count: int) -> np.ndarray:
    """For each token the number of the outermost draft whose content it is in, the likelier where
    several claim it; -1 where none does.
    """
    owners = np.full(count, -1, np.int32)
    claims = [
        (piece.chance, number, piece)
        for number, draft in enumerate(drafts)
        if draft.parent is None
        for piece in draft.pieces
    ]
    for _, number, piece in sorted(claims, key=lambda claim: claim[:2]):
        owners[piece.start : piece.end] = number
    return owners


def _settle_quotations(
    owners: np.ndarray, tokens: Tokens, quotations: Sequence[Quotation], drafts: list[Draft]
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
            resumed = before >= 0 and end <= drafts[before].cue.start < first <= end + _RESUMED
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


def _runs(owners: np.ndarray, count: int) -> list[list[Run]]:
    """For each draft its contents: runs of tokens with the same owner."""
    contents: list[list[Run]] = [[] for _ in range(count)]
    edges = np.flatnonzero(np.diff(owners, prepend=-1, append=-1)).tolist()
    for start, end in pairwise(edges):
        if owners[start] >= 0:
            contents[owners[start]].append((start, end))
    return contents
