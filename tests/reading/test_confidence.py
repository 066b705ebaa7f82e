"""Confidence: a probability that grows with the evidence."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.encoder.session import shared_encoder
from sayso.reading.confidence import Evidence, confidence

STRONG = Evidence(0.99, 0.99, 0.99, 0.99, 0.95, 1.0, 20, 1, 1, 2)
CHANCE = st.floats(0, 1)


@given(CHANCE, CHANCE, CHANCE, st.none() | CHANCE, CHANCE, st.integers(0, 5_000), st.integers(1, 50))
def test_it_is_a_probability(
    cue: float, surest: float, mean: float, source: float | None, quoted: float, length: int, pieces: int
) -> None:
    evidence = Evidence(cue, surest, mean, mean, source, quoted, length, pieces, 3, 2)
    assert 0 <= confidence(evidence, shared_encoder().calibration) <= 1


def test_less_evidence_gives_less_confidence() -> None:
    weights = shared_encoder().calibration
    weak = replace(STRONG, cue=0.4, surest=0.5, mean=0.45, least=0.4, source=0.1, quoted=0.0)
    assert confidence(STRONG, weights) > 0.9
    assert confidence(weak, weights) < 0.5


def test_weights_of_another_calibration_are_refused() -> None:
    with pytest.raises(ValueError, match="weights"):
        confidence(STRONG, (1.0, 2.0))
