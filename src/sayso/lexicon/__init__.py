"""What names, titles and common words mean: states and their capitals, outlets, given names.

The tables lie beside this module; each is read once, on first use.  All were written by hand from general
knowledge, but for `common_words.txt`, which was counted: words that PolNeAR train, GUM train, GAP
development and Reuters' reports of 1987 write mostly in lower case in at least six documents, and a few
more by hand (`training/common_words.py` counts them again).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from sayso.data import PartyKind

_HERE = Path(__file__).parent
Use = Literal["name", "ambiguous", "demonym", "people", "capital", "seat"]


@dataclass(frozen=True, slots=True)
class StateWord:
    """A word for a state, and how it is used for it.

    `name` always means the state; `ambiguous` only beside another word for it; `demonym` is the adjective
    or one citizen, `people` several; `capital` is also a place; `seat` a palace or government.
    """

    state: str
    use: Use


@dataclass(frozen=True, slots=True)
class Body:
    """A well-known organization or outlet; `state` is the one that it belongs to."""

    name: str
    kind: PartyKind
    state: str | None


def folded(name: str) -> str:
    """`name` as the tables spell it: straight apostrophes, single blanks."""
    return " ".join(name.replace("’", "'").replace("‘", "'").split())


def _lines(file: str) -> list[str]:
    lines = (_HERE / file).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


@cache
def words(kind: str) -> frozenset[str]:
    """The lower-case words of a class of `words.tsv`.  Raises KeyError where there is no such class."""
    return _classes()[kind]


@cache
def _classes() -> MappingProxyType[str, frozenset[str]]:
    classes: dict[str, frozenset[str]] = {}
    for line in _lines("words.tsv"):
        kind, _, members = line.partition("\t")
        classes[kind] = frozenset(member.replace("_", " ") for member in members.split())
    return MappingProxyType(classes)


@cache
def common_words() -> frozenset[str]:
    """Frequent English words, in lower case: `common_words.txt`, counted over news and other texts."""
    return frozenset(word for line in _lines("common_words.txt") for word in line.split())


@cache
def given_names() -> MappingProxyType[str, str]:
    """Given names with the gender that they tell: 'f', 'm' or 'u' (either): `given_names.tsv`, by hand."""
    names: dict[str, str] = {}
    for line in _lines("given_names.tsv"):
        gender, _, members = line.partition("\t")
        for name in members.split():
            names[name] = gender if names.get(name, gender) == gender else "u"
    return MappingProxyType(names)


@cache
def places() -> frozenset[str]:
    """Names of places that are no states: `places.txt`, by hand."""
    return frozenset(folded(name) for line in _lines("places.txt") for name in line.split("|"))


@cache
def state_words() -> MappingProxyType[str, StateWord]:
    """Every word for a state, as it is written in mid-sentence: `states.tsv`, by hand."""
    table: dict[str, StateWord] = {}
    for line in _lines("states.tsv"):
        name, variants, demonyms, capitals, seats = ([*line.split("\t"), "", "", "", ""])[:5]
        state = name.lstrip("?")
        table[folded(state)] = StateWord(state, "ambiguous" if name.startswith("?") else "name")
        _enter(table, state, "name", variants)
        _enter(table, state, "seat", seats)
        _enter(table, state, "capital", capitals)
        _enter(table, state, "demonym", demonyms)
        _enter(table, state, "people", "|".join(f"{demonym}s" for demonym in demonyms.split("|") if demonym))
    return MappingProxyType(table)


def _enter(table: dict[str, StateWord], state: str, use: Use, names: str) -> None:
    for name in filter(None, map(folded, names.split("|"))):
        table.setdefault(name, StateWord(state, use))


@cache
def bodies() -> MappingProxyType[str, Body]:
    """Well-known organizations and outlets by each of their names: `organizations.tsv`, by hand."""
    table: dict[str, Body] = {}
    for line in _lines("organizations.tsv"):
        kind, state, names = line.split("\t")
        variants = [folded(name) for name in names.split("|")]
        for variant in variants:
            table.setdefault(variant, Body(variants[0], PartyKind(kind), state or None))
    return MappingProxyType(table)


@cache
def titles_spelled() -> MappingProxyType[str, str]:
    """Abbreviated titles in full: 'sen' is 'Senator'."""
    return MappingProxyType({short: full.capitalize() for short, full in _pairs("role_abbreviation")})


@cache
def same_roles() -> MappingProxyType[str, str]:
    """Words for one role under one of them: 'spokeswoman' is 'spokesman'."""
    return MappingProxyType(dict(_pairs("same_role")))


def _pairs(kind: str) -> list[tuple[str, str]]:
    return [(one, other) for one, _, other in (pair.partition("=") for pair in sorted(words(kind)))]
