"""`sayso statements`, `stories`, `show` and `story`: what the record holds, found again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.command import Command
from sayso.cli.options import (
    as_json_or_csv,
    json_option,
    kind_option,
    one_form,
    record_option,
)

if TYPE_CHECKING:
    from sayso.answers import Record
    from sayso.record.rows import Found, StatementRow, StoryRow

_STATEMENT_COLUMNS = (
    "id", "story", "published", "outlet", "title", "speakers", "kind", "content", "cue", "source",
    "on_behalf_of", "addressees", "via", "confidence", "url",
)  # fmt: skip
_STORY_COLUMNS = (
    "id", "published", "outlet", "title", "author", "url", "source", "statements", "appearances", "copies",
)  # fmt: skip
# Statements that a terminal shows where --limit doesn't say: about what a person scrolls back.
_ON_A_TERMINAL = 100

_limit_option = click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help="At most N.  [default: all, 100 on a terminal]"
)


@click.command(
    "statements",
    cls=Command,
    short_help="Find statements in the record.",
    examples=(
        'sayso statements --by "Mara Venn"',
        'sayso statements --text "ferry strike" --since 2025-02-01 --until 2025-02-28',
        'sayso statements --outlet "The Daily Example" --kind direct --csv > quotations.csv',
    ),
)
@click.option("--by", metavar="PARTY", help="Only what this party says; a part of its name is enough.")
@click.option("--text", metavar="QUERY", help='Only statements with these words, "this phrase", or begin*.')
@click.option("--since", metavar="DATE", help="Only stories published on this day (2025-02-24) or later.")
@click.option("--until", metavar="DATE", help="Only stories published on this day or earlier.")
@click.option("--outlet", metavar="NAME", help="Only stories of this outlet.")
@kind_option
@_limit_option
@as_json_or_csv
@record_option
def statements(json_: bool, csv_: bool, record: str | None, limit: int | None, **asked: Any) -> None:
    """Find the statements in the record: who said what, where and when it was published.

    All that is asked for must hold. Without any option, everything is shown. Case and accents make no
    difference. Stories without a date are left out where --since or --until is given, and counted.
    """
    one_form(json_, csv_)
    from sayso.cli.terminal import is_terminal

    if limit is None and is_terminal() and not (json_ or csv_):
        limit = _ON_A_TERMINAL
    with _opened(record) as opened:
        found = opened.statements(**asked, limit=limit)
        if json_ or csv_:
            _print_rows(found, "statements", _STATEMENT_COLUMNS, json_=json_)
        else:
            _print_statements(opened, found, asked)


@click.command(
    "stories",
    cls=Command,
    short_help="List the stories in the record.",
    examples=("sayso stories", "sayso stories --copies", "sayso stories --csv > stories.csv"),
)
@click.option("--copies", is_flag=True, help="List near-duplicates too, each in a line of its own.")
@as_json_or_csv
@record_option
def stories(json_: bool, csv_: bool, record: str | None, copies: bool) -> None:
    """List the stories in the record, with their ids; those without a date come last.

    Near-duplicates, as wire copy that several outlets print, are one story, the earliest; `sayso story ID`
    names the others.
    """
    one_form(json_, csv_)
    with _opened(record) as opened:
        found = opened.stories(copies=copies)
        if json_ or csv_:
            _print_rows(found, "stories", _STORY_COLUMNS, json_=json_)
        else:
            _print_stories(opened, found)


@click.command(
    "show",
    cls=Command,
    short_help="Show a statement in its story.",
    examples=("sayso show 3fa94c1b20-s3", "sayso show 3fa94c1b20"),
)
@click.argument("id_", metavar="ID")
@json_option
@record_option
def show(id_: str, json_: bool, record: str | None) -> None:
    """Show one statement in its sentence and story, its words marked; or a whole story's statements.

    ID is a statement's (3fa94c1b20-s3), as `sayso statements` gives it, or a story's (3fa94c1b20), as
    `sayso stories` does.
    """
    from sayso.cli import record_pages, tables
    from sayso.cli.consoles import page

    with _opened(record) as opened:
        if "-" in id_:
            shown = opened.show(id_)
            if json_:
                tables.print_json(shown.as_dict())
            else:
                record_pages.print_shown(page(), shown)
        else:
            reading = opened.reading(id_)
            if json_:
                tables.print_json(reading.as_contract())
            else:
                record_pages.print_whole_story(page(), opened.story(id_), reading)


@click.command(
    "story",
    cls=Command,
    short_help="Show or set a story's outlet, date …",
    examples=(
        "sayso story 3fa94c1b20",
        'sayso story 3fa94c1b20 --set published=2025-02-24 --set outlet="The Daily Example"',
    ),
)
@click.argument("id_", metavar="ID")
@click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Set title, outlet, author, published or url; an empty VALUE says that it isn't known. Repeatable.",
)
@json_option
@record_option
def story(id_: str, changes: tuple[str, ...], json_: bool, record: str | None) -> None:
    """Show where a story was published, by whom and when it arrived, or correct that.

    What you set stands above what the source says, and stays when the same text arrives again.
    """
    from sayso.cli import record_pages, tables
    from sayso.cli.consoles import page

    fields = dict(_field(change) for change in changes)
    with _opened(record) as opened:
        if fields:
            opened.set_story(id_, **fields)
        found = opened.story(id_)
        if json_:
            tables.print_json(found.as_dict())
        else:
            record_pages.print_story(page(), found)


def _opened(path: str | None) -> Record:
    """The record to look into; raises RecordError where there is none."""
    from sayso.answers import Record

    return Record(path, create=False)


def _field(change: str) -> tuple[str, str | None]:
    name, equals, value = change.partition("=")
    if not equals:
        raise click.UsageError(f"{change!r} sets nothing; write FIELD=VALUE, as in published=2025-02-24.")
    return name.strip(), value.strip() or None


def _print_rows(found: Found[Any], name: str, columns: Sequence[str], *, json_: bool) -> None:
    """Print all rows for a program; what isn't in them is said on stderr."""
    from sayso.cli.record_pages import left_out
    from sayso.cli.tables import print_csv, print_json

    rows = [row.as_dict() for row in found]
    if json_:
        print_json({name: rows, "total": found.total, "undated_left_out": found.undated_left_out})
        return
    print_csv(columns, rows)
    if line := left_out(found):
        click.echo(line, err=True)


def _print_statements(record: Record, found: Found[StatementRow], asked: dict[str, str | None]) -> None:
    from sayso.cli import pages, record_pages
    from sayso.cli.consoles import page

    console = page()
    if found:
        record_pages.print_statements(console, found)
    elif not any(asked.values()):
        pages.print_nothing(
            console, f"The record {record.path} holds no statements. `sayso add` puts some in."
        )
    else:
        said = ", ".join(f"--{name} {value}" for name, value in asked.items() if value is not None)
        pages.print_nothing(console, f"No statements found (you asked for {said}).")
    if line := record_pages.left_out(found):
        pages.print_nothing(console, line)


def _print_stories(record: Record, found: Found[StoryRow]) -> None:
    from sayso.cli import pages, record_pages
    from sayso.cli.consoles import page

    if found:
        record_pages.print_stories(page(), found)
    else:
        pages.print_nothing(page(), f"The record {record.path} holds no stories. `sayso add` puts some in.")
