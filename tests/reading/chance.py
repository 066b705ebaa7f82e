"""An encoder that scores by chance: what stands around the network has to cope with any scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from sayso.encoder.scores import ROLES, Scores
from sayso.encoder.session import Encoder, shared_encoder
from sayso.encoder.tokens import Layout, Tokens
from sayso.encoder.windows import Window, cut


class ChanceEncoder(Encoder):
    """Real tokens, and scores by chance: the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = np.random.default_rng(seed)
        self.id = shared_encoder().id
        self.calibration = shared_encoder().calibration
        self.pair_weights = shared_encoder().pair_weights

    def tokenize(self, text: str, layout: Layout) -> Tokens:
        return shared_encoder().tokenize(text, layout)

    def score(self, texts: Iterable[Tokens]) -> Iterator[tuple[int, Window, Scores]]:
        for index, tokens in enumerate(texts):
            for window in cut(tokens.paragraphs):
                yield index, window, self._scores(window.end - window.context)

    def _scores(self, count: int) -> Scores:
        def chance(width: int, spread: float) -> np.ndarray:
            return self._chance.normal(0, spread, (count, width)).astype(np.float32)

        roles = len(ROLES)
        rare = np.array([self._chance.uniform(0, 12), 0, 0], np.float32)
        return Scores(
            cues=chance(3, 4) + rare,
            query=chance(roles * 8, 2),
            key=chance(roles * 8, 2),
            token=chance(roles, 2) - self._chance.uniform(0, 8),
            cue=chance(roles, 2),
        )
