"""Quotation marks: which stretches of a text stand inside them.

Marks of all styles are read: curly and straight, double and single, guillemets, low-high
pairs.  A text may leave a quotation unclosed, run it over several paragraphs (each opened
anew, only the last closed) or use a mark as an apostrophe or a sign for inches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.text.paragraphs import paragraphs

# A closing mark that a straight or curly opener accepts.  „ closes with “ in German style and
# with ” in Polish style; both occur in English text about those countries.
_CLOSERS = {
    "“": "”",
    "„": "”“",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‘": "’",
    "‚": "’‘",
    "‹": "›",
    '"': '"',
    "'": "'",
}
_SINGLE = "‘’'‚"
_ANY_MARK = re.compile("''|``|[“”„‟«»\"‘’'‚‹›]")
# What typewriters and TeX write for one double mark: two single ones.
_DOUBLED = {"''": '"', "``": "“"}
# A single mark that finds no partner within so many characters is an apostrophe: quotations in
# single marks are closed at the latest at their paragraph's end, and few paragraphs are longer.
_LONGEST_SINGLE = 2_000
# … and holds at most so many other marks: apostrophes by the thousand stay cheap.
_MOST_MARKS_IN_SINGLE = 60


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation, or one paragraph's piece of it.

    `start` and `end` are character offsets that include the marks.  `closed` tells whether a
    closing mark was found; `continues` whether the next quotation in the list carries on the
    same words in the next paragraph.
    """

    start: int
    end: int
    closed: bool
    continues: bool = False


def find_quotations(text: str) -> list[Quotation]:
    """All outermost quotations of `text`, in order and without overlap.

    Runs in time linear in the length of `text`.
    """
    found: list[Quotation] = []
    for start, end in paragraphs(text):
        pieces = list(_within_paragraph(text, start, end))
        if found and pieces and _carries_on(text, found[-1], pieces[0], start):
            last = found[-1]
            found[-1] = Quotation(last.start, last.end, last.closed, continues=True)
        found.extend(pieces)
    return found


def _carries_on(text: str, last: Quotation, piece: Quotation, start: int) -> bool:
    """An unclosed quotation goes on where the next paragraph opens with a mark again."""
    if last.closed or text[start : piece.start].strip():
        return False
    between = text[last.end : start]
    return not between.strip() and between.count("\n") <= 4


@dataclass(frozen=True, slots=True)
class _Mark:
    """One mark: where it stands, and the character that it is or stands for."""

    start: int
    end: int
    sign: str


def _within_paragraph(text: str, start: int, end: int) -> Iterator[Quotation]:
    """Outermost quotations of one paragraph."""
    marks = [
        _Mark(*match.span(), _DOUBLED.get(match.group(), match.group()))
        for match in _ANY_MARK.finditer(text, start, end)
    ]
    position = 0
    while position < len(marks):
        opened = marks[position]
        if not _opens(text, opened, start, end):
            position += 1
            continue
        closing = _closing(text, marks, position, end)
        if closing is not None:
            yield Quotation(opened.start, marks[closing].end, closed=True)
            position = closing + 1
        elif opened.sign in _SINGLE or opened.sign == "»":
            position += 1  # an apostrophe, not a quotation
        else:
            yield Quotation(opened.start, end, closed=False)
            return


def _opens(text: str, mark: _Mark, start: int, end: int) -> bool:
    if mark.sign not in _CLOSERS or mark.end >= end:
        return False
    before = text[mark.start - 1] if mark.start > start else " "
    after = text[mark.end]
    if mark.sign in "«‹":
        return True  # French marks stand off from their words
    if after.isspace():
        return False
    if mark.sign in "“„‟‚":
        return True
    if mark.sign == "»":
        return before.isspace()
    if mark.sign == '"':
        return not before.isalnum()  # 6" is a measure
    return not (before.isalnum() or before in ".,’'") and (after.isalnum() or after in '“"…$£€#@')


def _closing(text: str, marks: list[_Mark], position: int, end: int) -> int | None:
    """Index in `marks` of the mark that closes the one at `position`; None if none does."""
    opened = marks[position]
    closers = _CLOSERS[opened.sign]
    if opened.sign in _SINGLE:
        return _closing_single(text, marks, position, end, closers)
    for index in range(position + 1, len(marks)):
        mark = marks[index]
        if mark.sign in closers:
            return index
        if mark.sign in '“„"' and mark.sign != opened.sign and not _opens(text, mark, opened.start, end):
            return index  # opened in one style, closed in another
        if mark.sign == opened.sign == "“" and not _opens(text, mark, opened.start, end):
            return index  # an opening mark typed where a closing one was meant
    return None


def _closing_single(text: str, marks: list[_Mark], position: int, end: int, closers: str) -> int | None:
    """A closing single mark: not an apostrophe ("don't"), and rather after punctuation than
    after the s of a possessive plural ("the workers' union").
    """
    opened = marks[position]
    possible: int | None = None
    for index in range(position + 1, min(len(marks), position + _MOST_MARKS_IN_SINGLE)):
        mark = marks[index]
        if mark.start - opened.start > _LONGEST_SINGLE:
            break
        if mark.sign not in closers:
            if mark.sign == opened.sign and possible is not None:
                break
            continue
        after = text[mark.end] if mark.end < end else " "
        before = text[mark.start - 1]
        if after.isalnum() or before.isspace():
            continue
        if before in '.,!?…;:)”"' or (before not in "sS") or not after.isspace():
            return index
        possible = index if possible is None else possible
    return possible
