"""From documents to kept readings: the known are skipped, the new read in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sayso.answers.adding import Added
from sayso.data import Document, Reading
from sayso.errors import SaysoError, SourceError
from sayso.record.store import Store

Read = Callable[[Iterable[Document]], Iterable[Reading]]

# Characters of new text that are read together: what the reader takes as one batch.
_BATCH = 60_000


class Keeper:
    """Takes documents one by one and gives an event for each, when its fate is known."""

    def __init__(self, store: Store, read: Read | None, *, fast: bool = False) -> None:
        self._store = store
        self._read = read
        self._fast = fast
        # New documents by their id, each with its later arrivals in the same batch.
        self._pending: dict[str, list[Document]] = {}
        self._size = 0

    def take(self, item: Document | SourceError) -> Iterator[Added]:
        """Take a document, or what came in its place."""
        if isinstance(item, SourceError):
            yield Added("failed", item.where or "", error=item)
        elif item.id in self._pending:
            self._pending[item.id].append(item)
        elif self._store.knows(item.id):
            yield self._arrive(item)
        else:
            self._pending[item.id] = [item]
            self._size += len(item.text)
            if self._size >= _BATCH:
                yield from self.finish()

    def finish(self) -> Iterator[Added]:
        """Read and keep what is pending."""
        pending, self._pending, self._size = self._pending, {}, 0
        for document, reading in self._readings([arrivals[0] for arrivals in pending.values()]):
            if isinstance(reading, SaysoError):
                yield from (_failed(arrival, reading) for arrival in pending[document.id])
                continue
            if self._store.keep(reading):
                yield Added("added", document.source, document.id, document.title, len(reading.statements))
            else:  # another process kept it meanwhile
                yield Added("known", document.source, document.id, document.title)
            for arrival in pending[document.id][1:]:
                yield self._arrive(arrival)

    def _arrive(self, document: Document) -> Added:
        self._store.arrive(document)
        return Added("known", document.source, document.id, document.title)

    def _readings(self, batch: list[Document]) -> Iterator[tuple[Document, Reading | SaysoError]]:
        """Each document with its reading, or with the error that reading it raised."""
        if not batch:
            return
        read = self._reader()
        done = 0
        try:
            for document, reading in zip(batch, read(batch), strict=True):
                done += 1
                yield document, reading
        except (SaysoError, MemoryError):
            raise
        except Exception as fault:
            # One text that the reader stumbles over doesn't take the others of its batch with it.
            rest = batch[done:]
            if len(rest) == 1:
                yield rest[0], _unreadable(rest[0], fault)
                return
            for document in rest:
                yield from self._readings([document])

    def _reader(self) -> Read:
        if self._read is None:
            from functools import partial

            from sayso.reading import read_documents

            self._read = partial(read_documents, fast=self._fast)
        return self._read


def _failed(document: Document, error: SaysoError) -> Added:
    return Added("failed", document.source, document.id, document.title, error=error)


def _unreadable(document: Document, fault: Exception) -> SourceError:
    error = SourceError(
        f"can't be read, by a fault of sayso's own: {type(fault).__name__}: {fault}",
        where=document.source,
        remedy="please report it; the other documents are kept",
    )
    error.__cause__ = fault
    return error
