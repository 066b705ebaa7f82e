"""An empty record for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso import Record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the record lies."""
    return tmp_path / "record.sqlite"


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An empty record, made once: the migrations take most of a short test's time."""
    made = tmp_path_factory.mktemp("empty") / "record.sqlite"
    Record(made).close()
    return made.read_bytes()


@pytest.fixture
def record(path: Path, empty: bytes) -> Iterator[Record]:
    """An empty record."""
    path.write_bytes(empty)
    with Record(path) as record:
        yield record
