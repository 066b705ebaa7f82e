"""Every error that sayso raises on purpose: what is wrong, where, and what to do about it."""

from __future__ import annotations


class SaysoError(Exception):
    """The base of all: one clear line for a person, made of its parts.

    `what` says what is wrong, `where` names the source, file or line, `remedy` what to do.
    """

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        return f"{line} ({self.remedy})" if self.remedy else line


class SourceError(SaysoError):
    """A source that can't be turned into a document: missing, broken, too big, not text."""


class RecordError(SaysoError):
    """A record that can't be opened, read or written: foreign, newer, locked, full, read-only."""


class NotFoundError(RecordError):
    """Nothing in the record has the id or name asked for."""


class ModelError(SaysoError):
    """The model's files are missing or are not what this version of sayso needs."""


class UsageError(SaysoError):
    """A request that doesn't make sense: an unknown field, a date that is none."""
