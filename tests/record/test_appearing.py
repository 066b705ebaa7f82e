"""Arrivals of the same text, and what a person sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso import NotFoundError, Record, UsageError

from .builder import harbour

ID = harbour().document.id


def test_the_same_source_arrives_once(record: Record) -> None:
    for _ in range(3):
        record.keep(harbour(outlet="The Alder Post", published="2025-03-02"))
    assert len(record.story(ID).appearances) == 1


def test_one_file_named_in_two_ways_arrives_once(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "harbour.txt").write_text("here", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for source in ("harbour.txt", "./harbour.txt", str(tmp_path / "harbour.txt")):
        record.keep(harbour(source=source))
    assert [appearance.source for appearance in record.story(ID).appearances] == ["harbour.txt"]


def test_each_outlet_is_an_appearance_and_the_earliest_counts(record: Record) -> None:
    record.keep(harbour(outlet="The Coast", published="2025-03-03", source="coast.html"))
    record.keep(harbour(outlet="Alder Wire", published="2025-03-02T22:00:00-04:00", source="wire.txt"))
    record.keep(harbour(outlet="The Late Sheet", source="late.txt"))
    story = record.story(ID)
    assert [appearance.outlet for appearance in story.appearances] == [
        "The Coast",
        "Alder Wire",
        "The Late Sheet",
    ]
    # Ten at night in that zone is two in the morning in UTC: after the beginning of 3 March.
    assert story.document.outlet == "The Coast"
    record.keep(harbour(outlet="Morning Wire", published="2025-03-01", source="morning.txt"))
    document = record.story(ID).document
    assert (document.outlet, document.published, document.source) == (
        "Morning Wire",
        "2025-03-01",
        "morning.txt",
    )
    assert record.stories()[0].appearances == 4
    assert record.statements().total == 3, "a text that arrives again is read once"


def test_any_outlet_finds_the_story(record: Record) -> None:
    record.keep(harbour(outlet="Alder Wire", published="2025-03-02", source="a"))
    record.keep(harbour(outlet="The Cöast", published="2025-03-03", source="b"))
    assert record.stories(outlet="the coast").total == 1
    assert record.statements(outlet="ALDER WIRE").total == 3
    assert record.stories(outlet="Wire").total == 0, "an outlet is asked for by its whole name"


def test_the_same_source_fills_in_what_was_not_known(record: Record) -> None:
    record.keep(harbour())
    record.keep(harbour(published="2025-03-02", outlet="Alder Wire"))
    record.keep(harbour(published="2025-03-09"))
    story = record.story(ID)
    assert len(story.appearances) == 1
    assert (story.document.published, story.document.outlet) == ("2025-03-02", "Alder Wire")


def test_two_lines_of_one_file_are_two_appearances(record: Record) -> None:
    record.keep(harbour(source="all.jsonl", ref="1"))
    record.keep(harbour(source="all.jsonl", ref="2"))
    assert [appearance.ref for appearance in record.story(ID).appearances] == ["1", "2"]


class TestSetting:
    def test_what_a_person_sets_counts(self, record: Record) -> None:
        record.keep(harbour(published="2025-03-05", outlet="Wrong"))
        story = record.set_story(
            ID[:10], published="2025-03-02", outlet="Alder Wire", title="Talks", author="A. Moor"
        )
        assert story == record.story(ID)
        assert story.edited == ("author", "outlet", "published", "title")
        assert record.stories(since="2025-03-02", until="2025-03-02", outlet="alder wire").total == 1
        assert record.stories()[0].title == "Talks"
        assert record.statements()[0].published == "2025-03-02"

    def test_and_stays_whatever_arrives(self, record: Record) -> None:
        record.keep(harbour(published="2025-03-05"))
        record.set_story(ID, published="2025-03-04", title="Talks")
        record.keep(harbour(published="2025-03-01", source="earlier.txt", title="Other"))
        document = record.story(ID).document
        assert (document.published, document.title) == ("2025-03-04", "Talks")
        assert document.source == "earlier.txt"

    @pytest.mark.parametrize("nothing", ["", None])
    def test_an_empty_value_says_that_it_is_not_known(self, record: Record, nothing: str | None) -> None:
        record.keep(harbour(published="2025-03-05", outlet="Wrong"))
        record.set_story(ID, published=nothing, title=nothing)
        record.keep(harbour(published="2025-03-05", outlet="Wrong"))
        document = record.story(ID).document
        assert (document.published, document.title, document.outlet) == (None, "", "Wrong")
        assert record.stories(since="2025-01-01").undated_left_out == 1

    def test_nonsense_is_refused_and_nothing_changes(self, record: Record) -> None:
        record.keep(harbour())
        before = record.story(ID)
        with pytest.raises(UsageError, match=r"no field 'text'.*published, outlet, author, url, title"):
            record.set_story(ID, title="New", text="x")
        with pytest.raises(UsageError):
            record.set_story(ID, title="New", published="soon")
        with pytest.raises(UsageError, match="nothing to set"):
            record.set_story(ID)
        with pytest.raises(UsageError, match="title is no text"):
            record.set_story(ID, title=3)  # type: ignore[arg-type]
        with pytest.raises(NotFoundError):
            record.set_story("0000000000", title="New")
        assert record.story(ID) == before
