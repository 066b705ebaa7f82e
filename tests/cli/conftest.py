"""The simple reader in place of the trained one, and a way to run sayso as a user does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from .simple_reader import read_simply


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test reads with the simple reader."""
    monkeypatch.setattr("sayso.reading.read_documents", read_simply)


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of the machine's own: no record but the test's, no colour, a known width."""
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("SAYSO_RECORD", str(tmp_path / "surroundings" / "record.db"))


Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """`run("read", "story.txt")` as a user would, standard output and error apart."""
    from sayso.cli.app import sayso

    def run(*arguments: str | Path, typed: str | bytes | None = None) -> Result:
        return CliRunner().invoke(sayso, [str(argument) for argument in arguments], input=typed)

    return run


STORY = """Ferry crews reject new rota

PORT ALDER, 3 March - “We will not sail on this rota,” said Mara Venn on Monday.

“The company has
listened — and it will listen again,” said Tobias Krull.
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A short story with two statements."""
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path
