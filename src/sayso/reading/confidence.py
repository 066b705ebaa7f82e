"""How sure sayso is of an attribution: the chance that its content and source are right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

# Probabilities this near to 0 or 1 tell no more than that.
_NEAREST = 1e-4


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an attribution.

    Probabilities (0 to 1) that the network gives: of the `cue`; of the content's `surest`, `mean`
    (over tokens) and `least` sure piece; of the `source` (None where there is none).  `quoted` is the
    share of the content's tokens that stand in quotation marks.  Lengths are in tokens.
    """

    cue: float
    surest: float
    mean: float
    least: float
    source: float | None
    quoted: float
    length: int
    pieces: int
    cue_length: int
    source_length: int

    def features(self) -> list[float]:
        """What the calibration weighs: log odds, their squares and products, and lengths."""
        cue, surest, mean, least = map(_log_odds, (self.cue, self.surest, self.mean, self.least))
        source = _log_odds(self.source) if self.source is not None else 0.0
        odds = [cue, surest, mean, least, source]
        plain = [
            float(self.source is None),
            self.quoted,
            math.log1p(self.length),
            float(self.pieces > 1),
            float(self.pieces > 2),
            float(min(8, self.cue_length)),
            float(min(6, self.source_length)),
        ]
        together = [cue * mean, cue * source, mean * source]
        return [*odds, *plain, *(x * x for x in odds), *together, *(self.quoted * x for x in odds)]


def confidence(evidence: Evidence, weights: Sequence[float]) -> float:
    """The chance that the attribution is right, by logistic regression (Platt, 1999).

    `weights` has one weight for each feature and the bias as its last item; they are fitted on text that the
    network wasn't trained on (see the model's card).  Raises ValueError where their number is wrong.
    """
    features = evidence.features()
    if len(weights) != len(features) + 1:
        raise ValueError(f"{len(features)} features need {len(features) + 1} weights, not {len(weights)}")
    total = weights[-1] + sum(weight * value for weight, value in zip(weights, features, strict=False))
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 4)


def _log_odds(chance: float) -> float:
    inner = min(1 - _NEAREST, max(_NEAREST, chance))
    return math.log(inner / (1 - inner))
