"""`sayso add`: read, and keep what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.cli.command import Command
from sayso.cli.faults import ExitCode, complain
from sayso.cli.options import fast_option, record_option, source_options, takes_sources

if TYPE_CHECKING:
    from sayso.answers import Added, AddSummary


@click.command(
    "add",
    cls=Command,
    short_help="Read news text and keep it in the record.",
    examples=(
        "sayso add stories/",
        "sayso add archive.jsonl --record talks.sqlite",
        'sayso add story.txt --published 2025-02-24 --outlet "The Daily Example"',
    ),
)
@takes_sources
@fast_option
@record_option
def add(
    sources: tuple[str, ...],
    fast: bool,
    record: str | None,
    max_size: int | None,
    timeout: float | None,
    **given: str | None,
) -> ExitCode:
    """Read news text and keep who said what in the record.

    Sources are those of `sayso read`. A text that is kept already isn't read again; that it arrived once
    more is kept. What can't be read is listed at the end, and the rest is kept. Interrupt it whenever you
    like: every document that was read is safe, and the same command goes on from there.
    """
    from sayso.answers import AddSummary, Interrupted, Record
    from sayso.cli.progress import progress
    from sayso.errors import SaysoError
    from sayso.sources import count_hint

    options = source_options(max_size, timeout, **given)
    events: list[Added] = []
    with Record(record) as kept:
        try:
            with progress("Adding", count_hint(sources)) as advance:

                def tell(event: Added) -> None:
                    events.append(event)
                    advance()

                summary = kept.add(sources, options, fast=fast, on_progress=tell)
        except Interrupted as interrupt:
            _print_summary(interrupt.summary, str(kept.path))
            complain("interrupted; what is listed as added is kept, the same command goes on from there")
            return ExitCode.INTERRUPTED
        except SaysoError:
            if events:
                _print_summary(AddSummary.of(events), str(kept.path))
            raise
        _print_summary(summary, str(kept.path))
    return ExitCode.FAILED if summary.failed else ExitCode.DONE


def _print_summary(summary: AddSummary, path: str) -> None:
    """Say what failed, each with its reason, and then what was kept and where."""
    from sayso.cli.pages import counted
    from sayso.cli.terminal import one_line

    for event in summary.failed:
        complain(event.error)
    parts = [f"Added {counted(len(summary.added), 'story')} with {counted(summary.statements, 'statement')}"]
    if summary.known:
        parts.append(f"{len(summary.known):,} already known")
    if summary.failed:
        parts.append(f"{len(summary.failed):,} failed")
    click.echo(f"{'; '.join(parts)}. Record: {one_line(path)}")
