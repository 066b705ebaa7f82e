"""A folder of short stories, and where their record lies."""

from __future__ import annotations

from pathlib import Path

import pytest

STORIES = 40


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the record lies."""
    return tmp_path / "record.sqlite"


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """Forty stories of one statement each."""
    folder = tmp_path / "stories"
    folder.mkdir()
    for number in range(STORIES):
        words = f"Ida Moor said that ferry number {number} would sail at noon. Nobody was sure of it."
        (folder / f"{number:02}.txt").write_text(f"Ferry {number} sails\n\n{words}\n", encoding="utf-8")
    return folder
