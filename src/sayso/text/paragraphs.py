"""Paragraphs: the stretches of running text between line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_LINE = re.compile(r"[\r\n\v\f\u2028\u2029]\s*")
_BLANK_LINE = re.compile(r"(?:\r\n|[\r\n])[^\S\r\n]*[\r\n]\s*|[\v\f\u2029]\s*")

# Old wire copy and e-mail break lines at 65 to 80 columns; no paragraph of prose keeps every
# line under 100 characters by chance.
_LONGEST_WRAPPED = 100
_SAMPLE = 20_000


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Character spans of the paragraphs of `text`, without the blanks between them.

    Each line is a paragraph, unless the text is hard-wrapped: then blank lines separate them.
    """
    boundary = _BLANK_LINE if _is_hard_wrapped(text) else _LINE
    start = 0
    for gap in boundary.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def _is_hard_wrapped(text: str) -> bool:
    """Whether single line ends only break lines: most stand in the middle of a sentence."""
    lines = text[:_SAMPLE].split("\n")
    broken = [line.rstrip() for line, following in pairwise(lines) if line.strip() and following.strip()]
    if len(broken) < 3 or max(map(len, lines)) > _LONGEST_WRAPPED:
        return False
    unfinished = sum(line[-1] not in ".!?”\"’':;" for line in broken)
    return unfinished * 2 > len(broken)
