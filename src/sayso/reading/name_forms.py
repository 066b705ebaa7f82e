"""The forms that one name takes: surname, short form and initials, and the gender that a form tells."""

from __future__ import annotations

from collections.abc import Iterator

from sayso import lexicon
from sayso.lexicon import words as class_of


def name_parts(key: str) -> list[str]:
    """The words of a name without 'Jr' and the like."""
    parts = [part for part in key.split() if part.lower().rstrip(".") not in class_of("name_suffix")]
    return parts or key.split()


def is_full(parts: list[str]) -> bool:
    """Whether these words hold a given name and a surname: not 'De Blasio'."""
    return any(part.lower() not in class_of("surname_particle") for part in parts[:-1])


def surname(key: str) -> str:
    """The last word with the particles before it: 'de Blasio'."""
    parts = name_parts(key)
    start = len(parts) - 1
    while start > 1 and parts[start - 1].lower() in class_of("particle"):
        start -= 1
    return " ".join(parts[start:])


def gender_of(given: str) -> str:
    """The gender that a given name tells: 'f', 'm', 'u' (either) or ''."""
    return lexicon.given_names().get(given, "")


def gender_told_by(honorific: str) -> str:
    """The gender that 'mr' or 'lady' tells: 'f', 'm' or ''."""
    if honorific in class_of("honorific_m"):
        return "m"
    return "f" if honorific in class_of("honorific_f") else ""


def known_body(key: str) -> lexicon.Body | None:
    """The well-known body of this name, with or without its country before it."""
    bodies = lexicon.bodies()
    return bodies.get(key) or bodies.get(key.removeprefix("U.S. ").removeprefix("US "))


def without_suffix(key: str) -> str:
    """A company's name without 'Inc' and the like."""
    parts = key.split()
    while len(parts) > 1 and parts[-1].lower() in class_of("company_suffix"):
        parts.pop()
    return " ".join(parts)


def short_forms(key: str) -> Iterator[str]:
    """What an organization is called for short: its initials, its name without 'Inc', its first word."""
    parts = key.split()
    legal = {"inc", "corp", "co", "ltd", "llc", "plc"}
    capitals = [part for part in parts if part[0].isupper() and part.lower() not in legal]
    if len(capitals) >= 3 or (len(capitals) == 2 and "Union" in capitals):
        initials = "".join(part[0] for part in capitals)
        yield initials.lower()
        yield ".".join(initials.lower()) + "."
    bare = without_suffix(key).lower()
    if bare != key.lower() or (len(parts) > 1 and parts[0].lower() not in lexicon.common_words()):
        yield bare
        first = parts[0]
        plain = (
            first.isalpha()
            and first.lower() not in lexicon.common_words()
            and first not in lexicon.given_names()
        )
        if plain and first not in lexicon.state_words() and first not in lexicon.places():
            yield first.lower()
