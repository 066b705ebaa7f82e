"""`sayso read`: who said what, on a page or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from sayso.cli.command import Command
from sayso.cli.faults import ExitCode, complain
from sayso.cli.options import fast_option, json_option, source_options, takes_sources

if TYPE_CHECKING:
    from sayso.data import Document, Reading
    from sayso.sources import Options


@click.command(
    "read",
    cls=Command,
    short_help="Read news text: who said what.",
    examples=(
        "sayso read story.txt",
        "sayso read https://example.com/story.html",
        'sayso read - --outlet "The Daily Example" --published 2025-02-24 < story.txt',
        "sayso read stories/ --json > readings.jsonl",
    ),
)
@takes_sources
@fast_option
@json_option
def read(
    sources: tuple[str, ...],
    fast: bool,
    json_: bool,
    max_size: int | None,
    timeout: float | None,
    **given: str | None,
) -> ExitCode:
    """Read news text and print who said what, each statement with its speaker and its words.

    A SOURCE is a text or HTML file, a .jsonl file (one document a line), a folder of these, a web address,
    or '-' for standard input. Nothing is kept; `sayso add` does that. With --json every document is one
    object of the form that `sayso schema` describes, one a line, printed as soon as it is read.
    """
    options = source_options(max_size, timeout, **given)
    failures: list[Exception] = []
    readings = _readings(sources, options, failures, fast=fast)
    if json_:
        _print_objects(readings, alone=_is_one(sources))
    else:
        _print_pages(readings, failures)
    return ExitCode.FAILED if failures else ExitCode.DONE


def _is_one(sources: tuple[str, ...]) -> bool:
    from sayso.sources import count_hint

    return count_hint(sources) == 1


def _readings(
    sources: tuple[str, ...], options: Options, failures: list[Exception], *, fast: bool
) -> Iterator[Reading]:
    """The readings, as they are made; what can't be read is said on stderr and put into `failures`."""
    from sayso.cli.progress import progress
    from sayso.cli.terminal import is_terminal
    from sayso.errors import SourceError
    from sayso.reading import read_documents
    from sayso.sources import count_hint, documents

    def readable() -> Iterator[Document]:
        for document in documents(sources, options):
            if isinstance(document, SourceError):
                complain(document)
                failures.append(document)
            else:
                yield document

    # Pages that appear on the terminal show the progress themselves.
    expected = None if is_terminal() else count_hint(sources)
    with progress("Reading", expected, wanted=not is_terminal() and expected != 1) as advance:
        for reading in read_documents(readable(), fast=fast):
            yield reading
            advance()


def _print_objects(readings: Iterable[Reading], *, alone: bool) -> None:
    from sayso.cli.tables import print_json
    from sayso.cli.terminal import is_terminal

    for reading in readings:
        print_json(reading.as_contract(), indented=alone and is_terminal())


def _print_pages(readings: Iterable[Reading], failures: list[Exception]) -> None:
    from sayso.cli import pages
    from sayso.cli.consoles import page

    console = page()
    documents = statements = 0
    for reading in readings:
        if documents:
            console.print()
        pages.print_reading(console, reading)
        documents += 1
        statements += len(reading.statements)
    if documents + len(failures) > 1:
        console.print()
        console.print(pages.summary(documents, statements, len(failures)))
