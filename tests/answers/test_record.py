"""A record in the world: killed, full, read-only, shared, large."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

import sayso
from sayso import Document, Party, PartyKind, Reading, Record, RecordError, Span, Statement, StatementKind
from sayso.answers import Added

from .conftest import STORIES
from .simple_reader import read_simply

READER = Path(__file__).with_name("simple_reader.py")
SRC = Path(sayso.__file__).parents[1]
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX processes and permissions")


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """Another process, which adds slowly."""
    return subprocess.Popen(
        [sys.executable, READER, *arguments], stdout=subprocess.PIPE, env={"PYTHONPATH": str(SRC)}, text=True
    )


@posix
def test_killed_and_run_again_nothing_is_lost_or_doubled(path: Path, stories: Path) -> None:
    with start(path, stories) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().split()[1] for _ in range(9)]
        process.send_signal(signal.SIGKILL)
        told += [line.split()[1] for line in process.stdout]
    assert 9 <= len(told) < STORIES, "it was killed too late to say anything"
    with Record(path, create=False) as record:
        assert all(map(record.knows, told)), "what was told as kept is lost"
        kept = record.stories(copies=True).total
        assert record.statements().total == kept, "a story was kept without its statement"
        summary = record.add(stories, read=read_simply)
        assert (len(summary.known), len(summary.added)) == (kept, STORIES - kept)
        assert record.statements().total == record.stories(copies=True).total == STORIES
        assert {story.appearances for story in record.stories(copies=True)} == {1}
        assert record.statements(text="ferry").total == STORIES
        assert record.statements(by="Moor").total == STORIES


@posix
def test_two_processes_add_at_once(path: Path, stories: Path) -> None:
    with start(path, stories) as one, start(path, stories) as other:
        outputs = [process.communicate(timeout=60)[0] for process in (one, other)]
    assert (one.returncode, other.returncode) == (0, 0)
    assert sum(output.count("added") for output in outputs) == STORIES, "a story was added twice or never"
    with Record(path, create=False) as record:
        assert record.statements().total == record.stories(copies=True).total == STORIES


FULL = """
import resource, sys
from sayso import RecordError
sys.path.insert(0, sys.argv[1])
from simple_reader import read_simply
from sayso import Record
with Record(sys.argv[2]) as record:
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    try:
        for event in record.add_each([sys.argv[3]], read=read_simply):
            print(event.document_id)
    except RecordError as error:
        sys.exit(str(error))
"""


@posix
def test_where_the_disk_takes_no_more_what_was_kept_is_safe(path: Path, tmp_path: Path) -> None:
    lines = [f'{{"text": "Ida Moor said that ferry {n} sails. {"It rained. " * 300}"}}' for n in range(200)]
    source = tmp_path / "many.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", FULL, READER.parent, path, source],
        env={"PYTHONPATH": str(SRC)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert str(path) in done.stderr
    assert "what was kept before is safe" in done.stderr
    told = done.stdout.split()
    assert 0 < len(told) < 200
    with Record(path, create=False) as record:
        assert all(map(record.knows, told))
        kept = record.stories(copies=True).total
        assert len(record.add(source, read=read_simply).added) == 200 - kept
        assert record.statements().total == record.stories(copies=True).total == 200


def test_a_full_database_is_told(path: Path, stories: Path) -> None:
    with Record(path) as record:
        engine = record._store._engine

        @event.listens_for(engine, "begin")
        def limit(connection: Connection) -> None:
            connection.exec_driver_sql("PRAGMA max_page_count = 40")

        kept: list[Added] = []

        def fill() -> None:
            for number in range(1_000):
                source = write(stories / "more.txt", number)
                record.add(source, read=read_simply, on_progress=kept.append)

        with pytest.raises(RecordError, match="no room left") as caught:
            fill()
        assert str(path) in str(caught.value)
        assert kept
        assert record.stories(copies=True).total == len(kept)


def write(path: Path, number: int) -> Path:
    path.write_text(f"Ida Moor said that pier {number} is shut. " + "Rain fell. " * 200, encoding="utf-8")
    return path


@pytest.fixture
def guarded() -> Iterator[Path]:
    """A folder that everybody may look into, for a process without privileges."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
        Path(name).chmod(0o755)


READ_ONLY = """
import os, sys
from sayso import Record, RecordError, Document, Reading
import sayso.answers.keeping, sayso.record.showing, sayso.sources, sqlite3
if os.getuid() == 0:
    os.setuid(65534)
with Record(sys.argv[1], create=bool(int(sys.argv[2]))) as record:
    print(record.read_only, record.statements().total, record.statements(text="sails").total)
    for change in (lambda: record.keep(Reading(Document("New.", "-"))),
                   lambda: record.set_story(record.stories(copies=True)[0].id, title="New")):
        try:
            change()
            print("written")
        except RecordError as error:
            print(error)
"""


@posix
@pytest.mark.parametrize("create", ["0", "1"])
@pytest.mark.parametrize("folder_mode", [0o555, 0o777])
def test_what_can_not_be_written_can_be_read(guarded: Path, folder_mode: int, create: str) -> None:
    path = guarded / "record.sqlite"
    with Record(path) as record:
        record.keep(next(read_simply([Document("Ida Moor said that the ferry sails.", "-")])))
    path.chmod(0o444)
    guarded.chmod(folder_mode)
    done = subprocess.run(
        [sys.executable, "-c", READ_ONLY, path, create],
        env={"PYTHONPATH": str(SRC)},
        capture_output=True,
        text=True,
    )
    first, *refusals = done.stdout.splitlines()
    assert first == "True 1 1", done.stderr
    assert len(refusals) == 2
    for line in refusals:
        assert line.startswith(f"{path}: the record can't be written (copy it"), line


@posix
def test_changes_that_can_not_be_read_are_told(guarded: Path) -> None:
    path = guarded / "record.sqlite"
    Record(path).close()
    log = guarded / "record.sqlite-wal"
    log.write_bytes(b"x" * 100)
    log.chmod(0o000)
    path.chmod(0o444)
    guarded.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", READ_ONLY, path, "0"],
        env={"PYTHONPATH": str(SRC)},
        capture_output=True,
        text=True,
    )
    last = done.stderr.splitlines()[-1]
    assert "changes in record.sqlite-wal" in last, done.stderr
    assert "copy both files" in last


SAID = ("harbour", "quota", "tariff", "bridge", "ferry", "strike", "grain", "treaty")


def large(number: int) -> Reading:
    """A story of a hundred statements by ten people."""
    sentences, parties, statements, at = [], [], [], 0
    for index in range(100):
        speaker, words = (
            f"Speaker Name{index % 10 + number % 50}",
            f"that the {SAID[index % 8]} is item {index}",
        )
        sentence = f"{speaker} said {words}.\n"
        spans = (Span(at, at + len(speaker)), Span(at + len(speaker) + 6, at + len(sentence) - 2))
        if index < 10:
            parties.append(Party(f"p{index}", speaker, PartyKind.PERSON, mentions=spans[:1]))
        statements.append(
            Statement(
                f"s{index}",
                list(StatementKind)[index % 3],
                spans[:1],
                (),
                spans[1:],
                speakers=(f"p{index % 10}",),
            )
        )
        sentences.append(sentence)
        at += len(sentence)
    published = None if number % 50 == 0 else f"20{number % 20:02}-0{number % 9 + 1}-11"
    document = Document(
        "".join(sentences) + str(number), f"{number}.txt", outlet=f"Outlet {number % 7}", published=published
    )
    return Reading(document, tuple(parties), tuple(statements))


@pytest.mark.slow
def test_at_100_000_statements_every_query_goes_by_an_index(path: Path) -> None:
    with Record(path) as record:
        for number in range(1_000):
            record.keep(large(number))
    plans: list[tuple[str, str]] = []
    with Record(path, create=False) as record:
        engine = record._store._engine

        @event.listens_for(engine, "before_cursor_execute")
        def explain(
            connection: Connection, cursor: sqlite3.Cursor, statement: str, values: Any, *_: object
        ) -> None:
            if statement.startswith("SELECT"):
                rows = cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
                plans.extend((row[3], statement) for row in rows)

        assert record.statements(limit=20).total == 100_000
        first = record.statements(limit=1)[0]
        assert record.statements(by="Name55", limit=20).total > 0
        assert record.statements(text="tariff", kind="direct", limit=20).total > 0
        assert record.statements(by="Name30", text="ferr*", outlet="outlet 3", limit=20).total > 0
        assert record.statements(since="2015-01-01", until="2015-12-31", limit=20).total > 0
        assert record.statements(outlet="Outlet 3", limit=20).total > 0
        assert record.stories(limit=20, copies=True).total == 1_000
        assert record.parties(by="Name7", limit=20).total > 0
        record.show(first.id)
        record.story(first.story[:8])
        record.reading(first.story)
    assert plans
    for step, statement in plans:
        by_index = "INDEX" in step or "PRIMARY KEY" in step or not step.startswith("SCAN")
        assert by_index, f"{step}: a walk through the whole table for\n{statement}"
