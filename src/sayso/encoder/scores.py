"""What the network says of one window, and how tokens and cues are scored against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# What a token can be in the statement that a cue makes.  INNER: a token of the cue of a statement
# that lies directly within this one.
ROLES = ("content", "source", "addressee", "occasion", "inner")
CONTENT, SOURCE, ADDRESSEE, OCCASION, INNER = range(len(ROLES))

# Distances in tokens fall into buckets by their logarithm, those before the cue first.
_FAR = 8
DISTANCES = 2 * _FAR + 1
# Paragraphs: the cue's own, the one before, the one after, any other.
PARAGRAPHS = 4
_OWN, _BEFORE, _AFTER, _OTHER = range(PARAGRAPHS)


@dataclass(frozen=True, slots=True)
class PairWeights:
    """Biases of the roles by distance [DISTANCES, roles] and paragraph [PARAGRAPHS, roles]."""

    distance: np.ndarray
    paragraph: np.ndarray


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one window of tokens.

    `cues`: float32 [tokens, 3], scores of 'no cue', 'a cue begins', 'within a cue'.  `query` and `key`:
    float32 [tokens, roles * width]; `token` and `cue`: float32 [tokens, roles].
    """

    cues: np.ndarray
    query: np.ndarray
    key: np.ndarray
    token: np.ndarray
    cue: np.ndarray


def distance_buckets(distances: np.ndarray) -> np.ndarray:
    """Buckets (0 to DISTANCES - 1) of signed distances in tokens."""
    size = np.minimum(np.log2(np.abs(distances) + 1).astype(np.int64), _FAR)
    buckets: np.ndarray = np.sign(distances) * size + _FAR
    return buckets


def paragraph_buckets(differences: np.ndarray) -> np.ndarray:
    """Buckets (0 to PARAGRAPHS - 1) of a token's paragraph number less the cue's."""
    buckets = np.full(differences.shape, _OTHER, np.int64)
    for difference, bucket in ((0, _OWN), (-1, _BEFORE), (1, _AFTER)):
        buckets[differences == difference] = bucket
    return buckets


def role_chances(
    scores: Scores, cues: Sequence[tuple[int, int]], paragraphs: np.ndarray, weights: PairWeights
) -> np.ndarray:
    """Probability [cues, tokens, roles] of each token to have each role for each cue.

    `cues` are spans [start, end) of the window's tokens; `paragraphs` the number of each token's.
    """
    roles = scores.token.shape[1]
    count = len(scores.token)
    query = scores.query.reshape(count, roles, -1)
    key = np.stack([scores.key[s:e].mean(axis=0) for s, e in cues]).reshape(len(cues), roles, -1)
    total = np.einsum("trd,crd->ctr", query, key, optimize=True) * query.shape[2] ** -0.5
    total += scores.token
    total += np.stack([scores.cue[s:e].mean(axis=0) for s, e in cues])[:, None]
    starts = np.array([start for start, _ in cues])
    total += weights.distance[distance_buckets(np.arange(count) - starts[:, None])]
    total += weights.paragraph[paragraph_buckets(paragraphs - paragraphs[starts][:, None])]
    chances: np.ndarray = 1 / (1 + np.exp(-np.clip(total, -30, 30)))
    return chances
