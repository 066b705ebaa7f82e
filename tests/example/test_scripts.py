"""The scripts in examples/ run as they stand, on the example coverage."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.example import write_example

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "examples"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example")
    write_example(folder)
    return folder


def output(*command: object, at: Path) -> str:
    """What the command prints; run away from the checkout, with the package that is tested."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, cwd=at, env=environment, timeout=300
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_every_script_is_tested() -> None:
    tested = {"read_a_story.py", "count_speakers.py", "statements_to_csv.py", "keep_a_record.py", "demo.sh"}
    assert {path.name for path in SCRIPTS.iterdir() if path.is_file()} == tested


def test_read_a_story(folder: Path, tmp_path: Path) -> None:
    assert "Edda Crane" in output(sys.executable, SCRIPTS / "read_a_story.py", at=tmp_path)
    story = folder / "2025-03-31-farwater-deal-stalls.txt"
    printed = output(sys.executable, SCRIPTS / "read_a_story.py", story, at=tmp_path)
    assert "stalls over who moves first" in printed
    assert "“The prime minister and I are of one mind,”" in printed


def test_count_speakers(folder: Path, tmp_path: Path) -> None:
    printed = output(sys.executable, SCRIPTS / "count_speakers.py", folder, at=tmp_path)
    assert "Halvard Stroud" in printed


def test_keep_a_record(tmp_path: Path) -> None:
    printed = output(sys.executable, SCRIPTS / "keep_a_record.py", at=tmp_path)
    assert printed.startswith("11 stories, ")
    latest = printed.split("the latest first:\n")[1].splitlines()[:5]
    assert all(re.match(r"  2025-03-\d\d.*, [A-Z][\w ]+: \S", line) for line in latest), latest
    assert "now it has one" in printed
    assert list(tmp_path.iterdir()) == [], "the script left files behind"


def test_statements_to_csv(folder: Path, tmp_path: Path) -> None:
    story = folder / "2025-02-24-farwater-power-offer.txt"
    printed = output(sys.executable, SCRIPTS / "statements_to_csv.py", story, at=tmp_path)
    rows = list(csv.DictReader(io.StringIO(printed)))
    text = story.read_text(encoding="utf-8")
    assert rows
    for row in rows:
        words = text[int(row["start"]) : int(row["end"])]
        first = row["content"].split(" … ")[0]
        assert words.startswith(first), f"{first!r} isn't where the table says"


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a POSIX shell")
def test_the_demo_runs_twice(tmp_path: Path) -> None:
    command = tmp_path / "sayso"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sayso "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    first = output("sh", SCRIPTS / "demo.sh", command, tmp_path / "work", at=tmp_path)
    assert "Added 11 stories" in first
    assert "Amara Dellin" in first
    second = output("sh", SCRIPTS / "demo.sh", command, tmp_path / "work", at=tmp_path)
    assert "11 already known" in second
