"""Finding statements and stories."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso import Record, StatementKind, UsageError

from .builder import harbour, one_line


@pytest.fixture
def record(record: Record) -> Record:
    """Stories over some days, one of them undated."""
    record.keep(one_line("Olga Petrenko", "grain ships may pass", source="undated.txt", outlet="Delta News"))
    record.keep(harbour(published="2025-03-02", outlet="Alder Wire"))
    record.keep(
        one_line(
            "Tomáš Wałęsa", "the strike goes on", published="2025-03-04T01:00:00+02:00", outlet="Alder Wire"
        )
    )
    record.keep(
        one_line(
            "the US", "no fee is fair", published="2025-03-03", outlet="Delta News", kind=StatementKind.DIRECT
        )
    )
    return record


def contents(rows: object) -> list[str]:
    return [row.content for row in rows]  # type: ignore[attr-defined]


def test_newest_first_undated_last(record: Record) -> None:
    found = record.statements()
    assert contents(found) == [
        "that the strike goes on",
        "that no fee is fair",
        "that the harbour fee would stay until May",
        "“a first step”",
        "that nobody will work on Sundays",
        "that grain ships may pass",
    ]
    assert found.total == 6
    assert [row.published for row in record.stories()] == [
        "2025-03-04T01:00:00+02:00",
        "2025-03-03",
        "2025-03-02",
        None,
    ]


def test_a_row_says_who_said_what_where(record: Record) -> None:
    row = record.statements(text="May")[-1]
    row = next(row for row in record.statements() if "until May" in row.content)
    assert row.speakers == ("Ilse Brandt",)
    assert (row.source, row.cue) == ("Economy minister Ilse Brandt", "said")
    assert (row.outlet, row.published, row.title) == ("Alder Wire", "2025-03-02", "Harbour talks stall")
    form = row.as_dict()
    assert form["kind"] == "indirect"
    ((start, end),) = form["content_spans"]
    assert record.story(row.story).document.text[start:end] == row.content


@pytest.mark.parametrize(
    ("by", "number"),
    [
        ("brandt", 2),
        ("Ilse Brandt", 2),
        ("ECONOMY MINISTER", 2),
        ("walesa", 2),
        ("Tomas Wałęsa", 2),
        ("US", 1),
        ("she", 0),
        ("Brand", 0),
        ("Brandt Ilse", 0),
        ("nobody", 0),
        ("brandt OR walesa", 0),
        ("petrenko*", 1),
    ],
)
def test_by_finds_whole_words_of_names_and_mentions(record: Record, by: str, number: int) -> None:
    assert record.statements(by=by).total == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("fee", 2),
        ("FEE harbour", 1),
        ('"harbour fee"', 1),
        ('"fee harbour"', 0),
        ("harb*", 1),
        ("harb", 0),
        ("fee -harbour", 1),
        ('"first step"', 1),
        ("NOT fee", 0),
        ("Petrenko", 0),
    ],
)
def test_text_finds_words_of_what_was_said(record: Record, text: str, number: int) -> None:
    assert record.statements(text=text).total == number


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.text(max_size=40) | st.text("ab\"'*()^:-+ANDORNOT{}", max_size=20))
def test_no_query_is_malformed(record: Record, asked: str) -> None:
    for name in ("by", "text"):
        if any(char.isalnum() for char in asked):
            assert record.statements(**{name: asked}).total >= 0  # type: ignore[arg-type]
        else:
            with pytest.raises(UsageError, match="no word to look for"):
                record.statements(**{name: asked})  # type: ignore[arg-type]


def test_dates_are_inclusive_and_of_the_story_itself(record: Record) -> None:
    assert record.statements(since="2025-03-03", until="2025-03-03").total == 1
    # One in the morning of 4 March, where it was published; still the third in UTC.
    assert contents(record.statements(since="2025-03-04")) == ["that the strike goes on"]
    assert record.statements(until="2025-03-02").total == 3
    assert record.stories(since="2025-03-02", until="2025-03-04").total == 3
    assert record.statements(since="0001-01-01", until="9999-12-31").total == 5


def test_undated_stories_are_left_out_and_counted(record: Record) -> None:
    found = record.statements(since="2025-01-01", text="grain")
    assert (found.total, found.undated_left_out) == (0, 1)
    assert record.statements(since="2025-01-01", text="fee").undated_left_out == 0
    assert record.statements(text="grain").undated_left_out == 0
    assert record.stories(until="2025-12-31").undated_left_out == 1


def test_all_that_is_asked_for_must_hold(record: Record) -> None:
    assert record.statements(by="walesa", text="strike", outlet="alder wire", kind="indirect").total == 1
    assert record.statements(by="walesa", text="strike", outlet="delta news").total == 0
    assert contents(record.statements(kind="DIRECT")) == ["that no fee is fair"]


@pytest.mark.parametrize("limit", [0, 1, 2, 5, 6, 10**30])
def test_pages_follow_each_other(record: Record, limit: int) -> None:
    every = contents(record.statements())
    for offset in range(8):
        found = record.statements(limit=limit, offset=offset)
        assert contents(found) == every[offset : offset + limit]
        assert found.total == 6
    assert contents(record.statements(offset=4)) == every[4:]


def test_nonsense_is_refused(record: Record) -> None:
    for wrong in (
        {"kind": "shouted"},
        {"since": "spring"},
        {"until": "2025-02-30"},
        {"since": "2025-03-04", "until": "2025-03-01"},
        {"limit": -1},
        {"offset": -1},
    ):
        with pytest.raises(UsageError):
            record.statements(**wrong)


def test_parties_are_found_by_name(record: Record) -> None:
    found = record.parties(by="walesa")
    assert [(row.name, row.statements) for row in found] == [("Tomáš Wałęsa", 1), ("Tomáš Wałęsa", 1)]
    assert record.parties().total == 5
    assert len(record.parties(limit=2)) == 2


def test_carriers_and_addressees_have_names(record: Record) -> None:
    good = one_line("Ada Moor", "the bridge stays shut")
    carried = replace(good.statements[0], via=("p1",), addressees=("p1",), on_behalf_of=("p1",))
    record.keep(replace(good, statements=(carried,)))
    row = record.statements(text="bridge")[0]
    assert row.via == row.addressees == row.on_behalf_of == ("Ada Moor",)
