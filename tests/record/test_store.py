"""What is kept is given back, once, whatever is in it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso import (
    Condition,
    Document,
    Issue,
    Model,
    Move,
    Occasion,
    Party,
    PartyKind,
    Reading,
    Record,
    Span,
    Statement,
    StatementKind,
    Term,
    UsageError,
    When,
)

from .builder import harbour

# Text as files hold it; names and paths may hold lone surrogates too.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)
WORDS = st.text(max_size=30)
MAYBE = st.none() | WORDS
CHANCE = st.floats(0, 1)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any reading that doesn't contradict itself."""
    text = draw(TEXT)
    bound = st.integers(0, len(text))
    span = st.tuples(bound, bound).map(lambda pair: Span(min(pair), max(pair)))
    spans = st.lists(span, max_size=3).map(tuple)
    parties = tuple(
        Party(f"p{n}", draw(WORDS), draw(st.sampled_from(PartyKind)), draw(MAYBE), draw(MAYBE), draw(spans))
        for n in range(draw(st.integers(0, 3)))
    )
    ids = (
        st.lists(st.sampled_from([party.id for party in parties]), max_size=3).map(tuple)
        if parties
        else st.just(())
    )
    free = st.lists(WORDS, max_size=2).map(tuple)
    statements = tuple(
        Statement(
            f"s{n}",
            draw(st.sampled_from(StatementKind)),
            draw(spans),
            draw(spans),
            draw(spans),
            draw(ids),
            draw(ids),
            draw(free),
            draw(ids),
            draw(st.none() | st.builds(Occasion, spans, MAYBE, MAYBE)),
            draw(MAYBE),
            draw(MAYBE),
            draw(CHANCE),
        )
        for n in range(draw(st.integers(0, 3)))
    )
    conditions = st.builds(Condition, WORDS, spans, MAYBE, WORDS, st.none() | st.integers(0, 9))
    value = st.none() | WORDS | st.integers(-(10**20), 10**20) | st.floats(allow_nan=False)
    terms = st.builds(Term, spans, WORDS, value, MAYBE)
    moves = st.builds(
        Move,
        id=WORDS,
        statement=MAYBE,
        type=WORDS,
        actors=free,
        targets=ids,
        issue=MAYBE,
        stance=WORDS,
        content=spans,
        conditions=st.lists(conditions, max_size=2).map(tuple),
        terms=st.lists(terms, max_size=2).map(tuple),
        when=st.none() | st.builds(When, spans, MAYBE, MAYBE),
        status=WORDS,
        plover=MAYBE,
        confidence=CHANCE,
    )
    document = st.builds(
        Document,
        text=st.just(text),
        source=WORDS,
        ref=MAYBE,
        title=WORDS,
        outlet=MAYBE,
        author=MAYBE,
        published=MAYBE | st.dates().map(str),
        url=MAYBE,
        language=WORDS,
        id=st.just(""),
    )
    issues = st.builds(Issue, WORDS, WORDS, spans)
    return Reading(
        draw(document),
        parties,
        statements,
        draw(st.lists(issues, max_size=2).map(tuple)),
        draw(st.lists(moves, max_size=2).map(tuple)),
    )


@pytest.fixture(scope="module")
def shared_record() -> Iterator[Record]:
    with tempfile.TemporaryDirectory() as folder, Record(Path(folder, "record.sqlite")) as record:
        yield record


class TestKeeping:
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(reading=readings())
    def test_what_is_kept_is_given_back(self, shared_record: Record, reading: Reading) -> None:
        if shared_record.keep(reading):
            assert shared_record.reading(reading.document.id) == reading

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(reading=readings())
    def test_twice_is_once(self, shared_record: Record, reading: Reading) -> None:
        shared_record.keep(reading)
        before = state(shared_record, reading)
        assert shared_record.keep(reading) is False
        assert state(shared_record, reading) == before

    def test_knows_what_it_has(self, record: Record) -> None:
        assert not record.knows(harbour().document.id)
        assert record.keep(harbour()) is True
        assert record.knows(harbour().document.id)

    def test_a_story_without_statements_is_kept(self, record: Record) -> None:
        reading = Reading(Document("Nobody says a word.", "quiet.txt"))
        assert record.keep(reading)
        assert record.reading(reading.document.id) == reading
        assert record.stories()[0].statements == 0

    def test_remembers_the_model(self, record: Record) -> None:
        model = Model("2-accurate", "3c1f" * 16)
        record.keep(replace(harbour(), model=model))
        assert record.story(harbour().document.id).model == model

    def test_a_reading_that_contradicts_itself_is_refused_whole(self, record: Record) -> None:
        good = harbour()
        stranger = replace(good.statements[0], speakers=("p9",))
        twice = (good.statements[0], good.statements[0])
        for bad in (replace(good, statements=(stranger,)), replace(good, statements=twice)):
            with pytest.raises(UsageError, match=r"harbour\.txt"):
                record.keep(bad)
        assert len(record.stories()) == 0

    @pytest.mark.parametrize(
        "name",
        [
            "Robert'); DROP TABLE statements;--",
            "N" * 10_000,
            "\u202eyksneleZ\u202c",
            "👩🏽\u200d🚀 Ada",
            "tab\tand\nline",
            "nul\0inside",
            "'\"*-%_\\",
            "broken \udce9 name",
        ],
    )
    def test_hostile_names_are_kept_exactly(self, record: Record, name: str) -> None:
        good = harbour(outlet=name, title=name, author=name, source=name, url=name)
        reading = replace(good, parties=(replace(good.parties[0], name=name, role=name), *good.parties[1:]))
        record.keep(reading)
        assert record.reading(reading.document.id) == reading
        assert record.statements(limit=1)[0].speakers == (name,)
        assert record.stories(outlet=name).total == 1 or not any(char.isalnum() for char in name)
        assert len(record.statements()) == 3

    def test_a_long_name_is_found(self, record: Record) -> None:
        good = harbour()
        record.keep(replace(good, parties=(replace(good.parties[0], name="N" * 10_000), *good.parties[1:])))
        assert record.statements(by="N" * 10_000).total == 2


def state(record: Record, reading: Reading) -> tuple[Any, ...]:
    """A story as the record shows it, and how much is in the record."""
    found = (record.stories(limit=0), record.statements(limit=0), record.parties(limit=0))
    return record.story(reading.document.id), *(rows.total for rows in found)
