"""`sayso read`, as a person and as a program use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sayso.schema import reading_schema

from .conftest import STORY, Run


def objects(output: str) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in output.splitlines()]


def lines_of(path: Path, *texts: str | None) -> Path:
    """A .jsonl file with these texts; None stands for a line that is broken."""
    lines = ('{"text": ' if text is None else json.dumps({"text": text}) for text in texts)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_prints_who_said_what(run: Run, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    result = run("read", story)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines() == [
        "Ferry crews reject new rota",
        str(story),
        "",
        "Mara Venn  direct · s1",
        "    “We will not sail on this rota,”",
        "    cue: said",
        "",
        "Tobias Krull  direct · s2",
        "    “The company has listened — and it will listen again,”",
        "    cue: said",
    ]


def test_prints_contract_1(run: Run, story: Path) -> None:
    result = run("read", story, "--json")
    assert result.exit_code == 0, result.stderr
    (printed,) = objects(result.stdout)
    Draft202012Validator(reading_schema()).validate(printed)
    assert printed["document"]["text"] == STORY
    assert [statement["speakers"] for statement in printed["statements"]] == [["p1"], ["p2"]]


def test_keeps_letters_of_every_script(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("“Ça ira — 好 🚢,” said Zoë Šimić.", encoding="utf-8")
    result = run("read", path, "--json")
    assert "“Ça ira — 好 🚢,”" in result.stdout_bytes.decode("utf-8")


def test_takes_what_the_user_says_about_a_document(run: Run, story: Path) -> None:
    options = {
        "--published": "2031-03-03",
        "--outlet": "Alder Times",
        "--author": "J. Ode",
        "--url": "https://alder.example/1",
        "--title": "Another headline",
    }
    arguments = [part for option in options.items() for part in option]
    (printed,) = objects(run("read", story, "--json", *arguments).stdout)
    assert {name: printed["document"][name.removeprefix("--")] for name in options} == options


def test_reads_standard_input(run: Run) -> None:
    result = run("read", "-", "--json", typed=STORY)
    assert result.exit_code == 0, result.stderr
    assert objects(result.stdout)[0]["document"]["source"] == "-"


def test_prints_an_object_a_line_for_several_documents(run: Run, tmp_path: Path) -> None:
    path = lines_of(tmp_path / "many.jsonl", STORY, "It rained.", "“Yes,” said Ida Moor.")
    result = run("read", path, "--json")
    assert [len(printed["statements"]) for printed in objects(result.stdout)] == [2, 0, 1]


def test_sums_up_several_documents(run: Run, tmp_path: Path) -> None:
    path = lines_of(tmp_path / "many.jsonl", STORY, None, "“Yes,” said Ida Moor.")
    result = run("read", path)
    assert result.stdout.splitlines()[-1] == "3 statements in 2 documents; 1 not read"
    assert result.exit_code == 1


def test_goes_on_past_what_fails(run: Run, tmp_path: Path, story: Path) -> None:
    broken = lines_of(tmp_path / "many.jsonl", None, "“Yes,” said Ida Moor.")
    result = run("read", tmp_path / "missing.txt", broken, story, "--json")
    assert result.exit_code == 1
    assert [len(printed["statements"]) for printed in objects(result.stdout)] == [1, 2]
    errors = result.stderr.splitlines()
    assert len(errors) == 2, errors
    assert all(error.startswith("sayso: ") for error in errors)
    assert "missing.txt" in errors[0]
    assert "many.jsonl" in errors[1]


def test_says_no_statements(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "rain.txt"
    path.write_text("It rained in the valley all day.\n", encoding="utf-8")
    result = run("read", path)
    assert result.exit_code == 0
    assert "no statements" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("--published", "Monday"),
        ("--max-size", "0"),
        ("--max-size", "lots"),
        ("--max-size", "-5"),
        ("--timeout", "0"),
        ("--timeout", "nan"),
        ("--timeout", "soon"),
        ("--nonsense",),
    ],
)
def test_refuses_an_option_that_makes_no_sense(run: Run, story: Path, arguments: tuple[str, ...]) -> None:
    result = run("read", story, *arguments)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert arguments[-1].lstrip("-") in result.stderr


@pytest.mark.parametrize(("size", "is_read"), [("20", False), ("0.02k", False), ("1k", True), ("1MB", True)])
def test_max_size_holds(run: Run, story: Path, size: str, is_read: bool) -> None:
    result = run("read", story, "--max-size", size)
    assert (result.exit_code == 0) is is_read
    if not is_read:
        assert "--max-size" in result.stderr


def test_wants_a_source(run: Run) -> None:
    result = run("read")
    assert result.exit_code == 2
    assert "SOURCE" in result.stderr


def test_streams(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading is printed before the next document is asked for."""
    from .simple_reader import read_simply

    printed_before: list[int] = []

    def watched(documents, **options: bool):  # type: ignore[no-untyped-def]
        for reading in read_simply(documents):
            printed_before.append(len(echoed))
            yield reading

    echoed: list[str] = []
    monkeypatch.setattr("sayso.reading.read_documents", watched)
    monkeypatch.setattr("sayso.cli.tables.click.echo", lambda line, **_: echoed.append(line))
    run("read", lines_of(tmp_path / "many.jsonl", "One.", "Two.", "Three."), "--json")
    assert printed_before == [0, 1, 2]
