"""The progress bar: on stderr, with rate and time left, and only where somebody watches it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[], None]


@contextmanager
def progress(what: str, total: int | None, *, wanted: bool = True) -> Iterator[Advance]:
    """A bar for `total` documents (None: unknown), moved on by each call of what it gives.

    Draws nothing where stderr is no terminal, or where the bar isn't `wanted`.
    """
    if not wanted or sys.stderr is None or not sys.stderr.isatty():
        yield lambda: None
        return

    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from sayso.cli.consoles import messages

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("left"),
    )
    with Progress(*columns, console=messages(), transient=True) as bar:
        task = bar.add_task(what, total=total, rate="")
        started = time.monotonic()
        done = 0

        def advance() -> None:
            nonlocal done
            done += 1
            bar.update(task, completed=done, rate=_rate(done, time.monotonic() - started))

        yield advance


def _rate(done: int, seconds: float) -> str:
    per_second = done / max(seconds, 1e-3)
    return f"{per_second:.1f}/s" if per_second >= 1 else f"{per_second * 60:.1f}/min"
