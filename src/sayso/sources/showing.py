"""How names and values that others chose are shown in messages: on one line, not too long."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from sayso.errors import SourceError

_LONGEST = 200  # characters of a name or value that a message shows


def shown(value: str) -> str:
    r"""`value` on one line: what can't be printed is escaped, a long middle left out.

    >>> shown("two\nlines")
    'two\\nlines'
    """
    line = "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in _shortened(value)
    )
    return _shortened(line)


def _shortened(value: str) -> str:
    if len(value) <= _LONGEST:
        return value
    half = _LONGEST // 2 - 2
    return f"{value[:half]} … {value[-half:]}"


def shown_address(url: str) -> str:
    """`url` as `shown` gives it, without the user name and password that it may hold."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return shown(url)
    if "@" in parts.netloc:
        url = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return shown(url)


def writable(path: str | Path) -> str:
    """`path` as a string that can be kept and printed: bytes that are no UTF-8 are escaped."""
    return os.fspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def size_shown(size: int) -> str:
    """A number of bytes as a person reads it: 999 bytes, 5 MB, 1.2 GB."""
    for unit, factor in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if size >= factor:
            return f"{size / factor:.1f}".removesuffix(".0") + f" {unit}"
    return f"{size} bytes"


@contextmanager
def located(where: str) -> Iterator[None]:
    """Give `where` to the SourceErrors that don't yet say where they happened."""
    try:
        yield
    except SourceError as error:
        if error.where is not None:
            raise
        raise SourceError(error.what, where=where, remedy=error.remedy) from error
