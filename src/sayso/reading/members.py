"""A party while it is being put together from what the text says of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso import lexicon
from sayso.data import PartyKind
from sayso.lexicon import words as class_of


@dataclass(slots=True, eq=False)
class Member:
    """One of the cast of a text.

    `spans` are the characters of its mentions; `duties` the words of its roles, one word for each role
    however it is put; `gender` 'f', 'm', 'u' (either) or ''; `full_names` counts how often a person is
    named in full; `plural` says that 'they' can mean it.
    """

    kind: PartyKind
    label: str
    spans: set[tuple[int, int]] = field(default_factory=set)
    roles: list[str] = field(default_factory=list)
    duties: set[str] = field(default_factory=set)
    affiliation: Member | None = None
    gender: str = ""
    plural: bool = False
    full_names: int = 0

    def take_role(self, title: str) -> None:
        """Adds a role in the words of the text; 'Mr.' and the like are none."""
        first = title.lower().rstrip(".")
        title = lexicon.titles_spelled().get(first, title)
        self.duties.update(
            lexicon.same_roles().get(word, word) for word in title.lower().split() if word in class_of("role")
        )
        bare = first in class_of("honorific_m") | class_of("honorific_f") | {"dr", "doctor"}
        if title and not bare and title not in self.roles:
            self.roles.append(title)
