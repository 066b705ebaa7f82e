"""Where a record lies, and how it is opened: never touching a file that is none."""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from sayso.errors import NotFoundError, RecordError
from sayso.record.faults import explained, primary_code
from sayso.record.schema import APPLICATION_ID, VERSION

# How long a write waits for another process's write.
BUSY_SECONDS = 10.0
_HEADER = b"SQLite format 3\0"
_APPLICATION_ID_AT = 68  # https://www.sqlite.org/fileformat2.html#the_database_header
# The cache is in KiB: a record of 100,000 statements has some 90 MB.
_SETTINGS = ("foreign_keys = ON", "synchronous = FULL", "cache_size = -65536")
_IMMEDIATE = "sayso_immediate"


def default_path() -> Path:
    """$SAYSO_RECORD where it is set, else `record.sqlite` where the platform keeps user data."""
    chosen = os.environ.get("SAYSO_RECORD")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("sayso", appauthor=False) / "record.sqlite"


@dataclass(frozen=True, slots=True)
class Opened:
    """An open record: its database, and whether it can only be read."""

    engine: Engine
    read_only: bool


def open_record(path: Path, *, create: bool) -> Opened:
    """Open the record at `path`; with `create`, make it where there is none.

    An older record is brought to this version where it can be written.  Raises NotFoundError
    where there is none, and RecordError where it is no record of sayso's, one of a newer
    sayso, damaged, or can't be opened.
    """
    exists = _check_file(path, create=create)
    if not exists:
        _make_folder(path.parent)
    read_only = exists and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK))
    engine = _reading_engine(path) if read_only else _engine(path, "rwc" if create else "rw")
    try:
        with explained(path):
            _check_version(engine, path, read_only=read_only)
            if not read_only:
                _use_write_ahead_log(engine)
    except BaseException:
        engine.dispose()
        raise
    return Opened(engine, read_only)


def immediate(connection: Connection) -> Connection:
    """Make the next transaction of `connection` a writing one from its beginning."""
    return connection.execution_options(**{_IMMEDIATE: True})


def _check_file(path: Path, *, create: bool) -> bool:
    """Whether there is a record at `path`; False where one can be made.  Raises where neither holds."""
    where = str(path)
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        mode = None
    except (OSError, ValueError) as error:
        raise RecordError(_reason(error), where=where, remedy="choose another with --record") from error
    if mode is None:
        if create:
            return False
        raise NotFoundError(
            "there is no record here yet", where=where, remedy="make one with: sayso add SOURCE"
        )
    if stat.S_ISDIR(mode):
        raise RecordError(
            "is a folder, not a record", where=where, remedy=f"name a file, as {path / 'record.sqlite'}"
        )
    if not stat.S_ISREG(mode):
        raise RecordError("is no regular file", where=where, remedy="name a file for the record")
    return _check_header(path, create=create)


def _check_header(path: Path, *, create: bool) -> bool:
    """Refuse what isn't a record of sayso's, by its first bytes alone."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise RecordError(_reason(error), where=str(path), remedy="check that you may read it") from error
    # An empty file is a record whose making was interrupted before anything was in it.
    if not header and not create:
        raise NotFoundError("is empty", where=str(path), remedy="keep something in it with: sayso add SOURCE")
    remedy = "name another file; this one is left as it is"
    if header and not header.startswith(_HEADER):
        raise RecordError("is not a record of sayso's", where=str(path), remedy=remedy)
    if header and header[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4] != APPLICATION_ID.to_bytes(4, "big"):
        raise RecordError("is a database of another program", where=str(path), remedy=remedy)
    return True


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"this folder can't be made: {_reason(error)}"
        raise RecordError(what, where=str(folder), remedy="choose another with --record") from error


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def _engine(path: Path, mode: str) -> Engine:
    """An engine for `path`, opened as SQLite's URI parameters `mode` say."""
    address = f"{path.absolute().as_uri()}?mode={mode}"

    def connect() -> sqlite3.Connection:
        # Transactions are begun below, so that one holds for tables as for rows.
        connection = sqlite3.connect(
            address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            for setting in _SETTINGS:
                connection.execute(f"PRAGMA {setting}")
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_IMMEDIATE, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _reading_engine(path: Path) -> Engine:
    """An engine that only reads, also in a folder where SQLite can't put its own files."""
    engine = _engine(path, "ro")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1 FROM sqlite_master")
        return engine
    except DBAPIError as error:
        engine.dispose()
        if primary_code(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            with explained(path):
                raise
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:
            raise RecordError(
                f"has changes in {log.name} that can't be read here",
                where=str(path),
                remedy="copy both files to where you may write, and open the copy",
            ) from error
    # Without a log the file is complete, and nobody can change it through this folder.
    return _engine(path, "ro&immutable=1")


def _check_version(engine: Engine, path: Path, *, read_only: bool) -> None:
    with engine.connect() as connection:
        version = _version(connection)
    if version == VERSION:
        return
    if read_only:
        what = f"was made by another version of sayso (record version {version}, not {VERSION})"
        raise RecordError(what, where=str(path), remedy="copy it to where you may write, and open the copy")
    from sayso.record.migrations import upgrade

    with engine.connect() as connection, immediate(connection).begin():
        version = _version(connection)  # another process may have been quicker
        if version == VERSION:
            return
        if version is None:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        try:
            upgrade(connection)
        except LookupError as error:
            what = f"was made by a newer sayso (record version {version}; this one knows {VERSION})"
            raise RecordError(what, where=str(path), remedy="update sayso") from error


def _version(connection: Connection) -> str | None:
    """The record's version; None where it has no tables yet."""
    if not connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar():
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def _use_write_ahead_log(engine: Engine) -> None:
    """Switch to the write-ahead log, by which readers don't wait for a writer.

    Where other processes keep the file busy it stays as it is until it is next opened.
    """
    connection = engine.raw_connection()
    try:
        for _ in range(20):
            try:
                if connection.cursor().execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal":
                    return
            except sqlite3.OperationalError as error:
                if primary_code(error) != sqlite3.SQLITE_BUSY:
                    raise
            time.sleep(0.05)
    finally:
        connection.close()
