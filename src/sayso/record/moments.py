"""When something was published, in forms that can be sorted and compared."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sayso.errors import UsageError


def now() -> str:
    """This moment in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def instant_of(published: str | None) -> str | None:
    """The moment in UTC, as text that sorts by time; None where `published` is no ISO 8601 date or time.

    A date is the beginning of its day, and a time without a zone is taken as UTC.
    """
    moment = _parsed(published)
    if moment is None:
        return None
    try:
        return moment.astimezone(UTC).isoformat(timespec="microseconds")
    except OverflowError:  # the first or last day of the calendar, in another zone
        return None


def day_of(published: str | None) -> str | None:
    """The date that `published` names, in its own zone; None where it names none."""
    moment = _parsed(published)
    return None if moment is None or instant_of(published) is None else moment.date().isoformat()


def _parsed(published: str | None) -> datetime | None:
    if published is None:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def check_day(value: str | date, name: str) -> str:
    """A date that a query names, as YYYY-MM-DD.  Raises UsageError where it is none."""
    try:
        return date.fromisoformat(str(value).strip()).isoformat()
    except ValueError:
        raise UsageError(f"{name} {str(value)[:40]!r} is no date", remedy="write it as 2025-02-24") from None


def shifted(day: str, days: int) -> str:
    """The date `days` after `day`, or the calendar's end."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return day
