"""Dates of publication."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.sources import check_published


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("2025-02-24", "2025-02-24"),
        (" 20250224 ", "2025-02-24"),
        ("2025-02-24T10:00:00Z", "2025-02-24T10:00:00+00:00"),
        ("2025-02-24T10:00+01:00", "2025-02-24T10:00:00+01:00"),
        ("2025-02-24 10:00:00.125-05:00", "2025-02-24T10:00:00-05:00"),
        ("2025-02-24T10:00:00", "2025-02-24"),
    ],
)
def test_dates_and_times_are_written_in_one_way(written: str, normal: str) -> None:
    assert check_published(written) == normal


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Monday",
        "2025-02-30",
        "24.02.2025",
        "2025-02",
        "٢٠٢٥-٠٢-٢٤",
        "1" * 5_000,
        "0001-01-01T00:00:00+14:00",
    ],
)
def test_what_is_no_date_is_refused_by_name(written: str) -> None:
    with pytest.raises(UsageError, match=r"published .* is not a date"):
        check_published(written)


@settings(deadline=None)
@given(st.text())
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        normal = check_published(text)
    except UsageError:
        return
    assert check_published(normal) == normal


@settings(deadline=None)
@given(st.dates())
def test_every_date_stays_what_it_is(day: date) -> None:
    assert check_published(day.isoformat()) == day.isoformat()


@settings(deadline=None)
@given(
    st.datetimes(datetime(1500, 1, 1), datetime(2999, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
    st.integers(-12 * 60, 14 * 60),
)
def test_every_time_with_a_zone_stays_the_same_moment(moment: datetime, minutes: int) -> None:
    zoned = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert datetime.fromisoformat(check_published(zoned.isoformat())) == zoned
