"""Files and standard input, read to a limit."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from sayso.errors import SourceError
from sayso.sources.texts import too_long

_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISDIR, "a folder"),
)
BEGINNING = 4_096  # bytes that tell what a file is
RAW_FACTOR = 4  # a page may have this many times the bytes that its text may have


def open_regular(path: Path) -> tuple[BinaryIO, int]:
    """The file at `path`, open, and its size in bytes.

    Raises SourceError where it is missing, may not be read, or is a device, pipe, socket or folder.
    """
    try:
        # Asked before opening: opening a pipe waits for a writer, and a device may do anything.
        _refuse_irregular(path.stat().st_mode)
        file = path.open("rb")
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    return file, os.fstat(file.fileno()).st_size


def _refuse_irregular(mode: int) -> None:
    for is_kind, kind in _KINDS:
        if is_kind(mode):
            raise SourceError(f"is {kind}, not a file", remedy="pass '-' and pipe its text in")


def unreadable(path: Path, error: OSError | ValueError) -> SourceError:
    """The error of a path that the system doesn't let us read."""
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return SourceError("is a link to a file that does not exist")
        return SourceError("does not exist", remedy="check the path")
    if isinstance(error, PermissionError):
        return SourceError("may not be read", remedy="check its permissions")
    if isinstance(error, OSError) and error.strerror:
        return SourceError(f"can't be read: {error.strerror.lower()}")
    return SourceError("is no path", remedy="check its name")


def beginning_of(file: BinaryIO) -> bytes:
    """The first bytes of `file`, which tell what it is.  Raises SourceError where it can't be read."""
    try:
        return file.read(BEGINNING)
    except OSError as error:
        raise _failing(error) from error


def _failing(error: OSError) -> SourceError:
    return SourceError(f"can't be read: {(error.strerror or 'the device fails').lower()}")


def exists_as_folder(path: Path) -> bool:
    """Whether `path` is a folder, as far as we may know."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def exists_as_file(path: Path) -> bool:
    """Whether `path` is a regular file, as far as we may know."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def read_to(file: BinaryIO, limit: int, *, beginning: bytes = b"") -> bytes:
    """`beginning` and the rest of `file`.  Raises SourceError where that is over `limit` bytes."""
    parts, size = [beginning], len(beginning)
    try:
        while size <= limit and (part := file.read(min(1 << 20, limit + 1 - size))):
            parts.append(part)
            size += len(part)
    except OSError as error:
        raise _failing(error) from error
    if size > limit:
        raise too_long(None, limit)
    return b"".join(parts)


def standard_input() -> BinaryIO:
    """The bytes of standard input.  Raises SourceError where there is none."""
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None or stream.closed:
        raise SourceError("is closed", remedy="pipe a text in, or name a file")
    found: BinaryIO = stream
    return found
