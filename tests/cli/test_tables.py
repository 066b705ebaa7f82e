"""JSON and CSV keep every word, and run nothing where they are opened."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.cli.tables import as_json, cell, print_csv


@given(st.text())
def test_json_means_the_same_text(text: str) -> None:
    assert json.loads(as_json({"text": text})) == {"text": text}


@given(st.text(st.characters()))
def test_json_is_one_line_without_controls(text: str) -> None:
    line = as_json([text])
    assert len(line.splitlines()) == 1
    assert not any(character < " " or "\x7f" <= character <= "\x9f" for character in line)


def test_json_keeps_letters_of_every_script() -> None:
    assert as_json("Müller “中文” 🚢") == '"Müller “中文” 🚢"'


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_a_cell_never_begins_as_a_formula(text: str) -> None:
    assert cell(text) == "'" + text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ("", ""),
        ("plain", "plain"),
        ("'quoted'", "'quoted'"),
        ("a=b", "a=b"),
        (-3, "-3"),
        (0.5, "0.5"),
        (("Mara Venn", "Tobias Krull"), "Mara Venn; Tobias Krull"),
        (("=cmd()",), "'=cmd()"),
        ((), ""),
    ],
)
def test_cell(value: object, expected: str) -> None:
    assert cell(value) == expected


@given(
    st.lists(
        st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.text("a,;\"'\n\r=“é")), max_size=5
    )
)
def test_csv_comes_back_as_it_went(rows: list[tuple[str, str]]) -> None:
    from click.testing import CliRunner

    with CliRunner().isolation() as streams:
        print_csv(("one", "two"), [{"one": one, "two": two} for one, two in rows])
        printed = streams[0].getvalue().decode("utf-8")
    assert printed.startswith("one,two\r\n")
    found = list(csv.reader(io.StringIO(printed, newline="")))
    assert found == [["one", "two"], *([cell(one), cell(two)] for one, two in rows)]


def test_csv_of_many_rows_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    print_csv(("number", "words"), ({"number": number, "words": "word " * 50} for number in range(2_000)))
    found = list(csv.reader(io.StringIO(capsys.readouterr().out, newline="")))
    assert [row[0] for row in found] == ["number", *map(str, range(2_000))]
