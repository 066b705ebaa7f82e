"""Dates of publication, sorted and compared."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.record.moments import check_day, day_of, instant_of


def test_times_sort_across_zones() -> None:
    in_order = [
        "2025-02-24",
        "2025-02-24T08:00:00+02:00",
        "2025-02-24T07:00:00Z",
        "2025-02-24T23:30:00-05:00",
        "2025-02-25T05:00:00+00:00",
    ]
    assert sorted(in_order, key=lambda published: str(instant_of(published))) == in_order


def test_a_day_is_the_one_that_the_story_names() -> None:
    assert day_of("2025-02-24T23:30:00-05:00") == "2025-02-24"


@pytest.mark.parametrize(
    "unknown", [None, "", "Monday", "2025-13-01", "0001-01-01T00:00:00+14:00", "24/02/2025"]
)
def test_what_is_no_date_is_undated(unknown: str | None) -> None:
    assert instant_of(unknown) is None
    assert day_of(unknown) is None


@given(st.datetimes(timezones=st.timezones()), st.datetimes(timezones=st.timezones()))
def test_text_sorts_as_time_does(one: object, other: object) -> None:
    first, second = (instant_of(moment.isoformat()) for moment in (one, other))  # type: ignore[attr-defined]
    if first is not None and second is not None and one != other:
        assert (first < second) == (one < other)  # type: ignore[operator]


def test_a_day_asked_for_is_normalised_or_refused() -> None:
    assert check_day(" 2025-02-24 ", "since") == "2025-02-24"
    assert check_day(date(2025, 2, 24), "since") == "2025-02-24"
    with pytest.raises(UsageError, match=r"since 'yesterday' is no date \(write it as 2025-02-24\)"):
        check_day("yesterday", "since")
