"""What was added is found again: as a page, as JSON, as CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from .conftest import Run


@pytest.fixture
def kept(run: Run, tmp_path: Path) -> None:
    """Three stories, one of them undated."""
    documents = [
        {
            "text": "“=1+1 is two,” said Mara Venn.\n\n“No, thanks,” said Tobias Krull.",
            "title": "Ferry sums",
            "outlet": "Alder Times",
            "published": "2031-03-03",
        },
        {
            "text": "“We sail on [bold]Friday[/bold],” said Mara Venn.",
            "title": "Ferries to sail",
            "outlet": "Brae Courier",
            "published": "2031-03-05",
        },
        {"text": "“Überall Nebel \x1b[31m,” said Ida Moor.", "outlet": "Alder Times"},
    ]
    path = tmp_path / "stories.jsonl"
    path.write_text("\n".join(json.dumps(document) for document in documents), encoding="utf-8")
    result = run("add", path)
    assert result.stdout.startswith("Added 3 stories with 4 statements."), result.output


def contents(run: Run, *arguments: str) -> list[str]:
    result = run("statements", "--json", *arguments)
    assert result.exit_code == 0, result.stderr
    return [row["content"] for row in json.loads(result.stdout)["statements"]]


@pytest.mark.parametrize(
    ("arguments", "beginnings"),
    [
        ((), ["“We sail", "“=1+1", "“No", "“Überall"]),
        (("--by", "venn"), ["“We sail", "“=1+1"]),
        (("--text", "uberall"), ["“Überall"]),
        (("--since", "2031-03-04"), ["“We sail"]),
        (("--until", "2031-03-04"), ["“=1+1", "“No"]),
        (("--outlet", "alder times"), ["“=1+1", "“No", "“Überall"]),
        (("--kind", "indirect"), []),
        (("--kind", "direct", "--limit", "1"), ["“We sail"]),
        (("--by", "Venn", "--outlet", "Alder Times"), ["“=1+1"]),
    ],
)
def test_finds(run: Run, kept: None, arguments: tuple[str, ...], beginnings: list[str]) -> None:
    found = contents(run, *arguments)
    assert len(found) == len(beginnings), found
    assert all(content.startswith(start) for content, start in zip(found, beginnings, strict=True)), found


def test_shows_statements_under_their_stories(run: Run, kept: None) -> None:
    lines = run("statements", "--outlet", "alder times", "--by", "venn").stdout.splitlines()
    assert lines[0] == "Ferry sums"
    assert lines[1].startswith("Alder Times · 2031-03-03 · ")
    assert lines[3].startswith("Mara Venn  direct · ")
    assert lines[4] == "    “=1+1 is two,”"
    assert lines[-1] == "1 statement"


def test_says_how_many_there_are_beyond_the_limit(run: Run, kept: None) -> None:
    lines = run("statements", "--limit", "2").stdout.splitlines()
    assert lines[-1] == "2 of 4 statements (--limit 4 shows all)"


def test_takes_no_text_for_markup_or_commands(run: Run, kept: None) -> None:
    for form in ((), ("--json",)):
        result = run("statements", *form)
        assert "[bold]Friday[/bold]" in result.stdout
        assert "\x1b" not in result.stdout


def test_csv_is_rfc_4180_and_runs_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "story.jsonl"
    document = {"text": '“Two\nlines, and "more",” said Mara Venn.', "title": '=HYPERLINK("x")'}
    path.write_text(json.dumps(document), encoding="utf-8")
    run("add", path)
    result = run("statements", "--csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode("utf-8"), newline="")))
    assert rows[0]["content"] == '“Two\nlines, and "more",”'
    assert rows[0]["speakers"] == "Mara Venn"
    assert rows[0]["title"] == '\'=HYPERLINK("x")'
    assert result.stdout_bytes.count(b"\r\n") == 2


def test_csv_has_its_header_where_nothing_is_found(run: Run, kept: None) -> None:
    result = run("statements", "--csv", "--by", "Nobody")
    assert result.stdout.startswith("id,story,published,")
    assert len(result.stdout.splitlines()) == 1


def test_says_what_was_asked_where_nothing_is_found(run: Run, kept: None) -> None:
    result = run("statements", "--by", "Nobody", "--since", "2031-01-01")
    assert result.exit_code == 0
    assert " ".join(result.stdout.split()).startswith(
        "No statements found (you asked for --by Nobody, --since 2031-01-01)."
    )


def test_counts_undated_stories_that_a_dated_view_leaves_out(run: Run, kept: None) -> None:
    line = "1 story without a date is left out"
    assert line in run("statements", "--since", "2031-01-01").stdout
    assert line in run("statements", "--since", "2031-01-01", "--csv").stderr
    assert json.loads(run("statements", "--since", "2031-01-01", "--json").stdout)["undated_left_out"] == 1
    assert line not in run("statements").stdout


def test_says_that_there_is_no_record_yet(run: Run, tmp_path: Path) -> None:
    for command in (("statements",), ("stories",), ("show", "3fa94c1b20-s1"), ("story", "3fa94c1b20")):
        result = run(*command, "--record", tmp_path / "none.sqlite")
        assert result.exit_code == 1
        assert "sayso add" in result.stderr
        assert not (tmp_path / "none.sqlite").exists()


def test_says_that_the_record_is_empty(run: Run, tmp_path: Path) -> None:
    run("add", tmp_path / "missing.txt")
    assert "holds no statements" in " ".join(run("statements").stdout.split())
    assert "holds no stories" in " ".join(run("stories").stdout.split())
    assert json.loads(run("statements", "--json").stdout)["statements"] == []


def test_lists_stories(run: Run, kept: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    lines = run("stories").stdout.splitlines()
    assert lines[0].split() == ["Date", "Outlet", "Headline", "Statements", "ID"]
    assert [line.split("  ")[0].strip() for line in lines[1:4]] == ["2031-03-05", "2031-03-03", "undated"]
    assert lines[-1] == "3 stories"
    rows = json.loads(run("stories", "--json").stdout)["stories"]
    assert [row["statements"] for row in rows] == [1, 2, 1]
    assert run("stories", "--csv").stdout.splitlines()[0].startswith("id,published,outlet,title")


def test_shows_a_statement_in_its_passage(run: Run, kept: None) -> None:
    (row,) = json.loads(run("statements", "--by", "Krull", "--json").stdout)["statements"]
    result = run("show", row["id"])
    assert result.exit_code == 0, result.stderr
    assert "Ferry sums" in result.stdout
    assert "**“No, thanks,”** said Tobias Krull." in result.stdout
    assert row["id"] in result.stdout
    assert json.loads(run("show", row["id"], "--json").stdout)["words"] == "“No, thanks,” said Tobias Krull."


def test_shows_a_story_with_its_statements(run: Run, kept: None) -> None:
    (row,) = json.loads(run("statements", "--by", "Krull", "--json").stdout)["statements"]
    page = run("show", row["story"]).stdout
    assert f"Mara Venn  direct · {row['story']}-s1" in page
    assert f"Tobias Krull  direct · {row['story']}-s2" in page
    assert json.loads(run("show", row["story"], "--json").stdout)["contract"] == 1


@pytest.mark.parametrize("wrong", ["3fa94c1b20-s1", "3fa94c1b20", "-", "x", "\x1b[31m-s1", "'; DROP TABLE--"])
def test_says_that_there_is_no_such_id(run: Run, kept: None, wrong: str) -> None:
    result = run("show", "--", wrong)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "\x1b" not in result.stderr


def test_sets_what_a_person_knows_better(run: Run, kept: None) -> None:
    rows = json.loads(run("stories", "--json").stdout)["stories"]
    id_ = rows[-1]["id"]
    result = run("story", id_, "--set", "published=2031-04-01", "--set", "title=Fog = everywhere")
    assert result.exit_code == 0, result.stderr
    assert "2031-04-01  (set by hand)" in result.stdout
    assert json.loads(run("stories", "--json").stdout)["stories"][0]["title"] == "Fog = everywhere"

    assert run("story", id_, "--set", "published=").exit_code == 0
    story = json.loads(run("story", id_, "--json").stdout)
    assert story["document"]["published"] is None
    assert set(story["edited"]) == {"published", "title"}


@pytest.mark.parametrize("change", ["published", "published=Monday", "colour=red", "=x"])
def test_refuses_to_set_what_makes_no_sense(run: Run, kept: None, change: str) -> None:
    id_ = json.loads(run("stories", "--json").stdout)["stories"][0]["id"]
    result = run("story", id_, "--set", change)
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("--since", "Monday"),
        ("--since", "2031-02-01", "--until", "2031-01-01"),
        ("--kind", "loud"),
        ("--limit", "0"),
        ("--json", "--csv"),
        ("--text", "..."),
    ],
)
def test_refuses_to_look_for_what_makes_no_sense(run: Run, kept: None, arguments: tuple[str, ...]) -> None:
    result = run("statements", *arguments)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
