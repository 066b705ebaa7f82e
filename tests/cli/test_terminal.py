"""Nothing that a document says can take over the terminal that shows it."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.cli.terminal import flowing, one_line, shown

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("show", [shown, one_line, flowing])
@given(text=st.text(st.characters()) | st.text("\x1b\x07\x9b\x7f\r\n\t []0;mJ" + BIDI))
def test_shows_no_control_and_no_direction(show, text: str) -> None:  # type: ignore[no-untyped-def]
    controls = {
        character
        for character in show(text)
        if unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t"
    }
    assert not controls, f"{controls} got through"
    assert not set(show(text)) & set(BIDI), "a direction got through"


@given(text=st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m"),
        ("\x1b]0;title\x07", "\ufffd]0;title\ufffd"),
        ("\x9b2J", "\ufffd2J"),
        ("pay \u202eon time", "pay on time"),
        ("Ünïcode – “kept” 中文 🚢", "Ünïcode – “kept” 中文 🚢"),
        ("e\u0301 and a\u200db", "e\u0301 and a\u200db"),
        ("one\r\ntwo", "one\ntwo"),
    ],
)
def test_shows(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_lets_lines_flow_and_keeps_paragraphs() -> None:
    assert flowing("  “One\nline  and\n \n\nanother\n") == "“One line and\nanother"


def test_flows_a_long_run_of_blanks_in_linear_time() -> None:
    text = "a" + " " * 1_000_000 + "\n " * 500_000 + "b"
    started = time.process_time()
    assert flowing(text) == "a\nb"
    assert time.process_time() - started < 5
