"""Days that words name, seen from the day of publication."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text.dates import date_in

MONDAY = date(2025, 2, 24)
WEDNESDAY = date(2025, 2, 26)


@pytest.mark.parametrize(
    ("words", "published", "expected"),
    [
        ("During a press conference in Kyiv on Sunday", MONDAY, "2025-02-23"),
        ("on Wednesday", WEDNESDAY, "2025-02-26"),
        ("late Tuesday", WEDNESDAY, "2025-02-25"),
        ("early on Wednesday morning", WEDNESDAY, "2025-02-26"),
        ("last Wednesday", WEDNESDAY, "2025-02-19"),
        ("on Thursday", WEDNESDAY, "2025-02-20"),
        ("next Friday", WEDNESDAY, "2025-02-28"),
        ("by Friday", WEDNESDAY, "2025-02-28"),
        ("the previous day", WEDNESDAY, "2025-02-25"),
        ("yesterday", WEDNESDAY, "2025-02-25"),
        ("Tonight", WEDNESDAY, "2025-02-26"),
        ("two days ago", WEDNESDAY, "2025-02-24"),
        ("a week earlier", WEDNESDAY, "2025-02-19"),
        ("by May 1", WEDNESDAY, "2025-05-01"),
        ("on December 30", WEDNESDAY, "2024-12-30"),
        ("on 3 March 2024", WEDNESDAY, "2024-03-03"),
        ("Feb. 3", WEDNESDAY, "2025-02-03"),
        ("the 3rd of February", WEDNESDAY, "2025-02-03"),
        ("on 2/3/2025", WEDNESDAY, "2025-02-03"),
        ("on 03.02.2025", WEDNESDAY, "2025-02-03"),
        ("2025-02-03", WEDNESDAY, "2025-02-03"),
    ],
)
def test_days_are_named(words: str, published: date, expected: str) -> None:
    found = date_in(words, published)
    assert found is not None, words
    assert found.isoformat() == expected


@pytest.mark.parametrize(
    "words",
    ["in Kyiv", "in March", "last week", "May said", "the sun", "35 pct", "February 31", "monday blues"],
)
def test_what_names_no_day_gives_none(words: str) -> None:
    assert date_in(words, WEDNESDAY) is None


def test_days_out_of_the_calendar_are_none() -> None:
    assert date_in("yesterday", date.min) is None
    assert date_in("tomorrow", date.max) is None


def test_a_deadline_lies_ahead() -> None:
    assert date_in("Friday", WEDNESDAY, ahead=True) == date(2025, 2, 28)


@given(st.text(max_size=60), st.dates())
def test_any_words_give_a_day_or_none(words: str, published: date) -> None:
    found = date_in(words, published)
    assert found is None or isinstance(found, date)
