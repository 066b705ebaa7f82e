"""From the network's scores to labels: the role of each token, and the cue that it points at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.encoder.session import Encoder, Scores
from sayso.encoder.tokens import Tokens
from sayso.encoder.windows import Window

NONE, SOURCE, CUE, CONTENT = range(4)


# A cue takes the likeliest source that is at least so likely.  Nineteen in twenty cues of
# PolNeAR train have one, so a doubtful source is a better guess than none; chosen on PolNeAR dev.
LIKELY_SOURCE = 0.03
# A doubtful word beside a content joins it where it is at least so likely content of the same
# cue; chosen on PolNeAR dev.
GROWTH = 0.2
# Beside its likeliest token, a source that no tag marks out holds those at least so likely.
_OF_LIKELIEST = 0.4


@dataclass(frozen=True, slots=True)
class Labels:
    """What the heads say of one text.

    One entry per token: `roles` (NONE, SOURCE, CUE or CONTENT), `begins` (whether a new span of
    that role begins here), `chances` (probability of the role), `cues` (for a token of a content
    the token at which the cue begins that it points at; -1 elsewhere) and `pointing` (probability of that).
    `sources`: for the token at which a cue begins, the span [start, end) of its source, in
    tokens, and how likely it is.
    """

    roles: np.ndarray
    begins: np.ndarray
    chances: np.ndarray
    cues: np.ndarray
    pointing: np.ndarray
    sources: dict[int, tuple[int, int, float]]


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
        sources={},
    )


def _fill(labels: Labels, tokens: Tokens, window: Window, scores: Scores) -> None:
    """Write one window's labels over its own tokens."""
    first_of_word = np.maximum(tokens.words[window.context : window.end] - window.context, 0)
    by_role, roles, begins = _roles(scores.tags, first_of_word)
    own = slice(window.start - window.context, None)
    target = slice(window.start, window.end)
    labels.roles[target] = roles[own]
    labels.begins[target] = begins[own]
    labels.chances[target] = by_role[np.arange(len(roles)), roles][own]
    cues = list(spans(roles, begins, CUE))
    if not cues:
        return
    pointing = _pointing(cues, scores)
    starts = np.array([start for start, _ in cues])
    best = pointing.argmax(axis=1)
    surely = pointing[np.arange(len(roles)), best]
    best[(roles != CONTENT) | (best == len(cues))] = -1
    _grow(best, roles, begins, by_role[:, CONTENT] * pointing[:, :-1].max(axis=1), pointing)
    labels.roles[target], labels.begins[target] = roles[own], begins[own]
    pointed = np.where(best < 0, -1, starts[np.maximum(best, 0)] + window.context)
    labels.cues[target] = pointed[own]
    labels.pointing[target] = surely[own]
    likely = by_role[:, SOURCE, None] * pointing[:, :-1]
    for column, (start, _) in enumerate(cues):
        if start + window.context >= window.start:
            source = _source(likely[:, column], roles, begins, first_of_word)
            if source is not None:
                first, last, chance = source
                labels.sources[start + window.context] = (
                    first + window.context,
                    last + window.context,
                    chance,
                )


def _roles(tags: np.ndarray, first_of_word: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Probabilities [tokens, 4] of the roles, the likeliest role and whether a span begins.

    B and I of one role are added up before roles compete, so that a token on the edge of a
    span doesn't fall between the two.  A word has the role of its first piece.
    """
    chances = _softmax(tags)[first_of_word]
    by_role = np.concatenate([chances[:, :1], chances[:, 1::2] + chances[:, 2::2]], axis=1)
    roles = by_role.argmax(axis=1).astype(np.int8)
    rows = np.arange(len(roles))
    offset = np.maximum(2 * roles.astype(np.int64) - 1, 0)
    begins = chances[rows, offset] > chances[rows, np.minimum(offset + 1, tags.shape[1] - 1)]
    begins &= first_of_word == rows
    begins[1:] |= roles[1:] != roles[:-1]
    begins[:1] = True
    return by_role, roles, begins & (roles != NONE)


def _pointing(cues: list[tuple[int, int]], scores: Scores) -> np.ndarray:
    """Probability [tokens, cues + 1] of each token to point at each cue, or at none in sight.

    Probabilities of the tokens of one cue add up; the window's first token, in the last column,
    stands for a cue out of sight.
    """
    columns = [scores.links[:, start + 1 : end + 1].sum(axis=1) for start, end in cues]
    return np.stack([*columns, scores.links[:, 0]], axis=1)


def _grow(
    best: np.ndarray, roles: np.ndarray, begins: np.ndarray, likely: np.ndarray, pointing: np.ndarray
) -> None:
    """Widen contents, in place, over words beside them that nearly are content of the same cue.

    Thresholds with hysteresis (Canny, 1986): a word that by itself is doubtful belongs where
    its neighbours surely do.
    """
    doubtful = (roles == NONE) & (likely >= GROWTH)
    towards = pointing[:, :-1].argmax(axis=1)
    order = np.flatnonzero(doubtful).tolist()
    for at in order:
        if at > 0 and best[at - 1] == towards[at] >= 0:
            best[at], roles[at], begins[at] = towards[at], CONTENT, False
    for at in reversed(order):
        if best[at] < 0 and at + 1 < len(best) and best[at + 1] == towards[at]:
            best[at], roles[at], begins[at] = towards[at], CONTENT, True
            begins[at + 1] = False


def _source(
    likely: np.ndarray, roles: np.ndarray, begins: np.ndarray, first_of_word: np.ndarray
) -> tuple[int, int, float] | None:
    """The span of tokens that is likeliest the source of one cue; None where none is likely."""
    top = int(likely.argmax())
    if likely[top] < LIKELY_SOURCE:
        return None
    first, last = top, top + 1
    if roles[top] == SOURCE:
        while first > 0 and not begins[first]:
            first -= 1
        while last < len(roles) and roles[last] == SOURCE and not begins[last]:
            last += 1
    else:
        enough = _OF_LIKELIEST * likely[top]
        while first > 0 and likely[first - 1] >= enough and roles[first - 1] == roles[top]:
            first -= 1
        while last < len(roles) and likely[last] >= enough and roles[last] == roles[top]:
            last += 1
    first = int(first_of_word[first])
    while last < len(roles) and first_of_word[last] < last:
        last += 1
    return first, last, float(likely[first:last].mean())


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
