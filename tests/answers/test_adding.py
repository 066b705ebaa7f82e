"""Adding: read what is new, know what is known, tell what fails."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from sayso import Document, ModelError, Reading, Record
from sayso.answers import Added, AddSummary, Interrupted
from sayso.sources import Given, Options

from .conftest import STORIES
from .simple_reader import read_simply


def test_adds_each_document_once(path: Path, stories: Path) -> None:
    with Record(path) as record:
        first = record.add(stories, read=read_simply)
        again = record.add([stories], read=never)
        assert (len(first.added), first.statements, first.known, first.failed) == (STORIES, STORIES, (), ())
        assert (len(again.added), len(again.known)) == (0, STORIES)
        assert record.statements().total == record.stories(copies=True).total == STORIES
        assert {story.appearances for story in record.stories(copies=True)} == {1}


def never(documents: Iterable[Document]) -> Iterator[Reading]:
    """A reader that must not be asked."""
    raise AssertionError(f"read again: {[document.source for document in documents]}")


def test_a_known_text_elsewhere_is_a_new_appearance(path: Path, stories: Path) -> None:
    (stories / "copy.txt").write_bytes((stories / "00.txt").read_bytes())
    with Record(path) as record:
        summary = record.add(stories, read=read_simply)
        assert [event.source for event in summary.known] == [str(stories / "copy.txt")]
        story = record.story(str(summary.known[0].document_id))
        assert [Path(appearance.source).name for appearance in story.appearances] == ["00.txt", "copy.txt"]


def test_what_fails_is_told_and_the_rest_kept(path: Path, stories: Path, tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    good = json.dumps({"id": "7", "text": "Ada Krull said that rain is due."})
    lines.write_text(f'{good}\n{{"text"\n{good[:-1]}, "outlet": "Alder Wire"}}\n', encoding="utf-8")
    sources = [tmp_path / "missing.txt", lines, stories]
    with Record(path) as record:
        summary = record.add(sources, read=read_simply)
        assert len(summary.failed) == 2
        assert "missing.txt" in str(summary.failed[0].error)
        assert "2" in str(summary.failed[1].error)
        assert len(summary.added) == STORIES + 1
        assert summary.as_dict()["failed"][0]["error"] == str(summary.failed[0].error)


def test_what_the_user_says_is_kept(path: Path, stories: Path) -> None:
    with Record(path) as record:
        given = Given(published="2025-03-02", outlet="Alder Wire", author="A. Moor")
        record.add(stories / "00.txt", Options(given=given), read=read_simply)
        story = record.stories(copies=True)[0]
        assert (story.published, story.outlet, story.author) == ("2025-03-02", "Alder Wire", "A. Moor")


def test_events_come_as_documents_are_kept(path: Path, stories: Path) -> None:
    seen: list[Added] = []
    with Record(path) as record:
        for event in record.add_each(stories, read=read_simply):
            assert event.document_id is not None
            assert record.knows(event.document_id), "told before it was kept"
            seen.append(event)
        collected: list[Added] = []
        record.add(stories, read=never, on_progress=collected.append)
    assert [event.status for event in seen] == ["added"] * STORIES
    assert [event.status for event in collected] == ["known"] * STORIES


def test_long_texts_are_read_in_batches(path: Path, tmp_path: Path) -> None:
    for number in range(4):
        text = f"Ida Moor said that dock {number} is closed. " + "Nothing moved in the rain. " * 1_500
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    batches: list[int] = []

    def read(documents: Iterable[Document]) -> Iterator[Reading]:
        batch = list(documents)
        batches.append(len(batch))
        return read_simply(batch)

    with Record(path) as record:
        summary = record.add(sorted(tmp_path.glob("*.txt")), read=read)
    assert len(summary.added) == 4
    assert batches == [2, 2], "60,000 characters are a batch"


def test_interrupted_keeps_what_was_kept(path: Path, stories: Path) -> None:
    def interrupted(documents: Iterable[Document]) -> Iterator[Reading]:
        for number, reading in enumerate(read_simply(documents)):
            if number == 7:
                raise KeyboardInterrupt
            yield reading

    with Record(path) as record:
        with pytest.raises(Interrupted) as caught:
            record.add(stories, read=interrupted)
        assert len(caught.value.summary.added) == 7
        assert record.statements().total == 7
        assert isinstance(caught.value, KeyboardInterrupt)
        rest = record.add(stories, read=read_simply)
        assert (len(rest.known), len(rest.added)) == (7, STORIES - 7)


def test_a_text_that_the_reader_stumbles_over_fails_alone(path: Path, stories: Path) -> None:
    def stumbling(documents: Iterable[Document]) -> Iterator[Reading]:
        for document in documents:
            if "number 5 " in document.text:
                raise ZeroDivisionError("no tokens")
            yield from read_simply([document])

    with Record(path) as record:
        summary = record.add(stories, read=stumbling)
        assert len(summary.added) == STORIES - 1
        (failed,) = summary.failed
        assert failed.source.endswith("05.txt")
        assert "ZeroDivisionError: no tokens" in str(failed.error)
        assert record.stories(copies=True).total == STORIES - 1


def test_without_its_model_nothing_is_added(path: Path, stories: Path) -> None:
    def without(documents: Iterable[Document]) -> Iterator[Reading]:
        raise ModelError("the model's files are missing", remedy="install sayso again")

    with Record(path) as record:
        with pytest.raises(ModelError):
            record.add(stories, read=without)
        assert record.stories(copies=True).total == 0


def test_a_summary_counts_its_events() -> None:
    events = [
        Added("added", "a", "1", statements=3),
        Added("known", "b", "2"),
        Added("added", "c", "3", statements=2),
    ]
    summary = AddSummary.of(iter(events))
    assert (len(summary.added), len(summary.known), len(summary.failed), summary.statements) == (2, 1, 0, 5)
