"""Parties of a text and who speaks: names become parties, and each source the parties that it refers to.

Rules only: full names and surnames are one person, acronyms and short forms one organization, capitals and
palaces one state; a pronoun or description goes to the likeliest party named before.  Every search looks
back over a bounded number of mentions, so that the whole is linear in the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sayso import lexicon
from sayso.data import Document, Party, PartyKind, Span
from sayso.lexicon import words as class_of
from sayso.reading.attributed import Attribution
from sayso.reading.named import Name, Names
from sayso.reading.names import find_names
from sayso.text.quotations import find_quotations

# How many mentions a search for an antecedent looks back over.
_LOOK_BACK = 30
_LONGEST_LABEL = 12
_MOST_NAMESAKES = 30
_RELATIVE = frozenset({"who", "which", "that", "whose", "whom", "where", "when"})
_BREAKS = frozenset(",(—–;)-")
_FEMALE, _MALE = frozenset({"she", "her", "herself"}), frozenset({"he", "him", "his", "himself"})
_PLURAL, _NEUTER = frozenset({"they", "them", "their", "themselves"}), frozenset({"it", "its", "itself"})
_FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
_PRONOUNS = _FEMALE | _MALE | _PLURAL | _NEUTER | _RELATIVE
_POINTING = frozenset({"this", "these", "those", "there", "here", "and", "but", "as", "what"})


@dataclass(frozen=True, slots=True)
class Found:
    """The parties of a document, and for each attribution, in the order given, who speaks it.

    `parties` have the ids p1, p2 … in order of first mention; `speakers` hold ids of them.
    """

    parties: tuple[Party, ...]
    speakers: tuple[tuple[str, ...], ...]


def find_parties(document: Document, attributions: Sequence[Attribution]) -> Found:
    """Everyone whom the text names, and everyone else who speaks in it.

    A source without words, or with a pronoun that nothing answers to, has no speaker.  Raises nothing for
    any text; spans of `attributions` must lie in it.
    """
    cast = _Cast(find_names(document.text))
    speakers = _Speakers(cast).of_all(attributions)
    order = cast.in_order()
    ids = {id(member): f"p{number}" for number, member in enumerate(order, 1)}
    parties = tuple(_party(member, ids) for member in order)
    return Found(parties, tuple(tuple(ids[id(member)] for member in group) for group in speakers))


@dataclass(slots=True, eq=False)
class _Member:
    """A party while it is being put together; `at` are word indices of its mentions, ascending at first."""

    kind: PartyKind
    label: str
    spans: set[tuple[int, int]] = field(default_factory=set)
    at: list[int] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    duties: set[str] = field(default_factory=set)
    affiliation: _Member | None = None
    gender: str = ""
    plural: bool = False
    full_names: int = 0


def _party(member: _Member, ids: dict[int, str]) -> Party:
    affiliation = ids.get(id(member.affiliation)) if member.affiliation is not None else None
    return Party(
        id=ids[id(member)],
        name=member.label,
        kind=member.kind,
        role=member.roles[0] if member.roles and member.kind is PartyKind.PERSON else None,
        affiliation=affiliation if affiliation != ids[id(member)] else None,
        mentions=tuple(Span(start, end) for start, end in sorted(member.spans)),
    )


class _Cast:
    """The parties that a text names, and where."""

    def __init__(self, names: Names) -> None:
        self.names, self.words = names, names.words
        self.members: list[_Member] = []
        self.by_key: dict[str, _Member] = {}
        self.surnames: dict[str, list[_Member]] = defaultdict(list)
        self.givens: dict[str, list[_Member]] = defaultdict(list)
        self.middles: dict[str, list[_Member]] = defaultdict(list)
        self.shorts: dict[str, _Member] = {}
        self.states: dict[str, _Member] = {}
        self.heads: dict[str, _Member] = {}
        self.of_name: dict[int, _Member] = {}
        self.tails = self._tails()
        self._persons_by_full_name()
        self._persons_by_surname()
        self._organizations_by_full_name()
        for name in names.found:
            self._place(name)
        self._read_headlines()
        names.found.sort(key=lambda name: (name.first, -name.last))
        self.firsts = [name.first for name in names.found]
        self.ending = {name.last: name for name in names.found}
        for name in names.found:
            if self.of_name[id(name)].kind is PartyKind.PERSON:
                self._describe(name, self.of_name[id(name)])
        for name in names.found:
            self._mention(name)

    def add(self, kind: PartyKind, label: str) -> _Member:
        """A new party."""
        member = _Member(kind, label)
        self.members.append(member)
        return member

    def in_order(self) -> list[_Member]:
        """The parties that have a mention, by the first of them."""
        self._evidence_of_states()
        return sorted(
            (member for member in self.members if member.spans), key=lambda member: min(member.spans)
        )

    def _evidence_of_states(self) -> None:
        """A state that is only named by an adjective, and needed as an affiliation, stands on that."""
        for index, state in self.names.adjectives.items():
            member = self.states.get(state)
            if member is not None and not member.spans:
                member.spans.add((self.words.starts[index], self.words.ends[index]))
        for member in self.members:
            if member.affiliation is not None and not member.affiliation.spans:
                member.affiliation = None

    def state(self, state: str) -> _Member:
        """The party of this state, made at need."""
        if state not in self.states:
            self.states[state] = self.add(PartyKind.STATE, state)
        return self.states[state]

    def _tails(self) -> dict[str, str]:
        """'guajardo villarreal' is short for 'Ildefonso Guajardo Villarreal'."""
        tails: dict[str, str] = {}
        for name in self.names.found:
            parts = _name_parts(name.key)
            if name.kind is PartyKind.PERSON and len(parts) > 2 and parts[1] not in lexicon.given_names():
                tails[" ".join(parts[1:]).lower()] = f"{parts[0]} {parts[-1]}".lower()
        return tails

    def _full_key(self, parts: list[str]) -> str:
        return self.tails.get(" ".join(parts).lower()) or f"{parts[0]} {parts[-1]}".lower()

    def _persons_by_surname(self) -> None:
        """'Mr. Obama', where only Michelle Obama is named in full, is somebody else."""
        for name in self.names.found:
            gender = _told_by(name.honorific)
            lower = name.key.lower()
            if name.kind is not PartyKind.PERSON or not gender or _is_full(_name_parts(name.key)):
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
        for name in self.names.found:
            parts = _name_parts(name.key)
            if name.kind is not PartyKind.PERSON or not _is_full(parts):
                continue
            key = self._full_key(parts)
            member = self.by_key.get(key)
            if member is None:
                member = self.by_key[key] = self.add(PartyKind.PERSON, name.key)
                _enter(self.surnames[parts[-1].lower()], member)
                _enter(self.surnames[_surname(name.key).lower()], member)
                _enter(self.givens[parts[0].lower()], member)
                for middle in parts[1:-1]:
                    if middle not in lexicon.given_names():
                        _enter(self.middles[middle.lower()], member)
                member.gender = _gender(parts[0])
            member.full_names += 1
            if len(name.key) > len(member.label):
                member.label = name.key

    def _organizations_by_full_name(self) -> None:
        for name in self.names.found:
            if name.kind not in (PartyKind.ORGANIZATION, PartyKind.OUTLET) or name.use == "short":
                continue
            body = _body(name.key)
            key = (body.name if body else _without_suffix(name.key)).lower()
            member = self.by_key.get(key)
            if member is None:
                member = self.by_key[key] = self.add(name.kind, body.name if body else name.key)
                member.plural = name.kind is PartyKind.ORGANIZATION
            self.by_key.setdefault(name.key.lower(), member)
            if len(name.key) > len(member.label) and not body:
                member.label = name.key
            if bracketed := self._bracketed(name.last + 1):
                self.shorts[bracketed] = member
            for short in _short_forms(name.key):
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
        if name.state and member.affiliation is None and member.kind is not PartyKind.STATE:
            member.affiliation = self.state(name.state)
        if (
            name.affiliation is not None
            and id(name.affiliation) in self.of_name
            and member.affiliation is None
        ):
            member.affiliation = self.of_name[id(name.affiliation)]

    def _member_of(self, name: Name) -> _Member:
        if name.kind is PartyKind.STATE:
            return self.state(name.state or name.key)
        if name.kind is PartyKind.PERSON:
            return self._person(name)
        lower = name.key.lower()
        if name.use == "short":
            return self.heads.get(lower) or self._new(name, lower)
        body = _body(name.key)
        member = self.by_key.get((body.name if body else _without_suffix(name.key)).lower())
        better = self.shorts.get(lower) if body is None else None
        member = better or member or self._new(name, lower)
        for part in (lower.split()[0], lower.split()[-1]):
            self.heads[part] = member
        return member

    def _new(self, name: Name, lower: str) -> _Member:
        if lower not in self.by_key:
            self.by_key[lower] = self.add(name.kind or PartyKind.ORGANIZATION, name.key)
            self.by_key[lower].plural = name.kind is PartyKind.GROUP
        return self.by_key[lower]

    def _person(self, name: Name) -> _Member:
        parts = _name_parts(name.key)
        if _is_full(parts):
            member = self.by_key[self._full_key(parts)]
        else:
            member = self._called(name.key.lower(), name.honorific) or self._new(name, name.key.lower())
        gender = _told_by(name.honorific)
        member.gender = gender or member.gender
        return member

    def _called(self, word: str, honorific: str) -> _Member | None:
        """Whom a surname, or a given name alone, stands for: the one most often named in full."""
        gender = _told_by(honorific)
        for table in (self.surnames, self.givens, self.middles):
            fitting = [one for one in table.get(word, ()) if not gender or one.gender in ("", "u", gender)]
            if fitting:
                return max(fitting, key=lambda one: one.full_names)
        short = self.shorts.get(word)
        return short if short is not None and not honorific else None

    def _read_headlines(self) -> None:
        """Names in lines whose capitals tell nothing: those that the body or the lexicon knows."""
        keys: dict[str, _Member] = {name.key.lower(): self.of_name[id(name)] for name in self.names.found}
        for (begin, end), headline in zip(self.words.ranges, self.words.headlines, strict=True):
            index = begin
            while headline and index < end:
                index = self._headline_name(keys, index, end) + 1

    def _headline_name(self, keys: dict[str, _Member], first: int, end: int) -> int:
        """Takes up the longest name that begins at `first`; returns its last word, or `first`."""
        form = self.words.forms[first]
        if not form.capital or form.lower in class_of("function") or form.lower in class_of("calendar"):
            return first
        self._full_name_of_headline(keys, first, end)
        for last in range(min(end, first + 6) - 1, first - 1, -1):
            key = self.words.key(first, last)
            member = keys.get(key.lower()) or (self._called(key.lower(), "") if first == last else None)
            state, body = lexicon.state_words().get(key), lexicon.bodies().get(key)
            if member is None and state is not None and state.use in ("name", "seat"):
                member = self.state(state.state)
            elif member is None and body is not None and (last > first or form.acronym):
                member = self.by_key.get(body.name.lower()) or self.add(body.kind, body.name)
                self.by_key[body.name.lower()] = member
            if member is not None and not (first == last and form.lower in lexicon.common_words()):
                name = Name(first, last, key, member.kind)
                self.names.found.append(name)
                self.of_name[id(name)] = member
                return last
            if self.words.forms[last].possessive:
                continue
        return first

    def _full_name_of_headline(self, keys: dict[str, _Member], first: int, end: int) -> None:
        """A given name before a surname that the body uses alone: the headline has the full name."""
        given = self.words.forms[first].word
        surname = self.words.lower(first + 1) if first + 1 < end else ""
        member = keys.get(surname)
        if given in lexicon.given_names() and member is not None and member.label.lower() == surname:
            if member.kind is not PartyKind.PERSON:
                return
            member.label = self.words.key(first, first + 1)
            member.gender = member.gender or _gender(given)
            keys[member.label.lower()] = member

    def _describe(self, name: Name, member: _Member) -> None:
        """Takes role and affiliation from the words around a person's name into its mention."""
        if name.title:
            self._role(member, name.title)
        _before(self, name, member)
        _behind(self, name, member)

    def _role(self, member: _Member, title: str) -> None:
        first = title.lower().rstrip(".")
        title = lexicon.titles_spelled().get(first, title)
        member.duties.update(
            lexicon.same_roles().get(word, word) for word in title.lower().split() if word in class_of("role")
        )
        bare = (
            first in class_of("honorific_m") or first in class_of("honorific_f") or first in {"dr", "doctor"}
        )
        if title and not bare and title not in member.roles:
            member.roles.append(title)

    def _mention(self, name: Name) -> None:
        member, words = self.of_name[id(name)], self.words
        member.spans.add((words.starts[name.begin], words.ends[name.end]))
        member.at.append(name.first)

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


def _enter(namesakes: list[_Member], member: _Member) -> None:
    """Adds to those who share a name; more than a text of people has would cost time for nothing."""
    if len(namesakes) < _MOST_NAMESAKES:
        namesakes.append(member)


def _name_parts(key: str) -> list[str]:
    parts = [part for part in key.split() if part.lower().rstrip(".") not in class_of("name_suffix")]
    return parts or key.split()


def _is_full(parts: list[str]) -> bool:
    """Whether these words hold a given name and a surname: not 'De Blasio'."""
    return any(part.lower() not in class_of("surname_particle") for part in parts[:-1])


def _body(key: str) -> lexicon.Body | None:
    """The well-known body of this name, with or without its country before it."""
    bodies = lexicon.bodies()
    return bodies.get(key) or bodies.get(key.removeprefix("U.S. ").removeprefix("US "))


def _surname(key: str) -> str:
    """The last word with the particles before it: 'de Blasio'."""
    parts = _name_parts(key)
    start = len(parts) - 1
    while start > 1 and parts[start - 1].lower() in class_of("particle"):
        start -= 1
    return " ".join(parts[start:])


def _gender(given: str) -> str:
    return lexicon.given_names().get(given, "")


def _told_by(honorific: str) -> str:
    if honorific in class_of("honorific_m"):
        return "m"
    return "f" if honorific in class_of("honorific_f") else ""


def _without_suffix(key: str) -> str:
    parts = key.split()
    while len(parts) > 1 and parts[-1].lower() in class_of("company_suffix"):
        parts.pop()
    return " ".join(parts)


def _short_forms(key: str) -> Iterator[str]:
    """What an organization is called for short: its initials, its name without 'Inc', its first word."""
    parts = key.split()
    legal = {"inc", "corp", "co", "ltd", "llc", "plc"}
    capitals = [part for part in parts if part[0].isupper() and part.lower() not in legal]
    if len(capitals) >= 3 or (len(capitals) == 2 and "Union" in capitals):
        initials = "".join(part[0] for part in capitals)
        yield initials.lower()
        yield ".".join(initials.lower()) + "."
    bare = _without_suffix(key).lower()
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


def _before(cast: _Cast, name: Name, member: _Member) -> None:
    """'former campaign manager', 'USAir spokesman' right before a name."""
    words, index = cast.words, name.begin - 1
    role_at = index
    lower = words.lower(index)
    if words.forms[max(index, 0)].possessive or not (
        lower in class_of("role") or (name.title and lower in class_of("role_modifier"))
    ):
        return
    while index >= 0 and index > name.begin - 9:
        lower = words.lower(index)
        modifier = (
            lower in class_of("role") or lower in class_of("role_modifier") or index in cast.names.adjectives
        )
        if not modifier or index in cast.ending or (words.forms[index].possessive and index != role_at):
            break
        index -= 1
    if index == role_at:
        return
    title = words.text[words.starts[index + 1] : words.ends[role_at]]
    if name.title and name.title in member.roles:
        member.roles.remove(name.title)
        title = f"{title} {name.title}"
    cast._role(member, title)
    for at in range(index + 1, role_at):
        state = cast.names.adjectives.get(at)
        if state and member.affiliation is None:
            member.affiliation = cast.state(state)
    employer = cast.ending.get(index)
    if employer is not None and employer is not name:
        member.affiliation = member.affiliation or cast.of_name[id(employer)]
        index = employer.begin - 1
        while words.lower(index) in class_of("role_modifier") and index not in cast.ending:
            index -= 1
    owner = cast.ending.get(index)
    if owner is not None and words.forms[index].possessive:
        index = owner.begin - 1  # 'Holt's colleague Matt Lauer'
    if words.lower(index) in class_of("determiner") and words.forms[index].word not in _STOPPING:
        index -= 1
    name.begin = index + 1


_STOPPING = frozenset({"This", "That", "These", "Those"})


def _behind(cast: _Cast, name: Name, member: _Member) -> None:
    """', the secretary general of the United Nations,' and 'of Costa Rica' right behind a name."""
    words, index = cast.words, name.last + 1
    if words.lower(index) == "of" and not words.forms[name.last].possessive:
        home = next(
            (other for other in cast.named_in(index + 1, index + 5) if other.first <= index + 2), None
        )
        if home is not None and home.kind in (PartyKind.STATE, PartyKind.ORGANIZATION, PartyKind.OUTLET):
            member.affiliation = member.affiliation or cast.of_name[id(home)]
            name.end, index = home.last, home.last + 1
    if words.lower(index) != "," or words.forms[index - 1].possessive:
        return
    end, role_at = index + 1, -1
    while end < len(words.forms) and end < index + 16:
        form = words.forms[end]
        if form.word in ',.;:?!—–"“”()':
            break
        if form.lower in class_of("verb") or form.lower in _RELATIVE or form.lower == "and" and role_at < 0:
            return
        of_staff = role_at == end - 2 and words.lower(end - 1) == "of" and form.lower == "staff"
        if of_staff or (role_at < 0 and form.lower in class_of("role") and end < index + 8):
            role_at = end
        end += 1
    begin = index + 1
    starts = words.lower(begin) in class_of("determiner") or words.lower(begin) in class_of("role_modifier")
    if role_at < 0 or not (
        starts or role_at == begin or begin in cast.names.adjectives or _owner(cast, begin, role_at)
    ):
        return
    if (
        end >= len(words.forms)
        or words.forms[end].word not in ",.;"
        or words.paragraph(end) != words.paragraph(begin)
    ):
        return
    label_from = begin + 1 if words.lower(begin) in class_of("determiner") else begin
    for at in range(label_from, role_at):
        if words.forms[at].possessive:
            label_from = at + 1
    cast._role(member, words.text[words.starts[label_from] : words.ends[role_at]])
    for other in cast.named_in(begin, end):
        if member.affiliation is None and other.kind in (
            PartyKind.STATE,
            PartyKind.ORGANIZATION,
            PartyKind.OUTLET,
        ):
            member.affiliation = cast.of_name[id(other)]
    name.end = end - 1 if not words.forms[end - 1].possessive else name.end


def _owner(cast: _Cast, begin: int, role_at: int) -> bool:
    """Whether an apposition begins with a name: 'Mr. Trump's running mate', 'USAir president'."""
    return any(name.begin == begin and name.last < role_at for name in cast.named_in(begin, role_at))


@dataclass(slots=True)
class _Spoken:
    """The last speakers of each sort, with where they spoke."""

    person: deque[tuple[int, _Member]] = field(default_factory=lambda: deque(maxlen=4))
    plural: tuple[int, tuple[_Member, ...]] | None = None
    thing: tuple[int, _Member] | None = None


class _Speakers:
    """Who each source refers to."""

    def __init__(self, cast: _Cast) -> None:
        self.cast, self.words = cast, cast.words
        self.spoken = _Spoken()
        self.unnamed: dict[str, _Member] = {}
        self.by_noun: dict[str, tuple[int, _Member]] = {}
        self.duties: dict[str, list[tuple[int, _Member]]] = defaultdict(list)
        self.people: list[Name] = []
        self.bodies: list[Name] = []
        for name in cast.names.found:
            member = cast.of_name[id(name)]
            if member.kind is PartyKind.PERSON:
                self.people.append(name)
                for duty in member.duties:
                    self.duties[duty].append((name.first, member))
            else:
                self.bodies.append(name)
        self.people_at = [name.first for name in self.people]
        self.bodies_at = [name.first for name in self.bodies]
        self.quotations = find_quotations(cast.words.text)
        self.quotation_starts = [quotation.start for quotation in self.quotations]

    def of_all(self, attributions: Sequence[Attribution]) -> list[tuple[_Member, ...]]:
        """The speakers of each attribution, in the order given."""
        found: list[tuple[_Member, ...]] = [()] * len(attributions)
        order = sorted(range(len(attributions)), key=lambda at: _position(attributions[at]))
        later = []
        for at in order:
            ranges = self._ranges(attributions[at])
            if not ranges:
                continue
            if self._is_first_person(ranges):
                later.append((at, ranges))
                continue
            found[at] = tuple(dict.fromkeys(self._read(ranges, attributions[at])))
            self._remember(ranges[0][0], found[at])
        voices = self._voices(attributions, found) if later else {}
        for at, ranges in later:
            position = self.words.starts[ranges[0][0]]
            voice = voices.get(self._quotation(position))
            found[at] = voice or ()
            for member in found[at]:
                self._refer(member, *ranges[0])
        return found

    def _ranges(self, attribution: Attribution) -> list[tuple[int, int]]:
        """The words of a source, as ranges of word indices."""
        ranges = []
        for span in sorted(attribution.source):
            first = self.words.at(span.start)
            last = bisect_left(self.words.starts, span.end)
            while first < last and not self.words.forms[first].word[:1].isalnum():
                first += 1
            while last > first and not self.words.forms[last - 1].word[-1:].isalnum():
                if self.words.forms[last - 1].acronym:
                    break
                last -= 1
            if first < last:
                ranges.append((first, last))
        return ranges

    def _is_first_person(self, ranges: list[tuple[int, int]]) -> bool:
        begin, end = ranges[0]
        return self.words.lower(begin) in _FIRST and end - begin <= 2

    def _quotation(self, position: int) -> int:
        """Index of the quotation around a character; -1 outside of all."""
        at = bisect_right(self.quotation_starts, position) - 1
        return at if at >= 0 and position < self.quotations[at].end else -1

    def _voices(
        self, attributions: Sequence[Attribution], found: list[tuple[_Member, ...]]
    ) -> dict[int, tuple[_Member, ...]]:
        """Whose words each quotation holds."""
        voices: dict[int, tuple[_Member, ...]] = {}
        for attribution, speakers in zip(attributions, found, strict=True):
            for span in attribution.content if speakers else ():
                at = bisect_right(self.quotation_starts, span.start)
                at = at - 1 if at and self.quotations[at - 1].end > span.start else at
                while at < len(self.quotations) and self.quotations[at].start < span.end:
                    voices.setdefault(at, speakers)
                    at += 1
        for at, quotation in enumerate(self.quotations):
            if quotation.continues and at in voices:
                voices.setdefault(at + 1, voices[at])
        for at in range(len(self.quotations) - 1, 0, -1):
            if self.quotations[at - 1].continues and at in voices:
                voices.setdefault(at - 1, voices[at])
        voices.pop(-1, None)
        return voices

    def _remember(self, index: int, members: tuple[_Member, ...]) -> None:
        if len(members) > 1 or any(member.plural for member in members):
            self.spoken.plural = (index, members)
        for member in members:
            if member.kind is PartyKind.PERSON:
                self.spoken.person.append((index, member))
            if member.kind in (PartyKind.ORGANIZATION, PartyKind.STATE, PartyKind.OUTLET):
                self.spoken.thing = (index, member)

    def _refer(self, member: _Member, begin: int, end: int) -> None:
        """Adds these words to the mentions of a party."""
        last = end - 1
        member.spans.add((self.words.starts[begin], self.words.ends[last]))

    # ---- the noun phrase -------------------------------------------------------------------------

    def _read(self, ranges: list[tuple[int, int]], attribution: Attribution) -> list[_Member]:
        begin, end = max(ranges, key=lambda limits: bool(self.cast.named_in(*limits))) if ranges else (0, 0)
        parts = self._parts(begin, end)
        members: list[_Member] = []
        for first, last in parts:
            members.extend(self._head(first, last, attribution))
        return members

    def _parts(self, begin: int, end: int) -> list[tuple[int, int]]:
        """The coordinated noun phrases of a source; appositions left out."""
        pieces = self._pieces(begin, end)
        first = pieces[0][1:]
        parts, after_name = [first], self._headed(*first)
        opened = clause = False
        for number, (mark, start, stop) in enumerate(pieces):
            if self.words.lower(start) in class_of("example_opener") and number:
                break
            name = self._headed(start, stop)
            person = name is not None and name.kind is PartyKind.PERSON and name.begin <= start
            opened, clause = opened and mark != ",and", clause and mark != ",and"
            comes_join = any("and" in later for later, *_ in pieces[max(number, 1) :])
            if not number:
                pass
            elif person and mark == "," and after_name is None and not comes_join and len(parts) == 1:
                parts = [(start, stop)]  # 'the secretary general, Ban Ki-moon'
            elif self.words.lower(start) in _RELATIVE or self.words.lower(start) in class_of("verb"):
                clause = True
            elif not clause and self._joins(mark, start, stop, name, opened, comes_join):
                parts.append((start, stop))
            opened = opened or self._cut(start, stop) < stop
            clause = clause or any(self.words.lower(at) in _RELATIVE for at in range(start, stop))
        return parts

    def _joins(
        self, mark: str, start: int, stop: int, name: Name | None, opened: bool, comes_join: bool
    ) -> bool:
        """Whether a piece is one more speaker; `opened` says that a preposition came before it."""
        if name is not None and name.begin <= start and comes_join:
            if name.kind is PartyKind.PERSON:
                return not (opened and self._ends_with_person(start))
            if mark == ",":
                return not opened
        return "and" in mark and not opened and self._phrase(start, stop, name)

    def _ends_with_person(self, start: int) -> bool:
        """Whether a person, the object of a preposition, stands before 'and': one phrase with the next."""
        before = self.cast.ending.get(start - 2)
        return before is not None and self.cast.of_name[id(before)].kind is PartyKind.PERSON

    def _phrase(self, start: int, stop: int, name: Name | None) -> bool:
        """Whether a coordinated piece is a noun phrase of its own and no part of an apposition."""
        words = self.words
        if name is not None and name.first <= start + 2:
            return True
        if words.lower(start) in class_of("determiner"):
            return True
        head = words.lower(self._cut(start, stop) - 1)
        return (
            head in class_of("unnamed_plural")
            or head in class_of("group_noun")
            or head in {"he", "she", "others"}
        )

    def _pieces(self, begin: int, end: int) -> list[tuple[str, int, int]]:
        """A source cut at commas and conjunctions outside of names."""
        inside = self._inside_names(begin, end)
        pieces, start, mark = [], begin, ""
        for index in range(begin, end):
            if index in inside:
                continue
            word = self.words.lower(index)
            cut = "and" if word in {"and", "or", "&"} else "," if word in _BREAKS else ""
            if not cut:
                continue
            bare = (
                cut == "and" and index == start + 1 and self.words.lower(start) in class_of("role_modifier")
            )
            if bare and index + 1 < end:
                continue  # 'federal and state officials'
            if index > start:
                pieces.append((mark, start, index))
                mark = cut
            elif cut == "and":
                mark = ",and" if mark == "," or index == start else cut
            start = index + 1
        if start < end or not pieces:
            pieces.append((mark, start, max(end, start)))
        return pieces

    def _inside_names(self, begin: int, end: int) -> set[int]:
        """The words of names and of the titles before them."""
        named = self.cast.named_in(begin, end)
        return {at for name in named for at in range(max(begin, name.begin), name.last + 1)}

    def _headed(self, begin: int, end: int) -> Name | None:
        """The name that is the head of a noun phrase, if a name is."""
        cut = self._cut(begin, end)
        inside = self.cast.named_in(begin, cut)
        if not inside:
            return None
        last = max(inside, key=lambda name: name.last)
        tail = [self.words.lower(at) for at in range(last.last + 1, cut)]
        return last if all(word in class_of("reflexive") or not word[:1].isalnum() for word in tail) else None

    def _cut(self, begin: int, end: int) -> int:
        """Where the noun phrase before its first preposition or relative clause ends."""
        inside = self._inside_names(begin, end)
        for index in range(begin + 1, end):
            word = self.words.lower(index)
            if index not in inside and (
                word in class_of("phrase_end") or word in _RELATIVE or word in (",", "(")
            ):
                return index
        return end

    def _head(self, begin: int, end: int, attribution: Attribution) -> list[_Member]:
        """Whom one noun phrase refers to."""
        if begin >= end:
            return []
        name = self._headed(begin, end)
        if name is not None:
            return [self.cast.of_name[id(name)]]
        cut = self._cut(begin, end)
        inside = self.cast.named_in(begin, cut)
        noun = self.words.lower(cut - 1)
        if inside and noun in class_of("epithet") and self.words.lower(begin) == "the":
            known = self._described(begin, cut, end, None, attribution)
            if known is not None:
                self._refer(known, begin, cut)
                return [known]
        if inside:
            return [self._modified(inside[-1], noun, begin, end, cut)]
        adjective = next((self.cast.names.adjectives[at] for at in range(begin, cut)
                          if at in self.cast.names.adjectives), None)  # fmt: skip
        if adjective and noun in class_of("administration_head"):
            member = self.cast.state(adjective)
            self._refer(member, begin, cut)
            return [member]
        if adjective and cut - begin == 1:
            return [self.cast.state(adjective)]
        if all(self._says_nothing(at) or not self.words.lower(at)[:1].isalnum() for at in range(begin, cut)):
            return []
        if cut - begin == 1 and self.words.lower(begin) in _PRONOUNS:
            found = self._pronoun(begin, attribution)
            for member in found:
                self._refer(member, begin, cut)
            return found
        known = self._described(begin, cut, end, adjective, attribution)
        if known is not None:
            self._refer(known, begin, cut)
            return [known]
        return [self._stranger(begin, end, cut, adjective, attribution)]

    def _says_nothing(self, at: int) -> bool:
        """Whether a word can't be somebody: 'this', 'said'."""
        lower = self.words.lower(at)
        return lower in _POINTING or lower in class_of("reporting")

    def _modified(self, name: Name, noun: str, begin: int, end: int, cut: int) -> _Member:
        """A common noun behind a name: 'the Trump campaign', 'White House officials', 'Zelensky's aide'."""
        owner = self.cast.of_name[id(name)]
        if noun in class_of("administration_head"):
            if (
                owner.kind is PartyKind.PERSON
                and owner.affiliation
                and owner.affiliation.kind is PartyKind.STATE
            ):
                owner = owner.affiliation
            elif owner.kind is PartyKind.PERSON and "United States" in self.cast.states:
                owner = self.cast.state("United States")
            if owner.kind is PartyKind.STATE:
                self._refer(owner, begin, cut)
                return owner
        if (
            owner.kind is PartyKind.OUTLET
            and noun in class_of("outlet_head")
            and not self.words.forms[name.last].possessive
        ):
            return owner
        member = self._labelled(begin, end, cut)
        member.affiliation = member.affiliation or owner
        plain = noun in class_of("unnamed_plural") or noun in class_of("unnamed_singular")
        if noun in class_of("organization_head") and not plain:
            member.kind = PartyKind.ORGANIZATION
        return member

    def _stranger(
        self, begin: int, end: int, cut: int, adjective: str | None, attribution: Attribution
    ) -> _Member:
        """Somebody without a name, affiliated to whom the words name."""
        member = self._labelled(begin, end, cut)
        behind = [name for name in self.cast.named_in(cut, end) if name.first <= cut + 3]
        noun = self.words.lower(cut - 1)
        serves = (
            noun in class_of("unnamed_plural")
            or noun in class_of("unnamed_singular")
            or noun in class_of("role")
        )
        owner = self.words.lower(begin)
        if member.affiliation is None and owner in {"his", "her"}:
            member.affiliation = self._person_before(begin, "m" if owner == "his" else "f", attribution)
        elif member.affiliation is None and adjective:
            member.affiliation = self.cast.state(adjective)
        elif (
            member.affiliation is None
            and behind
            and serves
            and self.words.lower(cut) in {"of", "for", "at", "from", "in"}
        ):
            member.affiliation = self.cast.of_name[id(behind[0])]
        return member

    def _labelled(self, begin: int, end: int, cut: int) -> _Member:
        """The unnamed party of these words; the same words are the same party."""
        words = self.words
        while end > cut and words.lower(end - 1) in class_of("phrase_end"):
            end -= 1
        for index in range(cut, end):
            if words.lower(index) in _RELATIVE or words.lower(index) == ",":
                end = index
                break
        stop = end if end - begin <= _LONGEST_LABEL else min(cut, begin + _LONGEST_LABEL)
        start = begin + 1 if words.lower(begin) in {"the", "these", "those"} and stop - begin > 1 else begin
        label = words.text[words.starts[start] : words.ends[stop - 1]]
        label = " ".join(label.split())
        member = self.unnamed.get(label.lower())
        if member is None:
            noun = words.lower(cut - 1)
            group = noun in class_of("group_noun") and noun not in class_of("unnamed_plural")
            kind = self._kind_by_capitals(begin, stop) or (PartyKind.GROUP if group else PartyKind.UNNAMED)
            member = self.cast.add(kind, label)
            member.plural = group or noun in class_of("unnamed_plural") or noun.endswith("s")
            self.unnamed[label.lower()] = member
        self._refer(member, begin, stop)
        if words.lower(begin) != "the" or stop - begin > 2:
            self.by_noun[words.lower(cut - 1)] = (begin, member)
        return member

    def _kind_by_capitals(self, begin: int, stop: int) -> PartyKind | None:
        """A speaker written like a name is one, though nothing else in the text shows it."""
        words, article = self.words, self.words.lower(begin) == "the"
        forms = words.forms[begin + article : stop]
        proper = all(form.capital and form.lower not in lexicon.common_words() for form in forms)
        if not forms or len(forms) > 3 or not proper or any(form.function for form in forms):
            return None
        if any(form.lower in class_of("adjective_name") or form.lower in class_of("thing") for form in forms):
            return None
        if any(
            form.lower in class_of("group_noun") or form.lower in class_of("unnamed_plural") for form in forms
        ):
            return None
        return PartyKind.ORGANIZATION if article or forms[0].acronym else PartyKind.PERSON

    # ---- pronouns and descriptions ---------------------------------------------------------------

    def _pronoun(self, index: int, attribution: Attribution) -> list[_Member]:
        word = self.words.lower(index)
        if word in _PLURAL:
            return self._plural_before(index)
        if word in _FEMALE or word in _MALE:
            found = self._person_before(index, "f" if word in _FEMALE else "m", attribution)
        else:
            found = self._thing_before(index) if word in _NEUTER else self._antecedent(index)
        return [found] if found is not None else []

    def _person_before(self, index: int, gender: str, attribution: Attribution) -> _Member | None:
        """The likeliest person for 'he' or 'she': near, the subject, the last speaker, of that gender."""
        paragraph = self.words.paragraph(index)
        hidden = [(span.start, span.end) for span in attribution.content]
        scores: dict[int, tuple[float, _Member]] = {}
        position = bisect_left(self.people_at, index)
        for rank, name in enumerate(reversed(self.people[max(0, position - _LOOK_BACK) : position])):
            member, start = self.cast.of_name[id(name)], self.words.starts[name.first]
            if any(begin <= start < end for begin, end in hidden):
                continue
            self._consider(scores, member, self._prominence(name, rank, paragraph, index), gender)
        for back, (at, member) in enumerate(reversed(self.spoken.person)):
            if at < index:
                distance = paragraph - self.words.paragraph(at)
                self._consider(scores, member, 2.2 - 1.5 * distance - back, gender)
        if not scores:
            return None
        return max(scores.values(), key=lambda pair: pair[0])[1]

    def _consider(
        self, scores: dict[int, tuple[float, _Member]], member: _Member, score: float, gender: str
    ) -> None:
        if gender and member.gender not in ("", "u", gender):
            return
        if not gender and member.duties:
            return  # 'the nominee' isn't somebody with another role
        score -= 0.0 if member.gender == gender else 1.2
        if id(member) not in scores or scores[id(member)][0] < score:
            scores[id(member)] = (score, member)

    def _prominence(self, name: Name, rank: int, paragraph: int, index: int) -> float:
        words = self.words
        at = words.paragraph(name.first)
        score = -1.5 * (paragraph - at) - 0.25 * rank
        begin = words.ranges[at][0]
        subject = words.lower(name.end + 1) in class_of("verb") or words.lower(name.end + 1) == ","
        owns = words.forms[name.last].possessive
        score += 1.5 if words.begins_sentence(name.begin, begin) and not owns else 0.0
        score += 0.7 if subject else 0.0
        near = at == paragraph and index - name.last < 50
        near = near and all(words.forms[between].word not in ".?!" for between in range(name.last + 1, index))
        score += 1.5 if near else 0.0
        score -= (0.5 if near else 1.5) if owns else 0.0
        return score - (3.0 if self._quotation(words.starts[name.first]) >= 0 else 0.0)

    def _plural_before(self, index: int) -> list[_Member]:
        """The last speakers who were several, or else the group or organization last named."""
        spoken = list(self.spoken.plural[1]) if self.spoken.plural is not None else []
        if self.spoken.plural is not None:
            at = self.spoken.plural[0]
            if self.words.paragraph(index) - self.words.paragraph(at) <= 4:
                return spoken
        for name in self._bodies_before(index):
            member = self.cast.of_name[id(name)]
            if member.plural or member.kind is PartyKind.GROUP:
                return [member]
        return spoken

    def _thing_before(self, index: int) -> _Member | None:
        bodies = (name for name in self._bodies_before(index) if name.kind is not PartyKind.GROUP)
        nearby = next((name for name in bodies if not self._in_quotation(name)), None)
        if self.spoken.thing is not None:
            at, member = self.spoken.thing
            if nearby is None or self.words.paragraph(index) - self.words.paragraph(at) <= 1:
                return member
        return self.cast.of_name[id(nearby)] if nearby is not None else None

    def _in_quotation(self, name: Name) -> bool:
        return self._quotation(self.words.starts[name.first]) >= 0

    def _bodies_before(self, index: int) -> Iterator[Name]:
        position = bisect_left(self.bodies_at, index)
        return reversed(self.bodies[max(0, position - _LOOK_BACK) : position])

    def _antecedent(self, index: int) -> _Member | None:
        """The noun phrase right before 'who' or 'which'."""
        words, before = self.words, index - 1
        while before >= 0 and words.forms[before].word in (",", "-", "—", "–", "(", ")"):
            before -= 1
        for name in reversed(self.cast.named_in(max(0, before - 14), before + 1)):
            if name.last == before or name.end == before:
                return self.cast.of_name[id(name)]
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
        return self._labelled(begin, before + 1, before + 1)

    def _described(
        self, begin: int, cut: int, end: int, adjective: str | None, attribution: Attribution
    ) -> _Member | None:
        """Whom 'the minister', 'the Ukrainian president', 'the company' stands for, if someone before."""
        words, noun = self.words, self.words.lower(cut - 1)
        if words.lower(begin) not in {"the", "this", "that"} and (
            cut - begin > 1 or not words.forms[begin].capital
        ):
            return None
        if cut - begin > 6 or (cut < end and words.lower(cut) in _RELATIVE | class_of("phrase_end")):
            return None
        at, latest = self.by_noun.get(noun, (-1, None)) if cut - begin == 2 else (-1, None)
        if noun in class_of("role") or noun in class_of("epithet"):
            bearer = self._bearer(begin, lexicon.same_roles().get(noun, noun), adjective, at)
            if bearer is None and latest is None and noun in class_of("epithet"):
                return self._person_before(begin, "", attribution)
            return bearer or latest
        if latest is not None:
            return latest
        if noun == "government":
            return self._last_state(begin)
        sort = (
            noun in class_of("organization_cue")
            or noun in class_of("company_noun")
            or noun in class_of("outlet_head")
        )
        if sort or noun in {"campaign", "organization", "paper"}:
            return self._body_of_sort(begin, noun)
        return None

    def _bearer(self, index: int, duty: str, adjective: str | None, since: int) -> _Member | None:
        """The person last named before with this role, if not before the word `since`."""
        events = self.duties.get(duty, [])
        said = (self.words.lower(at) for at in range(index, index + 3))
        party = next((word for word in said if word in class_of("party_word")), "")
        party = "republican" if party == "gop" else party
        stop = bisect_left(events, index, key=lambda event: event[0])
        for at, member in reversed(events[max(0, stop - _LOOK_BACK) : stop]):
            if at < since:
                break
            home, side = member.affiliation, {word for role in member.roles for word in role.lower().split()}
            if party and side & class_of("party_word") and party not in side:
                continue
            if adjective is None or home is None or home is self.cast.states.get(adjective):
                return member
        return None

    def _last_state(self, index: int) -> _Member | None:
        for name in self._bodies_before(index):
            if self.words.paragraph(index) - self.words.paragraph(name.first) > 3:
                return None
            if name.kind is PartyKind.STATE:
                return self.cast.of_name[id(name)]
        return None

    def _body_of_sort(self, index: int, noun: str) -> _Member | None:
        """The latest organization that may be called by this noun."""
        wanted = PartyKind.OUTLET if noun in class_of("outlet_head") else PartyKind.ORGANIZATION
        loose = None
        for name in self._bodies_before(index):
            member = self.cast.of_name[id(name)]
            lowers = member.label.lower().split()
            if noun in lowers:
                return member
            if member.kind is not wanted or loose is not None:
                continue
            institution = lowers[-1] in class_of("organization_cue") and lowers[-1] not in class_of(
                "company_suffix"
            )
            if noun in class_of("company_noun") and institution and noun != "group":
                continue
            loose = member
        general = class_of("company_noun") | class_of("outlet_head") | {"organization", "agency"}
        return loose if noun in general else None


def _position(attribution: Attribution) -> tuple[int, int]:
    spans = attribution.source or attribution.cue or attribution.content
    return (spans[0].start, spans[0].end) if spans else (0, 0)
