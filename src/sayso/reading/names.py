"""Names in running text: capitalised words that name a person, state, organization, group or outlet.

No model: capitals, titles, the lexicon, and what the rest of the text shows about a word (whether it is
also written in lower case, stands after 'in', speaks, has a government).  One pass over the words and one
over the distinct names; linear in the text.
"""

from __future__ import annotations

from sayso.data import PartyKind
from sayso.lexicon import words as class_of
from sayso.reading.capitals import after_dateline, capital_runs
from sayso.reading.name_kinds import decide
from sayso.reading.name_parsing import parse
from sayso.reading.named import Name, Names
from sayso.reading.words import Words


def find_names(text: str) -> Names:
    """Every name of `text` outside of headlines, in order, each with its kind."""
    names = Names(Words(text))
    for (begin, end), headline in zip(names.words.ranges, names.words.headlines, strict=True):
        if not headline:
            begin = after_dateline(names.words, begin, end)
            for first, last in capital_runs(names.words, begin, end):
                names.found.extend(parse(names, first, last))
    for name in names.found:
        _take_particles(names.words, name)
    decide(names)
    return names


def _take_particles(text: Words, name: Name) -> None:
    """'de Blasio', 'van der Bellen': the small words of a surname that stands alone."""
    while name.first == name.begin and name.kind in (None, PartyKind.PERSON):
        before = name.first - 1
        if before < 0 or text.forms[before].word not in class_of("surname_particle"):
            return
        if any(first == name.first for first, _ in text.ranges[text.paragraph(name.first) :][:1]):
            return
        name.first = name.begin = before
        name.key = text.key(before, name.last)
