"""From the network's scores to cues and what belongs to each, in tokens of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.encoder.scores import (
    ADDRESSEE,
    CONTENT,
    INNER,
    OCCASION,
    SOURCE,
    PairWeights,
    Scores,
    role_chances,
)
from sayso.encoder.session import Encoder
from sayso.encoder.tokens import Tokens
from sayso.encoder.windows import Window

# By so much (in log odds) 'no cue' is favoured: the network was trained with little weight on words inside
# contents that are no cues, and sees too many; chosen on PolNeAR dev.
CAUTION = 0.36
# … and by so much inside the content of another cue, where the training data leaves most cues unmarked;
# chosen on our own annotated readings, dev.
CAUTION_WITHIN = -0.5
# A cue takes the likeliest source that is at least so likely: a doubtful source is a better guess than none,
# since nineteen in twenty cues of PolNeAR train have one; chosen on PolNeAR dev.
LIKELY_SOURCE = 0.3
# Beside its likeliest token, a source holds those at least so likely (as a share of that).
_OF_LIKELIEST = 0.4
# What a new piece of a content costs, in log odds: keeps a doubtful word from cutting a content
# in two, or from being one by itself; chosen on PolNeAR dev.
PIECE_COST = 2.0
# Addressees and occasions are named seldom: only where they are likelier than not.
LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens [start, end) that have a role, and how likely (mean over the tokens)."""

    start: int
    end: int
    chance: float


@dataclass(frozen=True, slots=True)
class Linked:
    """A cue with what belongs to it.

    `inner`: the first tokens of the cues that make a statement which lies directly within this one.
    """

    cue: Piece
    content: tuple[Piece, ...]
    source: Piece | None
    addressees: tuple[Piece, ...]
    occasion: tuple[Piece, ...]
    inner: list[int]


def link(encoder: Encoder, texts: Sequence[Tokens]) -> list[list[Linked]]:
    """The cues of each text, in order, each with what belongs to it."""
    found: list[list[Linked]] = [[] for _ in texts]
    for index, window, scores in encoder.score(texts):
        found[index].extend(_linked(texts[index], window, scores, encoder.pair_weights))
    return found


def _linked(tokens: Tokens, window: Window, scores: Scores, weights: PairWeights) -> Iterator[Linked]:
    """The cues that begin among a window's own tokens."""
    first_of_word = np.maximum(tokens.words[window.context : window.end] - window.context, 0)
    found = find_cues(scores.cues, first_of_word, CAUTION)
    if not found:
        return
    paragraphs = tokens.paragraphs[window.context : window.end]
    roles = role_chances(scores, list(found), paragraphs, weights)[:, first_of_word]
    within = _within(find_cues(scores.cues, first_of_word, CAUTION_WITHIN), found, roles[:, :, CONTENT])
    if within:
        more = role_chances(scores, list(within), paragraphs, weights)[:, first_of_word]
        order = np.argsort([start for start, _ in [*found, *within]], kind="stable")
        roles = np.concatenate([roles, more])[order]
        found = dict(sorted({**found, **within}.items()))
    cues, chances = list(found), list(found.values())
    shift = window.context
    starts = [start for start, _ in cues]
    for number, (start, end) in enumerate(cues):
        if start + shift < window.start:
            continue
        of_cue = roles[number]
        yield Linked(
            cue=Piece(start + shift, end + shift, chances[number]),
            content=tuple(_moved(pieces(of_cue[:, CONTENT], PIECE_COST), shift)),
            source=next(_moved(_source(of_cue[:, SOURCE]), shift), None),
            addressees=tuple(_moved(pieces(of_cue[:, ADDRESSEE], PIECE_COST), shift)),
            occasion=tuple(_moved(pieces(of_cue[:, OCCASION], PIECE_COST), shift)),
            inner=[
                other + shift
                for other, chance in zip(starts, _means(of_cue[:, INNER], cues), strict=True)
                if other != start and chance >= LIKELY
            ],
        )


def _within(
    likely: dict[tuple[int, int], float], found: dict[tuple[int, int], float], contents: np.ndarray
) -> dict[tuple[int, int], float]:
    """Those of `likely` cues that lie in the content [cues, tokens] of a found one and touch none of them."""
    taken = np.zeros(contents.shape[1], bool)
    for start, end in found:
        taken[start:end] = True
    content = contents.max(axis=0) > LIKELY
    return {
        (start, end): chance
        for (start, end), chance in likely.items()
        if content[start:end].all() and not taken[start:end].any()
    }


def _means(values: np.ndarray, spans: Sequence[tuple[int, int]]) -> list[float]:
    """The mean of `values` over each span."""
    total = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    ends = np.array(spans)
    means: list[float] = ((total[ends[:, 1]] - total[ends[:, 0]]) / (ends[:, 1] - ends[:, 0])).tolist()
    return means


def _moved(found: Sequence[Piece], shift: int) -> Iterator[Piece]:
    for piece in found:
        yield Piece(piece.start + shift, piece.end + shift, piece.chance)


def find_cues(scores: np.ndarray, first_of_word: np.ndarray, caution: float) -> dict[tuple[int, int], float]:
    """Spans [start, end) of the cues in a window, in order, and how likely each is.

    'Begins' and 'within' are added up before they compete with 'none', so that a token on the edge
    doesn't fall between the two; 'none' is favoured by `caution` (log odds).  A word has the scores of its
    first piece.
    """
    scores = scores + np.array([caution, 0, 0], np.float32)
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances = (powers / powers.sum(axis=1, keepdims=True))[first_of_word]
    inside = chances[:, 1] + chances[:, 2] > chances[:, 0]
    if not inside.any():
        return {}
    rows = np.arange(len(inside))
    begins = inside & (chances[:, 1] > chances[:, 2]) & (first_of_word == rows)
    begins[1:] |= inside[1:] & ~inside[:-1]
    begins[:1] = inside[:1]
    opening = np.flatnonzero(begins)
    after = np.append(np.flatnonzero(begins | ~inside), len(inside))
    closing = after[np.searchsorted(after, opening, side="right")]
    spans = list(zip(opening.tolist(), closing.tolist(), strict=True))
    return {(start, end): float(1 - chances[start:end, 0].mean()) for start, end in spans}


def pieces(chances: np.ndarray, cost: float) -> list[Piece]:
    """The likeliest pieces: spans that together have the highest log odds, less `cost` for each.

    The best path through two states, inside and outside (Viterbi, 1967), over stretches of tokens that
    are alike likelier or alike less likely than not: no best path changes its state within one.
    """
    likely = chances > LIKELY
    if not likely.any():
        return []
    odds = np.log(np.maximum(chances, 1e-9)) - np.log(np.maximum(1 - chances, 1e-9))
    edges = np.append(0, np.flatnonzero(likely[1:] != likely[:-1]) + 1)
    totals = np.add.reduceat(odds, edges).tolist()
    # Of each state the best total, and the pieces that reach it as pairs of stretches [first, last).
    inside: tuple[float, list[tuple[int, int]]] = (float("-inf"), [])
    outside: tuple[float, list[tuple[int, int]]] = (0.0, [])
    for at, total in enumerate(totals):
        kept = (inside[0] + total, inside[1])
        opened = (outside[0] - cost + total, [*outside[1], (at, at)])
        left = (inside[0], [*inside[1][:-1], (inside[1][-1][0], at)]) if inside[1] else inside
        outside = max(outside, left, key=lambda path: path[0])
        inside = max(kept, opened, key=lambda path: path[0])
    best = outside[1]
    if inside[0] > outside[0]:
        best = [*inside[1][:-1], (inside[1][-1][0], len(totals))]
    bounds = [*edges.tolist(), len(chances)]
    spans = [(bounds[first], bounds[last]) for first, last in best]
    return [Piece(start, end, float(chances[start:end].mean())) for start, end in spans]


def _source(chances: np.ndarray) -> list[Piece]:
    """The span of tokens that is likeliest the source of one cue; none where none is likely."""
    top = int(chances.argmax())
    if chances[top] < LIKELY_SOURCE:
        return []
    enough = min(0.5, _OF_LIKELIEST * chances[top])
    first, last = top, top + 1
    while first > 0 and chances[first - 1] >= enough:
        first -= 1
    while last < len(chances) and chances[last] >= enough:
        last += 1
    return [Piece(first, last, float(chances[first:last].mean()))]
