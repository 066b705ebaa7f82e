"""Annotated articles as the windows that the network trains on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from sayso.encoder.tokens import Tokens, tokenize
from sayso.encoder.windows import CONTEXT, WINDOW, cut
from sayso.reading.attribution import layout_of
from sayso.text.quotations import find_quotations
from training.polnear import ROLES, Article, other_marks

CLS, SEP = 101, 102
IGNORED = -100


@dataclass(frozen=True)
class Example:
    """One window.  All arrays have one entry per token, the two end tokens included.

    `tags` holds 0 (none) or 1 + 2 * role for the first token of a span, 2 + 2 * role for the
    others; `cues` the number of the attribution whose cue a token is in, `links` the number of
    the attribution whose source or content it is in (both -1 elsewhere).
    """

    ids: np.ndarray
    signs: np.ndarray
    tags: np.ndarray
    cues: np.ndarray
    links: np.ndarray


def label(tokens: Tokens, article: Article) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Tags, cues and links (see Example) of all tokens of an article."""
    tags = np.zeros(len(tokens), dtype=np.int64)
    cues = np.full(len(tokens), -1, dtype=np.int64)
    links = np.full(len(tokens), -1, dtype=np.int64)
    for number, attribution in enumerate(article.attributions):
        for role, name in enumerate(ROLES):
            for start, end in attribution[name]:
                first = int(np.searchsorted(tokens.ends, start, side="right"))
                last = int(np.searchsorted(tokens.starts, end, side="left"))
                if first >= last:
                    continue
                tags[first:last] = 2 + 2 * role
                tags[first] = 1 + 2 * role
                (cues if name == "cue" else links)[first:last] = number
    return tags, cues, links


def windows_of(tokenizer: Tokenizer, article: Article, choice: random.Random | None) -> Iterator[Example]:
    """The windows of one article; with `choice`, in a random style of marks and cut at random."""
    text = article.text
    window, context = WINDOW, CONTEXT
    if choice is not None:
        if choice.random() < 0.35:
            text = other_marks(text, choice)
        window = choice.choice((254, 254, 254, 200, 140))
        context = choice.randrange(8, 64)
    tokens = tokenize(tokenizer, text, layout_of(text, find_quotations(text)))
    tags, cues, links = label(tokens, article)
    for own in cut(tokens.paragraphs, window=window, context=context):
        part = slice(own.context, own.end)
        yield Example(
            np.concatenate([[CLS], tokens.ids[part], [SEP]]),
            np.concatenate([[0], tokens.signs[part], [0]]),
            np.concatenate([[0], tags[part], [0]]),
            np.concatenate([[-1], cues[part], [-1]]),
            np.concatenate([[-1], links[part], [-1]]),
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


def padded(arrays: list[np.ndarray], fill: int) -> np.ndarray:
    """Arrays of different lengths as one [batch, longest] array."""
    out = np.full((len(arrays), max(map(len, arrays))), fill, dtype=np.int64)
    for row, array in zip(out, arrays, strict=True):
        row[: len(array)] = array
    return out
