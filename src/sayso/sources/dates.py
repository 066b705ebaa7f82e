"""Dates of publication: ISO 8601, a date or a time with its zone."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sayso.errors import UsageError
from sayso.sources.showing import shown

_LONGEST = 64  # characters; no ISO 8601 time is longer


def normal_date(value: str) -> str | None:
    """`value` as an ISO 8601 date, or time with zone; None where it is neither.

    A time without a zone keeps its date only: nobody can say which moment it means.

    >>> normal_date("2025-02-24T10:00:00Z"), normal_date("2025-02-24 10:00"), normal_date("Monday")
    ('2025-02-24T10:00:00+00:00', '2025-02-24', None)
    """
    value = value.strip()
    if len(value) > _LONGEST or not value.isascii():
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            return moment.date().isoformat()
        moment.astimezone(UTC)  # a moment before the year 1 or after 9999 can't be compared with others
    except (ValueError, OverflowError):
        return None
    return moment.isoformat(timespec="seconds")


def check_published(value: str) -> str:
    """The date of publication `value`, as `normal_date` writes it.

    Raises UsageError where it is neither a date nor a time.
    """
    normal = normal_date(value)
    if normal is None:
        raise UsageError(
            f"published {shown(value)!r} is not a date",
            remedy="write it as 2025-02-24 or 2025-02-24T10:00:00+00:00",
        )
    return normal
