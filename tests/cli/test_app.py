"""Help, versions and errors: what every command has in common."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

import sayso
from sayso.cli.app import sayso as application
from sayso.errors import SourceError, UsageError

from .conftest import Run

COMMANDS = ["read", "add", "statements", "stories", "show", "story", "example", "schema", "completion"]
HEAVY = {
    "alembic", "jsonschema", "lxml", "numpy", "onnxruntime", "py3langid", "rich", "sqlalchemy",
    "tokenizers", "trafilatura", "urllib3", "sayso.answers", "sayso.example", "sayso.reading",
    "sayso.record", "sayso.sources",
}  # fmt: skip


def test_without_arguments_it_shows_how_to_begin(run: Run) -> None:
    result = run()
    assert result.exit_code == 0
    assert result.stdout == run("--help").stdout
    begin = result.stdout.split("Start with:")[1]
    assert [line.split()[:2] for line in begin.strip().splitlines()[:3]] == [
        ["sayso", "read"],
        ["sayso", "add"],
        ["sayso", "statements"],
    ]
    assert "Exit codes: 0 done, 1 some inputs failed, 2 wrong usage, 130 interrupted." in result.stdout


def test_has_these_commands() -> None:
    assert list(application.commands) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_a_description_and_an_example(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    usage, description, *_ = result.stdout.split("\n\n")
    assert usage.startswith(f"Usage: sayso {command}")
    assert description.strip().endswith((".", ":")), f"no description: {description!r}"
    examples = result.stdout.rpartition(":\n  ")[2].strip().splitlines()
    assert any(f"sayso {command}" in example for example in examples), examples
    assert "..." not in application.commands[command].get_short_help_str(60), (
        "its line in the list is cut off"
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_says_what_it_does(command: str) -> None:
    parameters = application.commands[command].params
    options = [option for option in parameters if isinstance(option, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_tells_its_version(run: Run) -> None:
    assert run("--version").stdout == f"sayso {sayso.__version__}\n"


@pytest.mark.parametrize(("wrong", "meant"), [("raed", "read"), ("statement", "statements"), ("adds", "add")])
def test_suggests_the_nearest_command(run: Run, wrong: str, meant: str) -> None:
    result = run(wrong)
    assert result.exit_code == 2
    assert f"No such command '{wrong}'. Did you mean '{meant}'?" in result.stderr


def test_lists_the_commands_where_none_is_near(run: Run) -> None:
    result = run("qqqq")
    assert result.exit_code == 2
    assert all(command in result.stderr for command in COMMANDS)


class TestAnError:
    @pytest.fixture(params=[
        (SourceError("is torn", where="a.txt", remedy="mend it"), 1, "sayso: a.txt: is torn (mend it)\n"),
        (UsageError("no such thing"), 2, "sayso: no such thing\n"),
        (SourceError("two\nlines \x1b[31m and \u202ea turn"), 1, "sayso: two lines \ufffd[31m and a turn\n"),
        (OSError(28, "No space left on device"), 1, "sayso: No space left on device\n"),
        (PermissionError(13, "Permission denied", "x.txt"), 1, "sayso: x.txt: Permission denied\n"),
        (KeyboardInterrupt(), 130, "sayso: interrupted\n"),
        (MemoryError(), 1, "sayso: not enough memory (read fewer or shorter documents at a time)\n"),
        (
            KeyError("x"),
            1,
            "sayso: a fault of sayso's own: KeyError: 'x'"
            " (the same command with --debug shows more; please report it)\n",
        ),
    ], ids=lambda case: type(case[0]).__name__)  # fmt: skip
    def case(
        self, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
    ) -> tuple[BaseException, int, str]:
        fault, code, line = request.param

        def raising() -> None:
            raise fault

        monkeypatch.setattr("sayso.schema.reading_schema", raising)
        return fault, code, line

    def test_is_one_line_and_an_exit_code(self, run: Run, case: tuple[BaseException, int, str]) -> None:
        _, code, line = case
        result = run("schema")
        assert (result.exit_code, result.stdout, result.stderr) == (code, "", line)

    @pytest.mark.parametrize("arguments", [("--debug", "schema"), ("schema", "--debug")])
    def test_has_its_traceback_with_debug(
        self, run: Run, case: tuple[BaseException, int, str], arguments: tuple[str, ...]
    ) -> None:
        fault, code, line = case
        result = run(*arguments)
        assert result.exit_code == code
        assert "Traceback (most recent call last)" in result.stderr
        assert type(fault).__name__ in result.stderr
        assert result.stderr.endswith(line)


def test_an_unknown_shell_is_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    result = run("completion")
    assert result.exit_code == 2
    assert "bash, zsh or fish" in result.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_the_script_of_the_shell(run: Run, shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    named = run("completion", shell)
    assert named.exit_code == 0
    assert f"_SAYSO_COMPLETE={shell}_complete" in named.stdout
    monkeypatch.setenv("SHELL", f"/usr/bin/{shell}")
    assert run("completion").stdout == named.stdout


def test_completes_commands_and_options() -> None:
    for words, expected in (
        ("sayso st", {"statements", "stories", "story"}),
        ("sayso statements --ki", {"--kind"}),
    ):
        printed = subprocess.run(
            [sys.executable, "-m", "sayso"],
            env={
                "_SAYSO_COMPLETE": "bash_complete",
                "COMP_WORDS": words,
                "COMP_CWORD": str(len(words.split()) - 1),
                "PYTHONPATH": os.pathsep.join(sys.path),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert {line.partition(",")[2] for line in printed.stdout.split()} == expected, printed.stderr


def test_prints_the_schema(run: Run) -> None:
    import json

    from sayso.schema import reading_schema

    assert json.loads(run("schema").stdout) == reading_schema()


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys\nfrom sayso.cli import main\nsys.argv = ['sayso', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    print(*sys.modules, file=sys.stderr)\n"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "Usage: sayso" in printed.stdout
    assert HEAVY & set(printed.stderr.split()) == set()


def test_help_starts_quickly() -> None:
    """Under 0.3 s of CPU time, the best of three: a loaded machine is no fault of sayso's."""
    resource = pytest.importorskip("resource")

    def spent() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "sayso", "--help"], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(spent() for _ in range(3)) < 0.3


def test_writes_the_example_and_reads_it_back(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "coverage"
    result = run("example", folder)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.endswith(f"sayso add {folder}\n")
    again = run("add", folder)
    assert again.exit_code == 0, again.stderr
    assert int(again.stdout.split()[1]) >= 8


def test_never_overwrites_with_the_example(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    result = run("example", tmp_path)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
