"""From the network's scores to labels: the role of each token, and the cue that it points at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.encoder.session import Encoder, Scores
from sayso.encoder.tokens import Tokens
from sayso.encoder.windows import Window

NONE, SOURCE, CUE, CONTENT = range(4)


@dataclass(frozen=True, slots=True)
class Labels:
    """One entry per token of a text.

    `roles`: NONE, SOURCE, CUE or CONTENT; `begins`: whether a new span of that role begins
    here; `chances`: probability of the role; `cues`: the token at which the pointed-at cue begins (-1 where
    there is none); `pointing`: probability of pointing there.
    """

    roles: np.ndarray
    begins: np.ndarray
    chances: np.ndarray
    cues: np.ndarray
    pointing: np.ndarray


def label(encoder: Encoder, texts: Sequence[Tokens]) -> list[Labels]:
    """Labels for every token of every text, in the texts' order."""
    found = [_empty(len(tokens)) for tokens in texts]
    for index, window, scores in encoder.score(texts):
        _fill(found[index], texts[index], window, scores)
    return found


def _empty(count: int) -> Labels:
    return Labels(
        roles=np.zeros(count, np.int8),
        begins=np.zeros(count, bool),
        chances=np.ones(count, np.float32),
        cues=np.full(count, -1, np.int32),
        pointing=np.zeros(count, np.float32),
    )


def _fill(labels: Labels, tokens: Tokens, window: Window, scores: Scores) -> None:
    """Write one window's labels over its own tokens."""
    first_of_word = np.maximum(tokens.words[window.context : window.end] - window.context, 0)
    roles, begins, chances = _roles(scores.tags, first_of_word)
    cues, pointing = _links(roles, begins, scores)
    own = slice(window.start - window.context, None)
    target = slice(window.start, window.end)
    labels.roles[target] = roles[own]
    labels.begins[target] = begins[own]
    labels.chances[target] = chances[own]
    labels.cues[target] = np.where(cues[own] >= 0, cues[own] + window.context, -1)
    labels.pointing[target] = pointing[own]


def _roles(tags: np.ndarray, first_of_word: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Role, begin and probability of each token; a word has the role of its first piece.

    B and I of one role are added up before roles compete, so that a token on the edge of a
    span doesn't fall between the two.
    """
    chances = _softmax(tags)
    by_role = np.concatenate([chances[:, :1], chances[:, 1::2] + chances[:, 2::2]], axis=1)
    roles = by_role.argmax(axis=1)[first_of_word].astype(np.int8)
    rows = np.arange(len(roles))
    chance = by_role[rows, roles]
    offset = np.maximum(2 * roles.astype(np.int64) - 1, 0)
    begins = chances[rows, offset] > chances[rows, np.minimum(offset + 1, tags.shape[1] - 1)]
    begins &= first_of_word == rows
    begins[1:] |= roles[1:] != roles[:-1]
    if len(begins):
        begins[0] = True
    return roles, begins & (roles != NONE), chance


def _links(roles: np.ndarray, begins: np.ndarray, scores: Scores) -> tuple[np.ndarray, np.ndarray]:
    """For each token of a source or content the cue that it points at, and how surely.

    Probabilities of pointing at the tokens of one cue add up; the first token of the window
    stands for a cue out of sight.
    """
    cues = np.full(len(roles), -1, np.int32)
    pointing = np.zeros(len(roles), np.float32)
    starts = np.array([start for start, _ in spans(roles, begins, CUE)], dtype=np.int64)
    pointers = np.flatnonzero((roles == SOURCE) | (roles == CONTENT))
    if not len(starts) or not len(pointers):
        return cues, pointing
    chances = _softmax(scores.query[pointers + 1] @ scores.key.T)
    of_cue = np.concatenate([[False], roles == CUE, [False]])
    column = np.where(of_cue, np.searchsorted(starts, np.arange(len(of_cue)) - 1, side="right") - 1, -1)
    per_cue = np.zeros((len(pointers), len(starts)), np.float32)
    for index in range(len(starts)):
        per_cue[:, index] = chances[:, column == index].sum(axis=1)
    best = per_cue.argmax(axis=1)
    surely = per_cue[np.arange(len(pointers)), best]
    cues[pointers] = np.where(surely > chances[:, 0], starts[best], -1)
    pointing[pointers] = surely
    return cues, pointing


def spans(roles: np.ndarray, begins: np.ndarray, role: int) -> Iterator[tuple[int, int]]:
    """Token spans [start, end) of one role, in order."""
    inside = roles == role
    if not inside.any():
        return
    opening = np.flatnonzero(inside & begins)
    after = np.append(np.flatnonzero(begins | ~inside), len(roles))
    closing = after[np.searchsorted(after, opening, side="right")]
    yield from zip(opening.tolist(), closing.tolist(), strict=True)


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers: np.ndarray = np.exp(scores - scores.max(axis=-1, keepdims=True))
    powers /= powers.sum(axis=-1, keepdims=True)
    return powers
