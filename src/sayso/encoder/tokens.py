"""Texts as word pieces with character offsets and a few signs that the vocabulary loses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

# Texts are tokenised in pieces of about this many characters, so that memory stays flat.
_PIECE = 20_000

# The vocabulary is lower-case and drops line ends and the direction of quotation marks.  Each
# token therefore carries one of SIGNS signs: shape of the word, paragraph start, quotation.
_SHAPES = 4  # lower case or none, Capitalised, CAPITALS, with digits
_STARTS = 2  # within a paragraph, first of a paragraph
_QUOTED = 3  # outside, inside a quotation, inside one that is not closed or carries on
SIGNS = _SHAPES * _STARTS * _QUOTED


@dataclass(frozen=True, slots=True)
class Layout:
    """What a text looks like: character spans of its paragraphs and of its quotations.

    Both are in order and without overlap; a quotation's third item tells whether it is closed.
    """

    paragraphs: Sequence[tuple[int, int]] = ()
    quotations: Sequence[tuple[int, int, bool]] = ()


@dataclass(frozen=True, slots=True)
class Tokens:
    """The word pieces of one text.

    All arrays have one entry per token: `ids` (vocabulary), `starts` and `ends` (character
    offsets, half open), `signs` (0 to SIGNS - 1), `words` (index of the first token of the
    word that the token belongs to) and `paragraphs` (number of the paragraph).
    """

    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    signs: np.ndarray
    words: np.ndarray
    paragraphs: np.ndarray

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def quoted(self) -> np.ndarray:
        """Whether each token stands inside a quotation."""
        return self.signs % _QUOTED > 0


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer at `path` (tokenizer.json), without truncation or padding."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def tokenize(tokenizer: Tokenizer, text: str, layout: Layout) -> Tokens:
    """The tokens of `text`, in time linear in its length."""
    ids: list[np.ndarray] = []
    spans: list[np.ndarray] = []
    for start, end in _pieces(text):
        encoding = tokenizer.encode(text[start:end], add_special_tokens=False)
        ids.append(np.array(encoding.ids, dtype=np.int32))
        spans.append(np.array(encoding.offsets, dtype=np.int32).reshape(-1, 2) + start)
    all_ids = np.concatenate(ids) if ids else np.zeros(0, np.int32)
    all_spans = np.concatenate(spans) if spans else np.zeros((0, 2), np.int32)
    kept = all_spans[:, 1] > all_spans[:, 0]
    all_ids, all_spans = all_ids[kept], all_spans[kept]
    starts, ends = all_spans[:, 0], all_spans[:, 1]
    paragraph, first = _paragraph_numbers(layout, starts)
    signs = (_shapes(text, starts, ends) * _STARTS + first) * _QUOTED
    signs += _quoted(starts, layout.quotations)
    return Tokens(all_ids, starts, ends, signs.astype(np.int32), _words(starts, ends, text), paragraph)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Spans that cover `text`, cut at white space where there is some near the limit."""
    start = 0
    while start < len(text):
        end = start + _PIECE
        if end < len(text):
            cut = max(text.rfind("\n", start + _PIECE // 2, end), -1)
            cut = cut if cut >= 0 else text.rfind(" ", start + _PIECE // 2, end)
            end = cut + 1 if cut >= 0 else end
        yield start, min(end, len(text))
        start = end


def _paragraph_numbers(layout: Layout, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each token the number of its paragraph, and 1 where it is the first of it."""
    ends = np.array([end for _, end in layout.paragraphs], dtype=np.int64)
    number = np.searchsorted(ends, starts, side="right").astype(np.int32)
    first = np.ones(len(starts), dtype=np.int32)
    first[1:] = number[1:] != number[:-1]
    return number, first


def _shapes(text: str, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    shapes = np.zeros(len(starts), dtype=np.int32)
    for index, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        piece = text[start:end]
        if piece.islower():
            continue
        if piece.isupper():
            shapes[index] = 2 if len(piece) > 1 else 1
        elif piece[0].isupper():
            shapes[index] = 1
        elif piece[0].isdigit():
            shapes[index] = 3
    return shapes


def _quoted(starts: np.ndarray, quotations: Sequence[tuple[int, int, bool]]) -> np.ndarray:
    """0 outside quotations, 1 inside closed ones, 2 inside those left open."""
    quoted = np.zeros(len(starts), dtype=np.int32)
    edges = np.searchsorted(starts, [edge for start, end, _ in quotations for edge in (start, end)])
    for index, (_, _, closed) in enumerate(quotations):
        quoted[edges[2 * index] : edges[2 * index + 1]] = 1 if closed else 2
    return quoted


def _words(starts: np.ndarray, ends: np.ndarray, text: str) -> np.ndarray:
    """Index of the first token of each token's word: pieces that touch and are alphanumeric."""
    own = np.arange(len(starts), dtype=np.int32)
    if not len(starts):
        return own
    touching = np.zeros(len(starts), dtype=bool)
    touching[1:] = starts[1:] == ends[:-1]
    inner = [
        bool(touches) and text[start].isalnum() and text[start - 1].isalnum()
        for touches, start in zip(touching.tolist(), starts.tolist(), strict=True)
    ]
    return np.maximum.accumulate(np.where(inner, 0, own)).astype(np.int32)
