"""Who is in a text: the parties that its names mean, names of one party merged."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from sayso import lexicon
from sayso.data import PartyKind
from sayso.reading.members import Member
from sayso.reading.name_forms import (
    gender_of,
    gender_told_by,
    is_full,
    known_body,
    name_parts,
    short_forms,
    surname,
    without_suffix,
)
from sayso.reading.named import Name, Names

_MOST_NAMESAKES = 30
# How many words title and apposition may reach from the first word of a name.
_FARTHEST = 40


class Cast:
    """The parties that a text names, and where.

    `of_name` is the party of each name by its `id`; `by_key` that of each full name in lower case; the
    other tables are for the shorter forms of names.
    """

    def __init__(self, names: Names) -> None:
        self.names, self.words = names, names.words
        self.members: list[Member] = []
        self.by_key: dict[str, Member] = {}
        self.surnames: dict[str, list[Member]] = defaultdict(list)
        self.givens: dict[str, list[Member]] = defaultdict(list)
        self.middles: dict[str, list[Member]] = defaultdict(list)
        self.shorts: dict[str, Member] = {}
        self.states: dict[str, Member] = {}
        self.heads: dict[str, Member] = {}
        self.of_name: dict[int, Member] = {}
        self.tails = self._tails()
        self._persons_by_full_name()
        self._persons_by_surname()
        self._organizations_by_full_name()
        for name in names.found:
            self._place(name)
        self.firsts: list[int] = []
        self.ending: dict[int, Name] = {}

    def put_in_order(self) -> None:
        """Orders the names, those of headlines with those of the body; due before any search by place."""
        found = self.names.found
        found.sort(key=lambda name: (name.first, -name.last))
        self.firsts = [name.first for name in found]
        self.ending = {name.last: name for name in found}

    def refer_to_names(self) -> None:
        """Makes a mention of each name, with the title and apposition found by then."""
        for name in self.names.found:
            if name.use != "place":
                self.refer(self.of_name[id(name)], name.begin, name.end + 1)

    def add(self, kind: PartyKind, label: str) -> Member:
        """A new party."""
        member = Member(kind, label)
        self.members.append(member)
        return member

    def in_order(self) -> list[Member]:
        """The parties that have a mention, by the first of them."""
        self._evidence_of_states()
        return sorted(
            (member for member in self.members if member.spans), key=lambda member: min(member.spans)
        )

    def _evidence_of_states(self) -> None:
        """A state that only an adjective or a place names stands on that, where an affiliation needs it."""
        for index, state in self.names.adjectives.items():
            member = self.states.get(state)
            if member is not None and not member.spans:
                member.spans.add((self.words.starts[index], self.words.ends[index]))
        needed = {id(member.affiliation) for member in self.members if member.affiliation is not None}
        for name in self.names.found:
            member = self.of_name[id(name)]
            if name.use == "place" and id(member) in needed and not member.spans:
                self.refer(member, name.begin, name.end + 1)
        for member in self.members:
            if member.affiliation is not None and not member.affiliation.spans:
                member.affiliation = None

    def state(self, state: str) -> Member:
        """The party of this state, made at need."""
        if state not in self.states:
            self.states[state] = self.add(PartyKind.STATE, state)
        return self.states[state]

    def _tails(self) -> dict[str, str]:
        """'guajardo villarreal' is short for 'Ildefonso Guajardo Villarreal'."""
        tails: dict[str, str] = {}
        for name in self.names.found:
            parts = name_parts(name.key)
            if name.kind is PartyKind.PERSON and len(parts) > 2 and parts[1] not in lexicon.given_names():
                tails[" ".join(parts[1:]).lower()] = f"{parts[0]} {parts[-1]}".lower()
        return tails

    def _full_key(self, parts: list[str]) -> str:
        return self.tails.get(" ".join(parts).lower()) or f"{parts[0]} {parts[-1]}".lower()

    def _persons_by_surname(self) -> None:
        """'Mr. Obama', where only Michelle Obama is named in full, is somebody else."""
        for name in self.names.found:
            gender = gender_told_by(name.honorific)
            lower = name.key.lower()
            if name.kind is not PartyKind.PERSON or not gender or is_full(name_parts(name.key)):
                continue
            same = [one for one in self.surnames.get(lower, ()) if one.gender in ("", "u", gender)]
            if not same and lower in self.surnames:
                self.by_key[f"{gender} {lower}"] = member = self.add(PartyKind.PERSON, name.key)
                member.gender = gender
                _enter(self.surnames[lower], member)
                same = [member]
            for member in same[:1]:
                member.full_names += 1

    def _persons_by_full_name(self) -> None:
        """Every full name makes a person, who can be called by surname, given or middle name from then on."""
        for name in self.names.found:
            parts = name_parts(name.key)
            if name.kind is not PartyKind.PERSON or not is_full(parts):
                continue
            key = self._full_key(parts)
            member = self.by_key.get(key)
            if member is None:
                member = self.by_key[key] = self.add(PartyKind.PERSON, name.key)
                _enter(self.surnames[parts[-1].lower()], member)
                _enter(self.surnames[surname(name.key).lower()], member)
                _enter(self.givens[parts[0].lower()], member)
                for middle in parts[1:-1]:
                    if middle not in lexicon.given_names():
                        _enter(self.middles[middle.lower()], member)
                member.gender = gender_of(parts[0])
            member.full_names += 1
            if len(name.key) > len(member.label):
                member.label = name.key

    def _organizations_by_full_name(self) -> None:
        """Every full name makes an organization, which can be called by its short forms from then on."""
        for name in self.names.found:
            if name.kind not in (PartyKind.ORGANIZATION, PartyKind.OUTLET) or name.use == "short":
                continue
            body = known_body(name.key)
            key = (body.name if body else without_suffix(name.key)).lower()
            member = self.by_key.get(key)
            if member is None:
                member = self.by_key[key] = self.add(name.kind, body.name if body else name.key)
                member.plural = name.kind is PartyKind.ORGANIZATION
            self.by_key.setdefault(name.key.lower(), member)
            if len(name.key) > len(member.label) and not body:
                member.label = name.key
            if bracketed := self._bracketed(name.last + 1):
                self.shorts[bracketed] = member
            for short in short_forms(name.key):
                self.shorts.setdefault(short, member)

    def _bracketed(self, index: int) -> str:
        """The acronym in brackets at this word, in lower case; '' where there is none."""
        words = self.words
        if words.lower(index) != "(" or words.lower(index + 2) != ")" or not words.forms[index + 1].acronym:
            return ""
        return words.lower(index + 1)

    def _place(self, name: Name) -> None:
        """Finds or makes the party of one name."""
        member = self._member_of(name)
        self.of_name[id(name)] = member
        if member.affiliation is None and name.state and member.kind is not PartyKind.STATE:
            member.affiliation = self.state(name.state)
        if member.affiliation is None and name.affiliation is not None:
            member.affiliation = self.of_name.get(id(name.affiliation))

    def _member_of(self, name: Name) -> Member:
        if name.kind is PartyKind.STATE:
            return self.state(name.state or name.key)
        if name.kind is PartyKind.PERSON:
            return self._person(name)
        lower = name.key.lower()
        if name.use == "short":
            return self.heads.get(lower) or self._new(name, lower)
        body = known_body(name.key)
        member = self.by_key.get((body.name if body else without_suffix(name.key)).lower())
        better = self.shorts.get(lower) if body is None else None
        member = better or member or self._new(name, lower)
        for part in (lower.split()[0], lower.split()[-1]):
            self.heads[part] = member
        return member

    def _new(self, name: Name, lower: str) -> Member:
        if lower not in self.by_key:
            self.by_key[lower] = self.add(name.kind or PartyKind.ORGANIZATION, name.key)
            self.by_key[lower].plural = name.kind is PartyKind.GROUP
        return self.by_key[lower]

    def _person(self, name: Name) -> Member:
        parts = name_parts(name.key)
        if is_full(parts):
            member = self.by_key[self._full_key(parts)]
        else:
            member = self.called(name.key.lower(), name.honorific) or self._new(name, name.key.lower())
        gender = gender_told_by(name.honorific)
        member.gender = gender or member.gender
        return member

    def called(self, word: str, honorific: str) -> Member | None:
        """Whom a surname, or a given name alone, stands for: the one most often named in full."""
        gender = gender_told_by(honorific)
        for table in (self.surnames, self.givens, self.middles):
            fitting = [one for one in table.get(word, ()) if not gender or one.gender in ("", "u", gender)]
            if fitting:
                return max(fitting, key=lambda one: one.full_names)
        short = self.shorts.get(word)
        return short if short is not None and not honorific else None

    def refer(self, member: Member, begin: int, end: int) -> None:
        """Adds the words `begin` to `end` (not included), without a possessive 's, to a party's mentions."""
        start, stop = self.words.starts[begin], self.words.ends[end - 1]
        text = self.words.text[start:stop]
        words = text.removesuffix("’s").removesuffix("'s").rstrip()
        member.spans.add((start, start + len(words) if words else stop))

    def name_over(self, index: int) -> Name | None:
        """The name that has this word and the word before it, if one has."""
        position = bisect_left(self.firsts, index)
        before = reversed(self.names.found[max(0, position - 3) : position])
        return next((name for name in before if name.last >= index), None)

    def mention_around(self, begin: int, end: int) -> Name | None:
        """The name whose title or apposition holds all these words; the closest where several do."""
        low = bisect_left(self.firsts, begin - _FARTHEST)
        high = bisect_left(self.firsts, end + _FARTHEST)
        around = (name for name in self.names.found[low:high] if name.begin <= begin and end <= name.end + 1)
        return min(around, key=lambda name: name.end - name.begin, default=None)

    def named_in(self, begin: int, end: int) -> list[Name]:
        """Names whose own words lie within these words (`end` not included)."""
        found = self.names.found
        position = bisect_left(self.firsts, begin)
        picked = []
        while position < len(found) and found[position].first < end:
            if found[position].last < end:
                picked.append(found[position])
            position += 1
        return picked


def _enter(namesakes: list[Member], member: Member) -> None:
    """Adds to those who share a name; more than a text of people has would cost time for nothing."""
    if len(namesakes) < _MOST_NAMESAKES:
        namesakes.append(member)
