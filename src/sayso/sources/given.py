"""What the user says about the documents of a run, and how far a run may go."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from sayso.errors import SourceError, UsageError
from sayso.sources.dates import check_published
from sayso.sources.fields import clean_field

MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Given:
    """What is said about a document beside its text; None is 'not said'.

    From the user it overrides what the source says.  `published` is an ISO 8601 date, or time with zone.
    """

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None

    def over(self, other: Given) -> Given:
        """These values, and those of `other` where there is none."""
        values = {
            field.name: ours
            if (ours := getattr(self, field.name)) is not None
            else getattr(other, field.name)
            for field in dataclasses.fields(self)
        }
        return Given(**values)

    def checked(self) -> Given:
        """These values, each clean.  Raises UsageError where one of them can't be kept."""
        values: dict[str, str | None] = {}
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            try:
                if field.name == "published" and isinstance(value, str) and value.strip():
                    value = check_published(value)
                values[field.name] = clean_field(field.name, value)
            except SourceError as error:
                raise UsageError(error.what, remedy=error.remedy) from error
        return Given(**values)


@dataclass(frozen=True, slots=True)
class Options:
    """How sources are read: what the user says of them, the longest text, the longest wait.

    `max_bytes` is the size of a text (a raw page may have four times as much); `timeout` the
    seconds that a web page may take in all.
    """

    given: Given = Given()
    max_bytes: int = MOST_BYTES
    timeout: float = 20.0


NOTHING_GIVEN = Given()
DEFAULTS = Options()
