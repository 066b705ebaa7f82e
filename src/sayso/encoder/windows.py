"""Cutting a text's tokens into windows that the encoder reads at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

# Tokens per window without the two that mark its ends.  In PolNeAR train 99.5 % of
# attributions span fewer than 90 words, so a longer window would only cost time.
WINDOW = 254
# Tokens of the text before that a window sees again, so that a cue just before the cut counts.
CONTEXT = 24


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens [context, end) are read; [start, end) are this window's own."""

    context: int
    start: int
    end: int


def cut(paragraphs: np.ndarray, *, window: int = WINDOW, context: int = CONTEXT) -> Iterator[Window]:
    """Windows over tokens with these paragraph numbers: whole paragraphs where they fit.

    Every token is some window's own exactly once.
    """
    total = len(paragraphs)
    breaks = np.flatnonzero(paragraphs[1:] != paragraphs[:-1]) + 1
    breaks = np.append(breaks, total)
    start = 0
    while start < total:
        before = max(0, start - context)
        limit = before + window
        if limit >= total:
            end = total
        else:
            index = int(np.searchsorted(breaks, limit, side="right")) - 1
            end = int(breaks[index]) if index >= 0 and breaks[index] > start else limit
        yield Window(before, start, end)
        start = end
