"""The terminal: whether there is one, and text that can't take it over."""

from __future__ import annotations

import re
import sys

# C0 (but tab and newline), DEL and C1: what escape sequences are made of.  Lone surrogates can't be written.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Marks, embeddings, overrides and isolates of direction: they reorder what stands around them.
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def shown(text: str) -> str:
    """`text` as a terminal may show it: controls as '\ufffd', without directions; newlines and tabs stay."""
    return _CONTROLS.sub("\ufffd", _DIRECTIONS.sub("", text.replace("\r\n", "\n")))


def one_line(text: str) -> str:
    """`text` on one line, its white space single, safe to show."""
    return " ".join(shown(text).split())


def flowing(text: str) -> str:
    """`text` as paragraphs (parted by blank lines), the line breaks within them gone, safe to show."""
    paragraphs: list[list[str]] = [[]]
    for line in shown(text).replace("\u2029", "\n\n").split("\n"):
        if words := line.split():
            paragraphs[-1].extend(words)
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n".join(" ".join(words) for words in paragraphs if words)


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()
