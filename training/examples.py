"""Annotated articles as the windows that the network trains on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from sayso.encoder.scores import ROLES, distance_buckets, paragraph_buckets
from sayso.encoder.tokens import Tokens, tokenize
from sayso.encoder.windows import CONTEXT, WINDOW, cut
from sayso.reading.attribution import layout_of
from sayso.text.quotations import find_quotations
from training.annotated import Annotated, Spans
from training.polnear import other_marks

CLS, SEP = 101, 102
IGNORED = -100
NO, YES, UNKNOWN = 0, 1, 2
# What a word inside a content counts as no cue, where statements within statements aren't annotated.
UNMARKED = 0.2
# Tokens of 'auxiliary' tags: 0 none, then B and I of each.
_AUXILIARY = ("source", "cue", "content")


@dataclass(frozen=True)
class Example:
    """One window.  Arrays have one entry per token, the two end tokens included.

    `cues`: 0 none, 1 a cue begins, 2 within a cue; `certain`: how much that counts, little where the
    annotation leaves out statements within statements.
    `auxiliary`: tags of the outermost statements' source, cue and content.  For each cue that lies in the
    window, `anchors` [cues, tokens] marks its tokens, `roles` [cues, tokens, roles] holds NO, YES or UNKNOWN,
    and `distances` and `paragraphs` [cues, tokens] are buckets.
    """

    ids: np.ndarray
    signs: np.ndarray
    cues: np.ndarray
    certain: np.ndarray
    auxiliary: np.ndarray
    anchors: np.ndarray
    roles: np.ndarray
    distances: np.ndarray
    paragraphs: np.ndarray


class Labelled:
    """The tokens of one article with all that its annotation says of them."""

    def __init__(self, tokens: Tokens, article: Annotated) -> None:
        self.tokens, self.article = tokens, article
        count = len(tokens)
        self.cues = np.zeros(count, np.int64)
        self.certain = np.ones(count, np.float32)
        self.auxiliary = np.zeros(count, np.int64)
        if not article.nested:
            for one in article.attributions:
                for first, last in self._tokens_of(one.spans.get("content", [])):
                    self.certain[first:last] = UNMARKED
        for one in article.attributions:
            if one.within is None:
                for role, name in enumerate(_AUXILIARY):
                    for first, last in self._tokens_of(one.spans.get(name, [])):
                        self.auxiliary[first:last] = 2 + 2 * role
                        self.auxiliary[first] = 1 + 2 * role
        for one in article.attributions:
            for first, last in self._tokens_of(one.spans.get("cue", [])):
                self.cues[first:last] = 2
                self.cues[first] = 1
                self.certain[first:last] = 1.0

    def _tokens_of(self, spans: Spans) -> Iterator[tuple[int, int]]:
        for start, end in spans:
            first = int(np.searchsorted(self.tokens.ends, start, side="right"))
            last = int(np.searchsorted(self.tokens.starts, end, side="left"))
            if first < last:
                yield first, last

    def statements(self) -> Iterator[tuple[list[tuple[int, int]], np.ndarray]]:
        """For each attribution with a cue the cue's token spans, and roles [tokens, roles]."""
        attributions = self.article.attributions
        for index, one in enumerate(attributions):
            cue = list(self._tokens_of(one.spans.get("cue", [])))
            if not cue:
                continue
            roles = np.full((len(self.tokens), len(ROLES)), NO, np.int64)
            for role, name in enumerate(ROLES):
                if name == "inner":
                    spans = [
                        span for other in attributions if other.within == index for span in other.spans["cue"]
                    ]
                else:
                    spans = one.spans.get(name, [])
                for first, last in self._tokens_of(spans):
                    roles[first:last, role] = YES
                if name in one.unknown:
                    roles[:, role] = UNKNOWN
            yield cue, roles


def windows_of(tokenizer: Tokenizer, article: Annotated, choice: random.Random | None) -> Iterator[Example]:
    """The windows of one article; with `choice`, in a random style of marks and cut at random."""
    text = article.text
    window, context = WINDOW, CONTEXT
    if choice is not None:
        if choice.random() < 0.35:
            text = other_marks(text, choice)
        window = choice.choice((254, 254, 254, 200, 140))
        context = choice.randrange(8, 64)
    tokens = tokenize(tokenizer, text, layout_of(text, find_quotations(text)))
    labelled = Labelled(tokens, article)
    statements = list(labelled.statements())
    for own in cut(tokens.paragraphs, window=window, context=context):
        yield _example(labelled, statements, own.context, own.end)


def _example(
    labelled: Labelled, statements: list[tuple[list[tuple[int, int]], np.ndarray]], begin: int, end: int
) -> Example:
    part, count = slice(begin, end), end - begin + 2
    tokens = labelled.tokens
    numbers = np.concatenate([[-9], tokens.paragraphs[part], [-9]])
    anchors, roles, distances, paragraphs = [], [], [], []
    for cue, labels in statements:
        if not (begin <= cue[0][0] and cue[-1][1] <= end):
            continue
        anchor = np.zeros(count, np.float32)
        for first, last in cue:
            anchor[first - begin + 1 : last - begin + 1] = 1
        anchors.append(anchor)
        padding = np.full((1, len(ROLES)), NO)
        roles.append(np.concatenate([padding, labels[part], padding]))
        at = cue[0][0] - begin + 1
        distances.append(distance_buckets(np.arange(count) - at))
        paragraphs.append(paragraph_buckets(numbers - numbers[at]))
    grid = (0, count)
    return Example(
        ids=np.concatenate([[CLS], tokens.ids[part], [SEP]]),
        signs=np.concatenate([[0], tokens.signs[part], [0]]),
        cues=np.concatenate([[0], labelled.cues[part], [0]]),
        certain=np.concatenate([[1], labelled.certain[part], [1]]).astype(np.float32),
        auxiliary=np.concatenate([[0], labelled.auxiliary[part], [0]]),
        anchors=np.stack(anchors) if anchors else np.zeros(grid, np.float32),
        roles=np.stack(roles) if roles else np.zeros((*grid, len(ROLES)), np.int64),
        distances=np.stack(distances) if distances else np.zeros(grid, np.int64),
        paragraphs=np.stack(paragraphs) if paragraphs else np.zeros(grid, np.int64),
    )


def batches(examples: list[Example], size: int, choice: random.Random) -> list[list[Example]]:
    """`examples` in batches of at most `size` tokens with padding, of like lengths, shuffled."""
    ordered = sorted(examples, key=lambda example: len(example.ids) + choice.random() * 16)
    groups: list[list[Example]] = [[]]
    longest = 0
    for example in ordered:
        longest = max(longest, len(example.ids))
        if groups[-1] and longest * (len(groups[-1]) + 1) > size:
            groups.append([])
            longest = len(example.ids)
        groups[-1].append(example)
    choice.shuffle(groups)
    return groups


def padded(arrays: list[np.ndarray], fill: float) -> np.ndarray:
    """Arrays of different sizes as one array with a row for each, filled up with `fill`."""
    sizes = [max(sizes) for sizes in zip(*(array.shape for array in arrays), strict=True)]
    out = np.full((len(arrays), *sizes), fill, dtype=arrays[0].dtype)
    for row, array in zip(out, arrays, strict=True):
        row[tuple(slice(size) for size in array.shape)] = array
    return out
