"""What adding gives: an event for each document, and their summary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sayso.errors import SaysoError


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one document.

    `status` is 'added' (read and kept), 'known' (was in the record; its arrival is recorded) or
    'failed' (`error` says why); `document_id` is None where there is no document, `title` '' where
    there is none; `statements` counts those that were added.
    """

    status: Literal["added", "known", "failed"]
    source: str
    document_id: str | None = None
    title: str = ""
    statements: int = 0
    error: SaysoError | None = None

    def as_dict(self) -> dict[str, Any]:
        """This event as strings and numbers, ready for `json.dumps`."""
        return {
            "status": self.status,
            "source": self.source,
            "document_id": self.document_id,
            "title": self.title,
            "statements": self.statements,
            "error": None if self.error is None else str(self.error),
        }


@dataclass(frozen=True, slots=True)
class AddSummary:
    """What became of all documents."""

    added: tuple[Added, ...] = ()
    known: tuple[Added, ...] = ()
    failed: tuple[Added, ...] = ()

    @property
    def statements(self) -> int:
        """How many statements were added."""
        return sum(event.statements for event in self.added)

    @classmethod
    def of(cls, events: Iterable[Added]) -> AddSummary:
        """The summary of these events."""
        events = tuple(events)
        return cls(*(tuple(e for e in events if e.status == s) for s in ("added", "known", "failed")))

    def as_dict(self) -> dict[str, Any]:
        """This summary as lists of events, ready for `json.dumps`."""
        return {
            "statements": self.statements,
            "added": [event.as_dict() for event in self.added],
            "known": [event.as_dict() for event in self.known],
            "failed": [event.as_dict() for event in self.failed],
        }


class Interrupted(KeyboardInterrupt):
    """Adding was interrupted; `summary` says what was kept until then."""

    def __init__(self, summary: AddSummary) -> None:
        super().__init__("interrupted")
        self.summary = summary
