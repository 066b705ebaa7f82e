"""The README's examples do what they say."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli.app import sayso
from sayso.example import coverage_files

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a story.txt, and a record of its own."""
    story = next(file for file in coverage_files() if file.name.endswith(".txt"))
    (tmp_path / "story.txt").write_bytes(story.read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAYSO_RECORD", str(tmp_path / "record.sqlite"))
    return tmp_path


def test_every_command_runs(folder: Path) -> None:
    commands = re.findall(r"^\$ sayso (.*?)(?:\s+#.*)?$", README, flags=re.MULTILINE)
    assert len(commands) >= 5
    for command in commands:
        if "https://" in command:
            continue
        result = CliRunner().invoke(sayso, shlex.split(command))
        assert result.exit_code == 0, (command, result.output)
        assert "nothing found" not in result.output.lower(), (command, result.output)


def test_the_python_example_prints_statements(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) >= 5
    assert any("direct" in line for line in printed)


def test_every_file_that_it_names_exists() -> None:
    root = Path(__file__).parent.parent
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("http") or (root / target).exists(), target
