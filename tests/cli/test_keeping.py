"""`sayso add` keeps what it read, and says what it kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from sayso.data import Document, Reading
from sayso.errors import ModelError, RecordError

from .conftest import Run
from .simple_reader import read_simply


def test_adds_and_says_so(run: Run, story: Path, tmp_path: Path) -> None:
    record = tmp_path / "ferry.sqlite"
    result = run("add", story, "--record", record)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == f"Added 1 story with 2 statements. Record: {record}\n"
    assert record.exists()


def test_knows_what_it_has(run: Run, story: Path) -> None:
    run("add", story)
    result = run("add", story)
    assert result.exit_code == 0
    assert result.stdout.startswith("Added 0 stories with 0 statements; 1 already known.")


def test_lists_what_failed_and_keeps_the_rest(run: Run, story: Path, tmp_path: Path) -> None:
    lines = tmp_path / "many.jsonl"
    lines.write_text(json.dumps({"text": "“Yes,” said Ida Moor."}) + '\n{"text"\n', encoding="utf-8")
    result = run("add", tmp_path / "missing.txt", lines, story)
    assert result.exit_code == 1
    assert result.stdout.startswith("Added 2 stories with 3 statements; 2 failed.")
    errors = result.stderr.splitlines()
    assert len(errors) == 2, errors
    assert "missing.txt" in errors[0]
    assert "many.jsonl" in errors[1]
    assert "2" in errors[1], "the line's number is missing"


def test_interrupted_says_what_was_kept_and_goes_on_later(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Two texts of a batch's length, so that the first is kept before the second is read.
    for number in (1, 2):
        filler = f"Nothing happened on day {number}. " * 3_000
        (tmp_path / f"{number}.txt").write_text(f"{filler}\n“Yes,” said Ida Moor.", encoding="utf-8")
    seen = 0

    def interrupted(documents: Iterable[Document], *, fast: bool = False) -> Iterator[Reading]:
        nonlocal seen
        for reading in read_simply(documents):
            seen += 1
            if seen == 2:
                raise KeyboardInterrupt
            yield reading

    monkeypatch.setattr("sayso.reading.read_documents", interrupted)
    result = run("add", tmp_path / "1.txt", tmp_path / "2.txt")
    assert result.exit_code == 130
    assert result.stdout.startswith("Added 1 story with 1 statement.")
    assert "interrupted" in result.stderr
    assert "Traceback" not in result.stderr

    monkeypatch.setattr("sayso.reading.read_documents", read_simply)
    again = run("add", tmp_path / "1.txt", tmp_path / "2.txt")
    assert again.stdout.startswith("Added 1 story with 1 statement; 1 already known.")


def test_says_what_was_kept_before_the_record_failed(
    run: Run, tmp_path: Path, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sayso.answers import Record

    add_each = Record.add_each

    def filled(self, *arguments, **settings):  # type: ignore[no-untyped-def]
        yield from add_each(self, *arguments, **settings)
        raise RecordError("there is no room left to write", where="disk", remedy="make room")

    monkeypatch.setattr(Record, "add_each", filled)
    result = run("add", story)
    assert result.exit_code == 1
    assert result.stdout.startswith("Added 1 story with 2 statements.")
    assert result.stderr == "sayso: disk: there is no room left to write (make room)\n"


def test_says_that_the_model_is_missing(run: Run, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_model(documents: Iterable[Document], *, fast: bool = False) -> Iterator[Reading]:
        raise ModelError("the model's files are missing", remedy="install sayso again")

    monkeypatch.setattr("sayso.reading.read_documents", no_model)
    for command in ("read", "add"):
        result = run(command, story)
        assert result.exit_code == 1
        assert result.stderr == "sayso: the model's files are missing (install sayso again)\n"


def test_makes_no_record_for_a_wrong_option(run: Run, story: Path, tmp_path: Path) -> None:
    record = tmp_path / "new.sqlite"
    result = run("add", story, "--published", "Monday", "--record", record)
    assert result.exit_code == 2
    assert not record.exists()


def test_leaves_a_foreign_file_as_it_is(run: Run, story: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "notes.txt"
    foreign.write_text("my notes", encoding="utf-8")
    result = run("add", story, "--record", foreign)
    assert result.exit_code == 1
    assert result.stderr.startswith("sayso: ")
    assert len(result.stderr.splitlines()) == 1
    assert foreign.read_text(encoding="utf-8") == "my notes"
