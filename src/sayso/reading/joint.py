"""Whom a joint description stands for: 'the two ministers', 'both sides', 'the pair'.

Only where it is clear: exactly so many were named close before, or were named in one breath.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sayso import lexicon
from sayso.data import PartyKind
from sayso.lexicon import words as class_of
from sayso.reading.antecedents import Antecedents
from sayso.reading.cast import Cast
from sayso.reading.members import Member
from sayso.reading.named import Name

# How many paragraphs a joint description reaches back over.
_PARAGRAPHS = 4
_NUMBERS = {"two": 2, "both": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4}
_JOINTS = frozenset({"and", "or", "nor"})
# How many words may stand between two names that are named in one breath ('of Norway and').
_BREATH = 4


class JointDescriptions:
    """The joint descriptions of one text, resolved to parties named before them."""

    def __init__(self, cast: Cast, antecedents: Antecedents) -> None:
        self.cast, self.words, self.antecedents = cast, cast.words, antecedents

    def is_joint(self, begin: int, end: int) -> bool:
        """Whether these words describe a number of known ones: 'the two …', 'both …', 'the pair'."""
        return self._number(begin, end) > 0

    def of(self, begin: int, end: int) -> tuple[Member, ...]:
        """Whom the joint description in these words stands for; nobody where it isn't clear."""
        number, noun = self._number(begin, end), self.words.lower(end - 1)
        if noun in class_of("side_noun"):
            kinds = [PartyKind.STATE] if noun in class_of("state_side") else []
            kinds += [] if noun in {"countries", "nations", "states"} else [PartyKind.ORGANIZATION]
            found = (self._bodies(begin, number, kind, noun) for kind in kinds)
            return next((group for group in found if group), ())
        names = list(self._near(self.antecedents.people_before(begin), begin))
        bearers = self._bearers(names, noun)
        if len(bearers) == number:
            return tuple(bearers)
        duty, group = _duty(noun), self._last_together(names, number)
        if duty and (bearers or end - begin > 3 or any(one.duties for one in group)):
            return ()
        return group

    def again(self, begin: int, end: int) -> tuple[Member, ...]:
        """Whom 'the ministers' stands for: the last joint speakers, if that can be their role."""
        spoken, noun = self.antecedents.spoken.plural, self.words.lower(end - 1)
        if spoken is None or end - begin != 2 or self.words.lower(begin) != "the":
            return ()
        duty, (at, members) = _duty(noun), spoken
        close = self.words.paragraph(begin) - self.words.paragraph(at) <= _PARAGRAPHS
        if not duty or not close or len(members) < 2:
            return ()
        persons = all(member.kind is PartyKind.PERSON for member in members)
        return members if persons and all(duty in one.duties or not one.duties for one in members) else ()

    def _number(self, begin: int, end: int) -> int:
        """How many a joint description means; 0 where the words are none."""
        lowers = [self.words.lower(at) for at in range(begin, end)]
        if len(lowers) > 1 and lowers[0] in {"the", "these", "those"}:
            number, rest = _NUMBERS.get(lowers[1], 0), lowers[2:]
            number = 0 if lowers[1] == "both" else number
        else:
            number, rest = (2, lowers[1:]) if lowers[0] == "both" else (0, [])
        noun = rest[-1] if rest else ""
        plain = not noun or noun in class_of("joint_noun") or noun in class_of("side_noun") or _duty(noun)
        return number if plain and len(rest) <= 3 else 0

    def _near(self, names: Iterable[Name], index: int) -> Iterator[Name]:
        paragraph = self.words.paragraph(index)
        for name in names:
            if paragraph - self.words.paragraph(name.first) > _PARAGRAPHS:
                return
            yield name

    def _bodies(self, index: int, number: int, kind: PartyKind, noun: str) -> tuple[Member, ...]:
        """So many states or organizations close before; organizations only together are 'both sides'."""
        near = self._near(self.antecedents.bodies_before(index), index)
        names = [name for name in near if self.cast.of_name[id(name)].kind is kind]
        together = self._in_one_breath(names, number)
        if kind is PartyKind.ORGANIZATION and noun in class_of("state_side"):
            return together
        return _if_so_many(self._distinct(names), number) or together

    def _bearers(self, names: Sequence[Name], noun: str) -> list[Member]:
        """Persons with the role that the noun tells, the first named first."""
        duty = _duty(noun)
        return [one for one in self._distinct(names) if duty and duty in one.duties]

    def _last_together(self, names: Sequence[Name], number: int) -> tuple[Member, ...]:
        """So many persons in the latest paragraphs, and no more; or else those named in one breath."""
        paragraphs = sorted({self.words.paragraph(name.first) for name in names}, reverse=True)
        for earliest in paragraphs[:2]:
            start = self.words.ranges[earliest][0]
            group = self._distinct(name for name in names if name.first >= start)
            if len(group) >= number:
                return _if_so_many(group, number) or self._in_one_breath(names, number)
        return ()

    def _in_one_breath(self, names: Sequence[Name], number: int) -> tuple[Member, ...]:
        """The two last named side by side: 'Norway and Sweden', 'Lunde of Norway and Holm'."""
        if number != 2:
            return ()
        for later, earlier in pairwise(names):
            between = [self.words.lower(at) for at in range(earlier.last + 1, later.first)]
            one, other = self.cast.of_name[id(earlier)], self.cast.of_name[id(later)]
            if one is not other and len(between) <= _BREATH and _JOINTS.intersection(between):
                return one, other
        return ()

    def _distinct(self, names: Iterable[Name]) -> list[Member]:
        """The parties of names given latest first, the first named first."""
        members = [self.cast.of_name[id(name)] for name in names]
        return list(dict.fromkeys(reversed(members)))


def _if_so_many(members: Sequence[Member], number: int) -> tuple[Member, ...]:
    return tuple(members) if len(members) == number else ()


def _duty(noun: str) -> str:
    """The role that a plural tells: 'ministers' is 'minister', 'spokeswomen' 'spokesman'; '' for none."""
    singular = noun[:-3] + "man" if noun.endswith("men") else noun.removesuffix("s")
    return (
        lexicon.same_roles().get(singular, singular)
        if singular in class_of("role") and singular != noun
        else ""
    )
