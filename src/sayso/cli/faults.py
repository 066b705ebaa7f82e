"""What a user sees of an error: one line on stderr and an exit code; the traceback with --debug."""

from __future__ import annotations

import contextlib
import os
import sys
from enum import IntEnum
from io import TextIOWrapper

import click

from sayso.errors import SaysoError, UsageError


class ExitCode(IntEnum):
    """How sayso leaves."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    INTERRUPTED = 130


def write_utf8() -> None:
    r"""Make standard output UTF-8 with '\n', whatever the locale and the platform.

    A lone surrogate (from a file name that isn't UTF-8) is written as \udcXX, which in JSON is
    the same character again.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def flush_output() -> None:
    """Write out what is still in the buffer, so that a broken pipe shows here and not at exit."""
    if sys.stdout is not None:
        sys.stdout.flush()


def quieten_libraries(debug: bool) -> None:
    """Keep the libraries' own log lines and warnings from the user, unless debugging."""
    import logging
    import warnings

    if not debug:
        if not logging.getLogger().handlers:
            logging.getLogger().addHandler(logging.NullHandler())
        warnings.simplefilter("ignore")


def complain(message: object) -> None:
    """Print one line on stderr, safe to show on any terminal."""
    from sayso.cli.terminal import one_line

    with contextlib.suppress(OSError):  # where nobody reads stderr, there is nobody to tell
        click.echo(f"sayso: {one_line(str(message))}", err=True)


def report(fault: BaseException, *, debug: bool) -> ExitCode:
    """Say in one line what went wrong (after its traceback, with `debug`); returns the exit code."""
    if isinstance(fault, BrokenPipeError):
        _abandon_output()
        return ExitCode.DONE
    if debug:
        import traceback

        traceback.print_exception(fault)
    if isinstance(fault, KeyboardInterrupt):
        complain("interrupted")
        return ExitCode.INTERRUPTED
    complain(_explained(fault))
    return ExitCode.USAGE if isinstance(fault, UsageError) else ExitCode.FAILED


def _explained(fault: BaseException) -> str:
    if isinstance(fault, SaysoError):
        return str(fault)
    if isinstance(fault, OSError) and fault.strerror:
        return f"{fault.filename}: {fault.strerror}" if fault.filename else fault.strerror
    if isinstance(fault, MemoryError):
        return "not enough memory (read fewer or shorter documents at a time)"
    fault_of_ours = f"a fault of sayso's own: {type(fault).__name__}: {fault}"
    return f"{fault_of_ours} (the same command with --debug shows more; please report it)"


def _abandon_output() -> None:
    """Point standard output at nothing: its reader is gone, and Python would complain at exit."""
    try:
        descriptor = sys.stdout.fileno()
    except (AttributeError, OSError, ValueError):
        return
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, descriptor)
    os.close(nothing)
