"""Reading of texts by chance: no error, spans that lie in the text and are trimmed, ids that are known.

In the checks of a change, 2,000 texts go through the model and 100,000 through all that stands around it,
with scores by chance.  `make fuzz` (or `SAYSO_FUZZ=N`) takes another number of the latter, from other seeds.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

import pytest

from sayso.data import Document, Reading, Span
from sayso.encoder.session import Encoder, shared_encoder
from sayso.reading.reader import read_documents

from .chance import ChanceEncoder
from .odd_texts import odd_text

pytestmark = pytest.mark.slow

THROUGH_MODEL = 2_000
AROUND_MODEL = int(os.environ.get("SAYSO_FUZZ", "100000"))
# Other texts than those of every day, where more are asked for.
SEED = 1 if "SAYSO_FUZZ" not in os.environ else random.SystemRandom().randrange(2**32)
PARTS = 20
TOGETHER = 50


@pytest.mark.parametrize("part", range(PARTS))
def test_around_the_model(part: int) -> None:
    seed = SEED * PARTS + part
    _read_by_chance(ChanceEncoder(seed), seed, AROUND_MODEL // PARTS)


@pytest.mark.parametrize("part", range(4))
def test_through_the_model(part: int) -> None:
    _read_by_chance(shared_encoder(), part, THROUGH_MODEL // 4)


def _read_by_chance(encoder: Encoder, seed: int, count: int) -> None:
    chance = random.Random(seed)
    texts = [odd_text(chance) for _ in range(count)]
    for at in range(0, count, TOGETHER):
        group = [Document(one, "-", published="2025-02-24") for one in texts[at : at + TOGETHER]]
        try:
            readings = list(read_documents(group, encoder=encoder))
        except Exception as fault:
            pytest.fail(
                f"seed {seed}: {type(fault).__name__}: {fault}, in one of {[d.text for d in group]!r:.3000}"
            )
        for reading in readings:
            faults = list(_faults(reading))
            assert not faults, f"seed {seed}: {faults[:3]} in {reading.document.text!r}"


def _faults(reading: Reading) -> Iterator[str]:
    """What is wrong with a reading of whatever text."""
    parties = {party.id for party in reading.parties}
    statements = {statement.id: statement for statement in reading.statements}
    for party in reading.parties:
        yield from _untrimmed(reading, party.id, party.mentions)
        if not party.mentions or party.affiliation not in parties | {None}:
            yield f"{party} has no mention, or an unknown affiliation"
    for one in reading.statements:
        occasion = one.occasion.span if one.occasion else ()
        for spans in (one.source, one.cue, one.content, occasion):
            yield from _untrimmed(reading, one.id, spans)
        if not one.content or not 0 <= one.confidence <= 1:
            yield f"{one.id} has no content, or a confidence of {one.confidence}"
        named = {*one.speakers, *one.on_behalf_of, *one.addressees, *one.via}
        if named - parties:
            yield f"{one.id} names {named - parties}"
        outer, steps = one, 0
        while outer.within is not None and steps <= len(statements):
            outer, steps = statements[outer.within], steps + 1
        if steps > len(statements):
            yield f"{one.id} lies within itself"


def _untrimmed(reading: Reading, name: str, spans: tuple[Span, ...]) -> Iterator[str]:
    words = reading.document.text
    for span in spans:
        if not 0 <= span.start < span.end <= len(words) or span.of(words) != span.of(words).strip():
            yield f"{name}: {span} is {span.of(words)!r}"
    if list(spans) != sorted(spans):
        yield f"{name}: {spans} are out of order"
