"""Where pages and messages are written: as wide and as colourful as the terminal is."""

from __future__ import annotations

from typing import NoReturn

from rich.console import Console as RichConsole


class Console(RichConsole):
    """A console that takes text as it is, and leaves a broken pipe to the one place that knows what to do."""

    def __init__(self, *, stderr: bool = False) -> None:
        """Write to standard output, or to standard error."""
        super().__init__(stderr=stderr, markup=False, highlight=False, emoji=False)

    def on_broken_pipe(self) -> NoReturn:
        """Pass on that nobody reads any more."""
        raise BrokenPipeError


def page() -> Console:
    """Standard output: colour where it is a terminal (and NO_COLOR unset), plain when piped."""
    return Console()


def messages() -> Console:
    """Standard error, for progress."""
    return Console(stderr=True)
