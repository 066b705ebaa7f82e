"""The public face: what `import sayso` gives, and what it costs."""

import subprocess
import sys
from pathlib import Path

import pytest

import sayso
from sayso import SourceError
from sayso.example import coverage_files


def test_every_exported_name_is_there() -> None:
    for name in sayso.__all__:
        assert getattr(sayso, name) is not None


def test_importing_loads_nothing_heavy() -> None:
    code = (
        "import sys, sayso; "
        "heavy = 'numpy onnxruntime tokenizers sqlalchemy alembic trafilatura rich urllib3'; "
        "print(sorted(set(heavy.split()) & set(sys.modules)))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"


def test_a_text_is_read_as_itself() -> None:
    reading = sayso.read("The minister said that talks would resume on Monday.")
    (statement,) = reading.statements
    assert reading.words(statement.content) == "that talks would resume on Monday"
    assert reading.words(statement.source) == "The minister"
    assert reading.document.source == "-"


def test_a_path_is_read_from_its_file(tmp_path: Path) -> None:
    story = tmp_path / "a story.txt"
    story.write_text("The minister said that talks would resume on Monday.", encoding="utf-8")
    assert sayso.read(story) == sayso.read(str(story))
    assert sayso.read(story).document.source == str(story)


@pytest.mark.parametrize("source", ["nowhere.txt", "no such story.txt", "word"])
def test_a_missing_file_is_an_error_and_no_text(source: str) -> None:
    with pytest.raises(SourceError, match=source):
        sayso.read(source)


def test_several_documents_are_read_lazily(tmp_path: Path) -> None:
    for file in coverage_files():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    readings = sayso.read_many([tmp_path])
    first = next(readings)
    assert first.statements
    assert len([first, *readings]) >= 8
    with pytest.raises(SourceError, match="read_many"):
        sayso.read(tmp_path)


def test_a_reading_leads_back_to_its_words() -> None:
    text = next(file for file in coverage_files() if file.name.endswith(".txt")).read_text(encoding="utf-8")
    reading = sayso.read(text)
    ids = {party.id for party in reading.parties}
    for statement in reading.statements:
        assert statement.content
        assert set(statement.speakers) <= ids
        for span in statement.source + statement.cue + statement.content:
            assert span.of(text) == span.of(text).strip() != ""
    for party in reading.parties:
        assert party.mentions, f"{party.name} has no words to stand on"
