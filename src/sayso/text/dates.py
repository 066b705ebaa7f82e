"""The calendar date that words name, seen from the day on which a text was published.

News tells of the past: a bare weekday is the latest one, the day of publication included, and a bare
day of a month the latest one too, unless the words say otherwise ('next', 'by', 'until', 'will').
Weekdays, relative days and days of a month are ours, since dateparser takes 'on Wednesday' in a text
published on a Wednesday for a week before, and knows neither 'late Tuesday' nor 'by May 1'; dates in figures
are its job.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONTH = rf"(?P<month>{'|'.join(f'{name[:3]}(?:{name[3:]}|t)?' for name in _MONTHS)})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>\d{4}))?"

_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_MONTH_DAY = re.compile(rf"\b{_MONTH}\s+{_DAY}\b(?!\s*(?:pct|percent|%)){_YEAR}", re.IGNORECASE)
_DAY_MONTH = re.compile(rf"\b(?:the\s+)?{_DAY}(?:\s+of)?\s+{_MONTH}\b{_YEAR}", re.IGNORECASE)
_FIGURES = re.compile(r"\b\d{1,2}[./]\d{1,2}[./]\d{4}\b")
# A pattern of the seven days' names in full, in lower case.
DAY_NAMES = rf"(?:{'|'.join(_WEEKDAYS)})"
_DAYS = "|".join([*_WEEKDAYS, *(name[:3] for name in _WEEKDAYS)])
_WEEKDAY = re.compile(
    r"\b(?P<which>last|next|this|this\s+past|this\s+coming|the\s+following|the\s+previous)?\s*"
    rf"\b(?P<name>{_DAYS})s?\b",
    re.IGNORECASE,
)
_AGO = re.compile(
    rf"\b(?P<count>a|an|\d{{1,3}}|{'|'.join(_NUMBERS[1:])})\s+(?P<unit>day|week)s?\s+(?P<way>ago|earlier|before|later)\b",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"\b(?:today|tonight|this\s+(?:morning|afternoon|evening)|earlier\s+in\s+the\s+day)\b", re.IGNORECASE
)
_YESTERDAY = re.compile(
    r"\b(?:yesterday|last\s+night|the\s+(?:previous\s+(?:day|night)|day\s+before|night\s+before))\b",
    re.IGNORECASE,
)
_TOMORROW = re.compile(r"\b(?:tomorrow|the\s+(?:next|following)\s+day)\b", re.IGNORECASE)
# Behind these a day lies ahead.
_AHEAD = re.compile(
    r"\b(?:by|until|till|before|from|next|coming|will|due|scheduled|starting|beginning)\b", re.IGNORECASE
)
# A day of a month that would lie further ahead than this is last year's.
_FAR_AHEAD = timedelta(days=1)
_FAR_BACK = timedelta(days=183)


def date_in(words: str, published: date, *, ahead: bool = False) -> date | None:
    """The day that `words` name, seen from the day of publication; None where they name none.

    `ahead`: whether a bare weekday or day of a month lies ahead, as in a deadline; words such as 'by' and
    'next' say so themselves.
    """
    ahead = ahead or bool(_AHEAD.search(words))
    for find in (_full_date, _relative_day, _weekday):
        try:
            found = find(words, published, ahead)
        except OverflowError:  # before the year 1 or after 9999
            return None
        if found is not None:
            return found
    return None


def _full_date(words: str, published: date, ahead: bool) -> date | None:
    if iso := _ISO.search(words):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    found = _MONTH_DAY.search(words) or _DAY_MONTH.search(words)
    if not found:
        return _in_figures(words)
    month = 1 + next(i for i, name in enumerate(_MONTHS) if name.startswith(found["month"][:3].lower()))
    day = int(found["day"])
    if found["year"]:
        return _date(int(found["year"]), month, day)
    here = _date(published.year, month, day)
    if here is None:
        return None
    if ahead:
        return here if here >= published - _FAR_BACK else _date(published.year + 1, month, day)
    return here if here <= published + _FAR_AHEAD else _date(published.year - 1, month, day)


def _in_figures(words: str) -> date | None:
    """A date such as 2/23/2025 or 23.02.2025."""
    found = _FIGURES.search(words)
    if not found:
        return None
    import dateparser  # slow to load, and seldom needed

    order = "DMY" if "." in found[0] else "MDY"
    read = dateparser.parse(found[0], languages=["en"], settings={"DATE_ORDER": order})
    return read.date() if read else None


def _relative_day(words: str, published: date, _ahead: bool) -> date | None:
    if _TODAY.search(words):
        return published
    if _YESTERDAY.search(words):
        return published - timedelta(days=1)
    if _TOMORROW.search(words):
        return published + timedelta(days=1)
    if found := _AGO.search(words):
        count = found["count"].lower()
        number = 1 if count in {"a", "an"} else int(count) if count.isdigit() else _NUMBERS.index(count)
        days = number * (7 if found["unit"].lower() == "week" else 1)
        return published + timedelta(days=days if found["way"].lower() == "later" else -days)
    return None


def _weekday(words: str, published: date, ahead: bool) -> date | None:
    found = _WEEKDAY.search(words)
    if not found or not found["name"][0].isupper():
        return None
    which = " ".join((found["which"] or "").lower().split())
    wanted = next(i for i, name in enumerate(_WEEKDAYS) if name.startswith(found["name"][:3].lower()))
    back = (published.weekday() - wanted) % 7
    if which in {"last", "this past", "the previous"}:
        return published - timedelta(days=back or 7)
    if which in {"next", "this coming", "the following"} or (ahead and which != "this"):
        return published + timedelta(days=(wanted - published.weekday()) % 7 or 7)
    return published - timedelta(days=back)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
