"""One name in running text, and all names of a text, as the steps of finding them hand them on."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso import lexicon
from sayso.data import PartyKind
from sayso.reading.words import Words


@dataclass(slots=True, eq=False)
class Name:
    """One occurrence of a name: word indices, all included.

    `first` to `last` is the name itself, `begin` to `end` the name with title and apposition; `title` the
    words of the title; `within` the words of a state or body named in it; `kind` None where open.
    """

    first: int
    last: int
    key: str
    kind: PartyKind | None = None
    begin: int = -1
    end: int = -1
    title: str = ""
    state: str | None = None
    use: str = ""
    affiliation: Name | None = None
    honorific: str = ""

    def __post_init__(self) -> None:
        self.begin = self.first if self.begin < 0 else self.begin
        self.end = self.last if self.end < 0 else self.end


@dataclass(slots=True)
class Names:
    """The names of a text in order, and the adjectives of states that it doesn't name."""

    words: Words
    found: list[Name] = field(default_factory=list)
    adjectives: dict[int, str] = field(default_factory=dict)  # word index -> state
    things: set[str] = field(default_factory=set)  # initials of laws and the like


def is_known(key: str) -> bool:
    """Whether the lexicon has this name of a state, body or place."""
    return key in lexicon.state_words() or key in lexicon.bodies() or key in lexicon.places()
