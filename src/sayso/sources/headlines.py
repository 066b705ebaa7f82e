"""Is the first line of a text its headline?"""

from __future__ import annotations

import re

_MOST_WORDS = 30
_MOST_CHARACTERS = 200
_LOOK_AHEAD = 2_000  # characters in which a headline and what follows it begin

# 'OSLO, March 3 (Wire) -', 'GENEVA -- The …': the beginning of a story, not its headline.
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]++\s?+){1,4}+"
    r"(?:,[^()\n]{2,30}?)?\s*"
    r"(?:\([^()\n]{2,40}\)\s*(?:[-–—―]|$)|(?<=\d)\s*[-–—―]|,?\s*(?:[-–—―]{2}|[–—―])\s*(?:The|An?|[\"“‘])\b)"
)
_BYLINE = re.compile(r"(?i:by)\s+[A-Z][\w.'’-]*(?:\s+(?:and\s+)?[A-Z][\w.'’-]*){1,5}\s*(?:[,|/].*)?$")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"(?:(?:published|updated|posted)?:?\s*(?:on\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?)"
    rf"(?:\d{{1,2}}\s+{_MONTH}|{_MONTH}\s+\d{{1,2}}),?(?:\s+\d{{4}})?.{{0,20}}$",
    re.IGNORECASE,
)
_ABBREVIATION_AT_END = re.compile(r"(?:\b(?:[A-Z]\.){2,}|\.\.\.)$")
_CLOSED = re.compile(r"[.。][\"'”’»)\]]*$")
_WORD_THAT_LEADS_ON = re.compile(
    r"\b(?:a|an|the|of|and|or|that|from|his|their|its|was|were|has|have|had)$",
    re.IGNORECASE,
)
_WIDE_SCRIPT = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def looks_like_headline(line: str) -> bool:
    """Whether `line` reads as a headline by itself: short, no sentence, and no dateline, byline or date.

    >>> looks_like_headline("Islands refuse to sign cod pact"), looks_like_headline("He refused to sign.")
    (True, False)
    """
    line = line.strip()
    words = line.split()
    if len(line) > _MOST_CHARACTERS or len(words) > _MOST_WORDS:
        return False
    if len(words) < 2 and not (_WIDE_SCRIPT.search(line) and len(line) > 3):
        return False
    if sum(map(str.isalpha, line)) * 2 < len(line) or "://" in line:
        return False
    return not (_ends_open(line) or _ends_as_sentence(line) or _opens_a_story(line))


def _ends_as_sentence(line: str) -> bool:
    return bool(_CLOSED.search(line)) and not _ABBREVIATION_AT_END.search(line)


def _ends_open(line: str) -> bool:
    """Whether the line must go on: it ends with a comma, a hyphen, or a word like 'the'."""
    return line.endswith((",", ";", ":", "-", "–", "—")) or bool(_WORD_THAT_LEADS_ON.search(line))


def _opens_a_story(line: str) -> bool:
    return any(pattern.match(line) for pattern in (_DATELINE, _BYLINE, _DATE))


def headline_of(text: str) -> str:
    """The first line of `text` that isn't blank, where it reads as a headline over a body; '' otherwise."""
    start = len(text) - len(text.lstrip())
    lines = text[start : start + _LOOK_AHEAD].splitlines()
    if len(lines) < 2 or not looks_like_headline(lines[0]):
        return ""
    headline = lines[0].strip()
    body = [line for line in lines[1:] if line.strip()]
    if not body:
        # A blank stretch longer than we look ahead is no body either, unless words follow it.
        return headline if text[start + len(lines[0]) :].strip() else ""
    return headline if not lines[1].strip() or _stands_apart(headline, lines[1].strip()) else ""


def _stands_apart(headline: str, below: str) -> bool:
    """Whether a line right above another is a headline, not the first line of a wrapped paragraph."""
    if not (below[0].isupper() or not below[0].isalpha()):
        return False
    long_words = [word for word in headline.split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long_words)
    in_title_case = len(long_words) > 1 and capitals >= 0.8 * len(long_words)
    return in_title_case or len(below) > 1.5 * len(headline)
