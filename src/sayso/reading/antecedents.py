"""Whom a pronoun stands for: the likeliest party named, or heard, before it.

Every search looks back over a bounded number of mentions.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.data import PartyKind, Spans
from sayso.lexicon import words as class_of
from sayso.reading.cast import Cast
from sayso.reading.members import Member
from sayso.reading.named import Name
from sayso.text.quotations import Quotation

# How many mentions a search for an antecedent looks back over.
LOOK_BACK = 30
# How many words 'near' reaches.
_NEAR = 50
_PLURAL_PARAGRAPHS = 4
_TALKED_OF = 2.5


@dataclass(slots=True)
class Spoken:
    """The last speakers of each sort, with where they spoke."""

    person: deque[tuple[int, Member]] = field(default_factory=lambda: deque(maxlen=4))
    plural: tuple[int, tuple[Member, ...]] | None = None
    thing: tuple[int, Member] | None = None

    def remember(self, index: int, members: tuple[Member, ...]) -> None:
        """Takes note of who speaks at the word `index`."""
        if len(members) > 1 or any(member.plural for member in members):
            self.plural = (index, members)
        for member in members:
            if member.kind is PartyKind.PERSON or (member.kind is PartyKind.UNNAMED and not member.plural):
                self.person.append((index, member))
            if member.kind in (PartyKind.ORGANIZATION, PartyKind.STATE, PartyKind.OUTLET):
                self.thing = (index, member)


class Antecedents:
    """The named parties of one text in order, as pronouns and descriptions look back on them.

    `people` are names of persons, `bodies` those of all others.
    """

    def __init__(self, cast: Cast, quotations: list[Quotation]) -> None:
        self.cast, self.words = cast, cast.words
        self.spoken = Spoken()
        found = cast.names.found
        self.people = [name for name in found if cast.of_name[id(name)].kind is PartyKind.PERSON]
        self.bodies = [
            name
            for name in found
            if cast.of_name[id(name)].kind is not PartyKind.PERSON and name.use != "place"
        ]
        self.people_at = [name.first for name in self.people]
        self.bodies_at = [name.first for name in self.bodies]
        self.quotations = quotations
        self.quotation_starts = [quotation.start for quotation in quotations]

    def quotation_at(self, position: int) -> int:
        """Index of the quotation around a character; -1 outside of all."""
        at = bisect_right(self.quotation_starts, position) - 1
        return at if at >= 0 and position < self.quotations[at].end else -1

    def people_before(self, index: int) -> Iterator[Name]:
        """Names of persons before this word, the latest first."""
        position = bisect_left(self.people_at, index)
        return reversed(self.people[max(0, position - LOOK_BACK) : position])

    def bodies_before(self, index: int) -> Iterator[Name]:
        """Names of states, organizations, groups and outlets before this word, the latest first."""
        position = bisect_left(self.bodies_at, index)
        return reversed(self.bodies[max(0, position - LOOK_BACK) : position])

    def of_pronoun(self, index: int, content: Spans) -> list[Member]:
        """Whom 'he', 'she', 'it' or 'they' at this word stands for, as the source of `content`."""
        word = self.words.lower(index)
        if word in class_of("pronoun_plural"):
            return self.several_before(index)
        if word in class_of("pronoun_neuter"):
            found = self.thing_before(index)
        else:
            found = self.person_before(index, "f" if word in class_of("pronoun_female") else "m", content)
        return [found] if found is not None else []

    def person_before(self, index: int, gender: str, content: Spans) -> Member | None:
        """The likeliest person for 'he' or 'she': near, the subject, the last speaker, of that gender.

        Names inside `content` are left out; `gender` '' takes anybody without a role.
        """
        paragraph = self.words.paragraph(index)
        scores: dict[int, tuple[float, Member]] = {}
        talked_of = self._named_inside(content)
        for rank, name in enumerate(self.people_before(index)):
            start = self.words.starts[name.first]
            if any(span.start <= start < span.end for span in content):
                continue
            member = self.cast.of_name[id(name)]
            score = self._prominence(name, rank, paragraph, index)
            _consider(scores, member, score - _TALKED_OF * (id(member) in talked_of), gender)
        for back, (at, member) in enumerate(reversed(self.spoken.person)):
            if at < index:
                distance = paragraph - self.words.paragraph(at)
                score = 2.2 - 1.5 * distance - back
                _consider(scores, member, score - _TALKED_OF * (id(member) in talked_of), gender)
        if not scores:
            return None
        return max(scores.values(), key=lambda pair: pair[0])[1]

    def _named_inside(self, content: Spans) -> set[int]:
        """The parties, by `id`, whom the content names: hardly anybody says his own name."""
        inside: set[int] = set()
        for span in content:
            first = bisect_left(self.people_at, self.words.at(span.start))
            for name in self.people[first : first + LOOK_BACK]:
                if self.words.starts[name.first] >= span.end:
                    break
                inside.add(id(self.cast.of_name[id(name)]))
        return inside

    def _prominence(self, name: Name, rank: int, paragraph: int, index: int) -> float:
        """How likely a name is the antecedent of a pronoun at `index`: weights set by hand on news."""
        words = self.words
        at = words.paragraph(name.first)
        after, owns = words.lower(name.end + 1), words.forms[name.last].possessive
        near = at == paragraph and index - name.last < _NEAR
        near = near and all(words.forms[between].word not in ".?!" for between in range(name.last + 1, index))
        score = -1.5 * (paragraph - at) - 0.25 * rank
        score += 1.5 if words.begins_sentence(name.begin, words.ranges[at][0]) and not owns else 0.0
        score += 0.7 if after in class_of("verb") or after == "," else 0.0
        score += 1.5 if near else 0.0
        score -= (0.5 if near else 1.5) if owns else 0.0
        return score - (3.0 if self.quotation_at(words.starts[name.first]) >= 0 else 0.0)

    def several_before(self, index: int) -> list[Member]:
        """The last speakers who were several, or else the group or organization last named."""
        spoken: list[Member] = []
        if self.spoken.plural is not None:
            at, members = self.spoken.plural
            spoken = list(members)
            if self.words.paragraph(index) - self.words.paragraph(at) <= _PLURAL_PARAGRAPHS:
                return spoken
        for name in self.bodies_before(index):
            member = self.cast.of_name[id(name)]
            if member.plural or member.kind is PartyKind.GROUP:
                return [member]
        return spoken

    def thing_before(self, index: int) -> Member | None:
        """The state, organization or outlet that 'it' stands for: the last speaker, or the last named."""
        bodies = (name for name in self.bodies_before(index) if name.kind is not PartyKind.GROUP)
        outside = (name for name in bodies if self.quotation_at(self.words.starts[name.first]) < 0)
        nearby = next(outside, None)
        if self.spoken.thing is not None:
            at, member = self.spoken.thing
            if nearby is None or self.words.paragraph(index) - self.words.paragraph(at) <= 1:
                return member
        return self.cast.of_name[id(nearby)] if nearby is not None else None

    def noun_phrase_before(self, index: int) -> Name | tuple[int, int] | None:
        """The name, or else the words, right before 'who' or 'which' at this word."""
        words, before = self.words, index - 1
        while before >= 0 and words.forms[before].word in (",", "-", "—", "–", "(", ")"):
            before -= 1
        for name in reversed(self.cast.named_in(max(0, before - 14), before + 1)):
            if before in (name.last, name.end):
                return name
        if before < 0 or words.forms[before].function or not words.lower(before).isalpha():
            return None
        begin = before
        while begin > 0 and before - begin < 5:
            lower = words.lower(begin - 1)
            if lower in class_of("determiner"):
                begin -= 1
                break
            if words.forms[begin - 1].function or lower in class_of("verb") or not lower[:1].isalpha():
                break
            begin -= 1
        return begin, before + 1


def _consider(scores: dict[int, tuple[float, Member]], member: Member, score: float, gender: str) -> None:
    """Enters a candidate with its score, where its gender fits."""
    if gender and member.gender not in ("", "u", gender):
        return
    if not gender and member.duties:
        return  # 'the nominee' isn't somebody with another role
    score -= 0.0 if member.gender == gender else 1.2
    if id(member) not in scores or scores[id(member)][0] < score:
        scores[id(member)] = (score, member)
