"""`Record`: what is kept, and every question that can be asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from sayso.answers.adding import Added, AddSummary, Interrupted
from sayso.data import Document, Reading
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.record.rows import Found, PartyRow, Shown, StatementRow, Story, StoryRow
    from sayso.sources import Options

Read = Callable[[Iterable[Document]], Iterable[Reading]]


class Record:
    """A record of who said what, in one file.

    `path` is the file; without it $SAYSO_RECORD, or `record.sqlite` where the platform keeps user
    data.  Where there is none yet it is made, unless `create` is False: then NotFoundError is raised.
    Raises RecordError where the file is no record of sayso's (it is left as it is), is damaged, was made
    by a newer sayso, or can't be opened.  What can't be written is opened for reading.

    Every method may raise RecordError where the file can't be read or written at that moment (locked
    by another process for more than 10 seconds, no room left); what was kept before is safe.  Close it,
    or use it in a `with` statement.

    >>> with Record("talks.sqlite") as record:                      # doctest: +SKIP
    ...     record.add(["stories/"])
    ...     for statement in record.statements(by="Zelensky"):
    ...         print(statement.content)
    """

    def __init__(self, path: str | Path | None = None, *, create: bool = True) -> None:
        from sayso.record.opening import default_path
        from sayso.record.store import Store

        if path is not None and not str(path):
            raise UsageError("the record's path is empty", remedy="name a file")
        self._store = Store(default_path() if path is None else Path(path), create=create)

    @property
    def path(self) -> Path:
        """The record's file."""
        return self._store.path

    @property
    def read_only(self) -> bool:
        """Whether the record can only be read."""
        return self._store.read_only

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(
        self,
        sources: Iterable[str | Path] | str | Path,
        options: Options | None = None,
        *,
        fast: bool = False,
        read: Read | None = None,
        on_progress: Callable[[Added], object] | None = None,
    ) -> AddSummary:
        """Read what `sources` hold and keep it; `on_progress` is called with each document's event.

        `fast` reads faster and less accurately.
        Sources that fail are told in the summary.  Raises Interrupted (a KeyboardInterrupt with
        the summary so far) on Ctrl-C, and else as `add_each` does.
        """
        events: list[Added] = []
        try:
            for event in self.add_each(sources, options, fast=fast, read=read):
                events.append(event)
                if on_progress is not None:
                    on_progress(event)
        except KeyboardInterrupt as interrupt:
            raise Interrupted(AddSummary.of(events)) from interrupt
        return AddSummary.of(events)

    def add_each(
        self,
        sources: Iterable[str | Path] | str | Path,
        options: Options | None = None,
        *,
        fast: bool = False,
        read: Read | None = None,
    ) -> Iterator[Added]:
        """Read what `sources` hold and keep it, giving an event for each document when it is kept.

        Each document is a transaction of its own: whatever happens, what was told as 'added' is kept,
        and adding the same sources again completes the rest.  A known document isn't read again, but
        its arrival is recorded.  `fast` reads faster and less accurately; `read` reads documents in place of
        `sayso.reading.read_documents`.
        Events of known and failed documents may come before those of documents that precede them.
        Raises ModelError where the model can't be loaded, and RecordError.
        """
        from sayso.answers.keeping import Keeper
        from sayso.sources import Options, documents

        if isinstance(sources, (str, Path)):
            sources = [sources]
        keeper = Keeper(self._store, read, fast=fast)
        for item in documents(sources, options or Options()):
            yield from keeper.take(item)
        yield from keeper.finish()

    def keep(self, reading: Reading) -> bool:
        """Keep a reading in one transaction; True where its document is new.

        Where it is known only its arrival is recorded.  Raises UsageError where the reading contradicts
        itself (one id twice, a speaker who is no party).
        """
        return self._store.keep(reading)

    def knows(self, document_id: str) -> bool:
        """Whether the document with this id (the SHA-256 of its text, 64 hex digits) is kept."""
        return self._store.knows(document_id)

    def reading(self, document_id: str) -> Reading:
        """The reading that was kept of the document with this id, or with this id of a story.

        Its document says what counts now: the earliest appearance's, and what a person set.  Raises
        NotFoundError.
        """
        from sayso.record.identity import find_story
        from sayso.record.store import load_reading

        with self._store.reading() as connection:
            key, _ = find_story(connection, document_id, self.path)
            return load_reading(connection, key)

    def statements(
        self,
        *,
        by: str | None = None,
        text: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        outlet: str | None = None,
        kind: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Found[StatementRow]:
        """Find statements: newest first, those of undated stories last.

        `by` is words of a speaker's name or of what a story calls it, `text` words, "phrases" and
        beginnings* that the content must all have; case and accents don't matter in either.  `since`
        and `until` are dates (ISO 8601, inclusive, by the day that the story itself names), `outlet` the
        whole name of an outlet in which the story appeared, `kind` 'direct', 'mixed' or 'indirect'.
        The result is a sequence of rows, with `total` and with how many undated stories were left out.
        Raises UsageError where a part makes no sense.
        """
        from sayso.record.search import Query, find_statements

        query = Query(by, text, since, until, outlet, kind, limit, offset)
        with self._store.reading() as connection:
            return find_statements(connection, query)

    def stories(
        self,
        *,
        since: str | date | None = None,
        until: str | date | None = None,
        outlet: str | None = None,
        copies: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> Found[StoryRow]:
        """Find stories, newest first, undated ones last; see `statements`.

        Near-duplicates are one story, the earliest; with `copies` each has a row of its own.
        """
        from sayso.record.search import Query, find_stories

        query = Query(since=since, until=until, outlet=outlet, limit=limit, offset=offset, copies=copies)
        with self._store.reading() as connection:
            return find_stories(connection, query)

    def parties(self, *, by: str | None = None, limit: int | None = None, offset: int = 0) -> Found[PartyRow]:
        """Find parties as each story names them; `by` as in `statements`."""
        from sayso.record.search import Query, find_parties

        query = Query(by=by, limit=limit, offset=offset)
        with self._store.reading() as connection:
            return find_parties(connection, query)

    def show(self, statement_id: str) -> Shown:
        """The statement with this id ('3fa94c1b20-s3') in its paragraph and story.  Raises NotFoundError."""
        from sayso.record.showing import show_statement

        with self._store.reading() as connection:
            return show_statement(connection, statement_id, self.path)

    def story(self, story_id: str) -> Story:
        """The story with this id: ten hex digits, or as tell it from others.  Raises NotFoundError."""
        from sayso.record.showing import story_by_id

        with self._store.reading() as connection:
            return story_by_id(connection, story_id, self.path)

    def set_story(self, story_id: str, **fields: str | None) -> Story:
        """Set what a person knows better: `published`, `outlet`, `author`, `url`, `title`.

        An empty value says that it isn't known.  What was set stays, whatever arrives later.
        Returns the story as it is now.  Raises NotFoundError, and UsageError for an unknown
        field or a date that is none.
        """
        from sayso.record.appearing import check_fields, set_fields
        from sayso.record.identity import find_story
        from sayso.record.showing import load_story

        checked = check_fields(fields)
        with self._store.writing() as connection:
            key, _ = find_story(connection, story_id, self.path)
            set_fields(connection, key, checked)
            return load_story(connection, key)
