"""sayso as a process: pipes, terminals, signals, and input that means harm."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import STORY

PROGRAM = [sys.executable, str(Path(__file__).with_name("simple_reader.py"))]
needs_terminals = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")


def environment(**extra: str) -> dict[str, str]:
    """What a user's shell hands on, without colour settings of the machine's own."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TTY_COMPATIBLE", "TTY_INTERACTIVE")
    }
    return kept | {"PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm-256color"} | extra


def sayso(
    *arguments: str | Path, typed: bytes | None = None, **extra: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        input=typed, capture_output=True, env=environment(**extra), timeout=60, check=False,
    )  # fmt: skip


def on_terminal(*arguments: str | Path, columns: int = 100, **extra: str) -> tuple[str, int]:
    """What a terminal shows (its escape sequences too), and the exit code."""
    import fcntl
    import pty
    import struct
    import termios

    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        [*PROGRAM, *map(str, arguments)], stdin=side, stdout=side, stderr=side, env=environment(**extra)
    )
    os.close(side)
    shown = b""
    try:
        while part := os.read(main, 65_536):
            shown += part
    except OSError:  # the other side is closed
        pass
    os.close(main)
    return shown.decode("utf-8"), process.wait(timeout=60)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Thirty short stories."""
    folder = tmp_path / "stories"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(f"{STORY}\nStory {number}.\n", encoding="utf-8")
    return folder


def test_is_plain_when_piped(story: Path) -> None:
    result = sayso("read", story)
    assert result.returncode == 0, result.stderr
    assert b"\x1b" not in result.stdout
    assert result.stderr == b""


@pytest.mark.parametrize("language", ["C", "POSIX", "de_DE.ISO-8859-1"])
def test_writes_utf8_in_every_locale(story: Path, language: str) -> None:
    for form in ((), ("--json",)):
        result = sayso(
            "read", story, *form, LC_ALL=language, LANG=language, PYTHONUTF8="0", PYTHONIOENCODING=""
        )
        assert "it will listen again,”" in result.stdout.decode("utf-8")
        assert "—" in result.stdout.decode("utf-8")


@needs_terminals
def test_is_colourful_on_a_terminal_and_follows_its_width(story: Path) -> None:
    shown, code = on_terminal("read", story, columns=50)
    assert code == 0
    assert re.search(r"\x1b\[[0-9;]*1[0-9;]*mFerry crews", shown), "the headline isn't bold"
    assert "\x1b[1;36mMara Venn" in shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert max(map(len, plain.split("\r\n"))) <= 50


@needs_terminals
def test_honours_no_color(story: Path) -> None:
    shown, _ = on_terminal("read", story, NO_COLOR="1")
    assert "Mara Venn" in shown
    colours = [code for code in re.findall(r"\x1b\[([0-9;]*)m", shown) if re.search(r"(^|;)[349][0-9]", code)]
    assert colours == []


@needs_terminals
def test_one_document_is_indented_on_a_terminal_only(story: Path) -> None:
    shown, _ = on_terminal("read", story, "--json")
    assert shown.startswith('{\r\n  "contract": 1,')
    assert json.loads(shown)["contract"] == 1
    assert sayso("read", story, "--json").stdout.count(b"\n") == 1


@needs_terminals
def test_a_document_cannot_command_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "\x1b]0;owned\x07.txt"
    path.write_text("“Stop \x1b[2J\x1b]0;owned\x07\x9b31m \u202eesrever,” said Ida Moor.", encoding="utf-8")
    for arguments in (("read", path), ("read", path, "--json"), ("read", tmp_path / "\x1b[2Jmissing")):
        shown, _ = on_terminal(*arguments)
        rest = re.sub(r"\x1b\[[0-9;]*m", "", shown)
        assert "\x1b" not in rest, arguments
        assert not set("\x07\x9b\u202e") & set(rest), arguments


@needs_terminals
def test_shows_progress_on_a_terminal_and_then_the_summary(folder: Path, tmp_path: Path) -> None:
    shown, code = on_terminal("add", folder, "--record", tmp_path / "record.sqlite", columns=120)
    assert code == 0
    assert "Adding" in shown
    assert "30/30" in shown or "/30" in shown
    assert "Added 30 stories with 60 statements." in shown


def test_shows_no_progress_when_piped(folder: Path, tmp_path: Path) -> None:
    result = sayso("add", folder, "--record", tmp_path / "record.sqlite")
    assert result.returncode == 0
    assert result.stderr == b""
    assert result.stdout.count(b"\n") == 1


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_reader_that_leaves_ends_it_quietly(tmp_path: Path, form: tuple[str, ...]) -> None:
    lines = tmp_path / "many.jsonl"
    lines.write_text(
        "".join(json.dumps({"text": f"{STORY}\nStory {number}."}) + "\n" for number in range(3_000)),
        encoding="utf-8",
    )
    process = subprocess.Popen(
        [*PROGRAM, "read", str(lines), *form],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 0
    assert errors == b""


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_ctrl_c_says_what_was_kept(tmp_path: Path) -> None:
    # The second text comes through a pipe that nobody writes to: sayso is waiting there when Ctrl-C comes.
    record = tmp_path / "record.sqlite"
    story = tmp_path / "long.txt"
    story.write_text("Nothing happened. " * 5_000 + "\n\n“Yes,” said Ida Moor.", encoding="utf-8")
    process = subprocess.Popen(
        [*PROGRAM, "add", str(story), "-", "--record", str(record)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), text=True,
        preexec_fn=_hear_ctrl_c,
    )  # fmt: skip
    deadline = time.monotonic() + 120
    while not _is_kept(record) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _is_kept(record), "the story isn't kept within two minutes"
    process.send_signal(signal.SIGINT)
    printed, errors = process.communicate(timeout=60)
    assert process.returncode == 130, (printed, errors)
    assert printed.startswith("Added 1 story with 1 statement.")
    assert (
        errors == "sayso: interrupted; what is listed as added is kept, the same command goes on from there\n"
    )


def _hear_ctrl_c() -> None:
    """A shell's background jobs, and what they start, don't hear Ctrl-C unless told to."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _is_kept(record: Path) -> bool:
    from sayso.answers import Record
    from sayso.errors import SaysoError

    try:
        with Record(record, create=False) as opened:
            return len(opened.stories()) == 1
    except SaysoError:
        return False


HOSTILE = [
    "binary.txt", "empty.txt", "blank.txt", "nul.txt", "bad.jsonl", "nothing.html", "readable",
    "missing.txt", "new\nline.txt",
]  # fmt: skip


def _hostile(folder: Path) -> dict[str, Path]:
    paths = {name: folder / name for name in HOSTILE}
    paths["binary.txt"].write_bytes(bytes(range(256)) * 40)
    paths["empty.txt"].write_bytes(b"")
    paths["blank.txt"].write_bytes(b" \n\t\n")
    paths["nul.txt"].write_bytes("“Yes,” said\0 Ida Moor.".encode())
    paths["bad.jsonl"].write_bytes(b'{"text": "\\ud800"}\n[1]\n{"text":\n')
    paths["nothing.html"].write_bytes(b"<html><body><script>1</script></body></html>")
    paths["readable"].mkdir()
    (paths["readable"] / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    return paths


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("command", ["read", "add"])
def test_hostile_input_gets_a_line_and_no_traceback(tmp_path: Path, command: str, name: str) -> None:
    path = _hostile(tmp_path)[name]
    result = sayso(command, path, SAYSO_RECORD=str(tmp_path / "record.sqlite"))
    errors = result.stderr.decode("utf-8").splitlines()
    assert result.returncode == 1
    assert errors, "nothing was said"
    assert all(line.startswith("sayso: ") for line in errors), errors
    assert "fault of sayso" not in result.stderr.decode(), errors
    assert len(errors) == (3 if name == "bad.jsonl" else 1), errors


def test_a_file_name_that_is_no_utf8_is_read_and_kept(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(path, "wb") as file:  # noqa: PTH123 - a path of bytes
            file.write(STORY.encode())
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    for form in (["--json"], []):
        result = subprocess.run(
            [*map(os.fsencode, PROGRAM), b"read", path, *map(os.fsencode, form)],
            capture_output=True, env=environment(), timeout=60, check=False,
        )  # fmt: skip
        assert result.returncode == 0, result.stderr
        assert "Mara Venn" in result.stdout.decode("utf-8")
