"""The options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sayso.data import StatementKind

if TYPE_CHECKING:
    from sayso.sources import Options

Function = TypeVar("Function", bound=Callable[..., Any])

_UNITS = {"": 1, "K": 1_000, "M": 1_000_000, "G": 1_000_000_000}


def _size(_context: click.Context, _parameter: click.Parameter, value: str | None) -> int | None:
    """A number of bytes, with or without a unit: 5000000, 500k, 20MB."""
    if value is None:
        return None
    found = re.fullmatch(r"([0-9]{1,12}(?:\.[0-9]{1,6})?)([KMG]?)B?", value.strip().upper(), re.ASCII)
    size = int(float(found[1]) * _UNITS[found[2]]) if found else 0
    if size < 1:
        raise click.BadParameter(f"{value!r} is no size; write it as 5000000, 500k or 20MB.")
    return size


def _seconds(_context: click.Context, _parameter: click.Parameter, value: str | None) -> float | None:
    """A duration in seconds, above 0 and up to an hour."""
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 3_600:
        raise click.BadParameter(f"{value!r} is no number of seconds above 0 and up to 3600.")
    return seconds


_SOURCES = (
    click.argument("sources", metavar="SOURCE...", nargs=-1, required=True),
    click.option("--published", metavar="DATE", help="Publication date (2025-02-24), or time with its zone."),
    click.option("--outlet", metavar="NAME", help="Who published it."),
    click.option("--author", metavar="NAME", help="Who wrote it."),
    click.option("--url", metavar="URL", help="Its address."),
    click.option("--title", metavar="TEXT", help="Its headline."),
    click.option(
        "--max-size",
        callback=_size,
        metavar="SIZE",
        help="Longest text to read, in bytes or as 20MB.  [default: 5MB]",
    ),
    click.option(
        "--timeout",
        callback=_seconds,
        metavar="SECONDS",
        help="Longest wait for a web page.  [default: 20]",
    ),
)


def takes_sources(command: Function) -> Function:
    """Give `command` the sources that it reads, and the options that say what a file can't."""
    for decorate in reversed(_SOURCES):
        command = decorate(command)
    return command


def source_options(max_size: int | None, timeout: float | None, **given: str | None) -> Options:
    """The options of `takes_sources`, as the rooms below take them.

    Raises UsageError where what is given of a document can't be so: a date that is none.
    """
    from sayso.sources import Given, Options

    defaults = Options()
    return Options(
        given=Given(**given).checked(),
        max_bytes=defaults.max_bytes if max_size is None else max_size,
        timeout=defaults.timeout if timeout is None else timeout,
    )


kind_option = click.option(
    "--kind",
    type=click.Choice([kind.value for kind in StatementKind], case_sensitive=False),
    help="Only statements that are quoted wholly, partly, or not at all.",
)

record_option = click.option(
    "--record",
    metavar="PATH",
    help="The record to use.  [default: $SAYSO_RECORD, or your own one where your system keeps user data]",
)

fast_option = click.option("--fast", is_flag=True, help="Read faster and less accurately.")

json_option = click.option("--json", "json_", is_flag=True, help="Print JSON, for other programs.")


def as_json_or_csv(command: Function) -> Function:
    """Give `command` the options `--json` and `--csv`."""
    csv = click.option("--csv", "csv_", is_flag=True, help="Print CSV, for spreadsheets.")
    return json_option(csv(command))


def one_form(json_: bool, csv_: bool) -> None:
    """Refuse `--json` and `--csv` together, as a usage error."""
    if json_ and csv_:
        raise click.UsageError("--json and --csv exclude each other; choose one.")
