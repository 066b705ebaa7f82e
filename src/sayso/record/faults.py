"""What went wrong with a database, in one line for a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, InvalidRequestError

from sayso.errors import RecordError

_DAMAGED = (
    "the record is damaged",
    "restore a copy, or save what is left of it with the .recover command of sqlite3",
)
_EXPLANATIONS = {
    sqlite3.SQLITE_BUSY: ("another process keeps it locked", "try again when that is done"),
    sqlite3.SQLITE_LOCKED: ("another process keeps it locked", "try again when that is done"),
    sqlite3.SQLITE_FULL: (
        "there is no room left to write",
        "make room and run it again; what was kept before is safe",
    ),
    sqlite3.SQLITE_IOERR: (
        "the disk can't be read or written",
        "check its room, quota and health, and run it again; what was kept before is safe",
    ),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_READONLY: (
        "the record can't be written",
        "copy it to where you may write, or choose another with --record",
    ),
    sqlite3.SQLITE_PERM: ("the record can't be written", "choose another with --record"),
    sqlite3.SQLITE_CANTOPEN: (
        "the record can't be opened",
        "check that you may read and write the file and its folder",
    ),
    sqlite3.SQLITE_TOOBIG: ("a text is too long for a record", "leave it out, or split it"),
}


def primary_code(error: BaseException) -> int | None:
    """SQLite's primary result code behind `error`; None where there is none."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    return None if code is None else int(code) & 0xFF


def explanation(error: sqlite3.Error | DBAPIError, path: Path) -> RecordError:
    """`error` as a RecordError that says what is wrong with the record at `path`, and what to do."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_IOERR_SHORT_READ:
        return RecordError(_DAMAGED[0], where=str(path), remedy=_DAMAGED[1])
    what, remedy = _EXPLANATIONS.get(
        primary_code(error) or -1,
        (f"the database fails: {cause}", "restore a copy, or choose another with --record"),
    )
    return RecordError(what, where=str(path), remedy=remedy)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the database raises inside, or holds but can't have been given, into a RecordError."""
    try:
        yield
    except (sqlite3.Error, DBAPIError) as error:
        raise explanation(error, path) from error
    except (ValueError, TypeError, LookupError, InvalidRequestError) as error:
        what = f"the record holds what can't be understood: {type(error).__name__}"
        raise RecordError(what, where=str(path), remedy="restore a copy, or update sayso") from error
