"""Texts that no editor would print: the same for the same seed."""

from __future__ import annotations

import random
import sys

_NEWS = """
the envoy said that he would not sign unless Russia withdrew its demand on Friday . Zelensky's offer to
Washington was rejected by U.S. officials , according to two people familiar with it ; she told reporters in
Kyiv : we agree per London's Daily Telegraph denied asked whether Mr. Lee (R-Fla.) who had promised nothing in
return for 40 dlrs
"""
_WORDS = _NEWS.split()
_MARKS = [
    *"“”„«»‘’'\"‹›`´…—–-:;,.?!()[]<>*|/\\",
    "''",
    "``",
    "\n“",
    "”\n",
    "’s",
    "Q.",
    "A.",
    "NAME:",
    "― Bob",
]
# Blanks and line ends of all kinds, marks that turn the direction or join, other scripts, planes and cases.
_BLANKS = [
    "\u200b",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\u2028",
    "\x85",
    "\r",
    "\r\n",
    "\t",
    "\xa0",
    "\x0b",
    "\x1b[31m",
]
_LETTERS = [
    "🕊️",
    "👩‍👩‍👧",
    "שלום",
    "مرحبا",
    "договор",
    "條約",
    "ﬁ",
    "İ",
    "ß",
    "\U0001f1fa\U0001f1f8",
    "\ue000",
    "\U0010ffff",
]
_JOINED = ["\u0301", "e\u0301" * 9]
_ODD = [*_BLANKS, *_LETTERS, *_JOINED]
_ENDS = ["\n", "\n\n", "\r\n\r\n", " ", "", "\n \n"]


def odd_text(chance: random.Random) -> str:
    """One text: mostly short, of words, marks and odd characters in proportions that differ each time."""
    kind = chance.random()
    if kind < 0.04:
        return "".join(_character(chance) for _ in range(chance.randrange(300)))
    if kind < 0.06:
        return chance.choice([*_MARKS, *_ODD]) * chance.randrange(1, 400)
    weights = [chance.random() ** 2, chance.random() ** 4, chance.random() ** 6, chance.random() ** 4]
    pieces: list[str] = []
    for _ in range(chance.randrange(1, chance.choice([8, 40, 40, 160]))):
        (drawn,) = chance.choices([_WORDS, _MARKS, _ODD, _ENDS], weights)
        word = chance.choice(drawn)
        pieces.append(word.upper() if chance.random() < 0.03 else word)
        if drawn is _WORDS and chance.random() < 0.9:
            pieces.append(" ")
    return "".join(pieces)


def _character(chance: random.Random) -> str:
    """Any Unicode scalar value but NUL."""
    while True:
        number = chance.randrange(1, sys.maxunicode + 1)
        if not 0xD800 <= number <= 0xDFFF:
            return chr(number)
