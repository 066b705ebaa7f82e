"""Names in running text: capitalised words that name a person, state, organization, group or outlet.

No model: capitals, titles, the lexicon, and what the rest of the text shows about a word (whether it is
also written in lower case, stands after 'in', speaks, has a government).  One pass over the words and one
over the distinct names; linear in the text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso import lexicon
from sayso.data import PartyKind
from sayso.lexicon import words as class_of
from sayso.text.paragraphs import paragraphs

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[’'‘]s\b|-\w+)?"  # U.S., J.D., U.N.'s, U.S.-led
    r"|\b[RDI]-[A-Z](?:\.[A-Z]\.?|[a-z]+)"  # R-S.C., D-Conn
    r"|[^\W_]+(?:[’'‘&@\-][^\W_]+)*"
    r"|\S"
)
_ENDING = re.compile(r"[’'‘](?:s|S|ll|d|ve|re|m)$")
_PARTY_TAG = re.compile(r"[RDI]-[A-Z]")  # 'R-Fla.' behind a senator's name
_HEADLINE_WORDS = 30
_LONGEST_NAME = 12
_OPENING = frozenset("“\"'‘([«„‹<")
_STOPS = frozenset(".!?:;…•*|–—-")


class Form:
    """What one written word tells by itself; shared by all its occurrences."""

    __slots__ = ("acronym", "capital", "cut", "function", "lower", "possessive", "word")

    def __init__(self, raw: str) -> None:
        ending = _ENDING.search(raw)
        self.possessive = bool(ending) and raw[-1] in "sS"
        self.cut = len(ending.group()) if ending else 0
        self.word = raw[: len(raw) - self.cut].replace("’", "'").replace("‘", "'")
        self.lower = self.word.lower()
        self.function = self.lower in class_of("function") and (
            not self.word.isupper() or len(self.word) == 1
        )
        self.acronym = self.word.isupper() and len(self.word) > 1 and self.word[0].isalpha()
        self.capital = self._names()

    def _names(self) -> bool:
        word = self.word
        if not word or not (word[0].isupper() or word[:3] in ("al-", "el-") and word[3:4].isupper()):
            return False
        if _PARTY_TAG.match(word):
            return False
        head, _, tail = word.partition("-")
        return not (tail and tail.islower() and len(head) > 3)  # 'Saudi-led', not 'Ki-moon'


class Words:
    """The words and marks of a text, by paragraph.  `starts` and `ends` are character offsets."""

    __slots__ = ("ends", "forms", "headlines", "lower_seen", "ranges", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts, self.ends = array("L"), array("L")
        self.forms: list[Form] = []
        self.ranges: list[tuple[int, int]] = []
        known: dict[str, Form] = {}
        for start, end in paragraphs(text):
            first = len(self.forms)
            for match in _TOKEN.finditer(text, start, end):
                raw = match.group()
                form = known.get(raw)
                if form is None:
                    form = known[raw] = Form(raw)
                self.forms.append(form)
                self.starts.append(match.start())
                self.ends.append(match.end() - form.cut)
            if len(self.forms) > first:
                self.ranges.append((first, len(self.forms)))
        self.lower_seen = {form.word for form in known.values() if form.word.islower()}
        self.headlines = [self._is_headline(*limits) for limits in self.ranges]

    def at(self, offset: int) -> int:
        """Index of the first word that ends after this character."""
        return bisect_left(self.ends, offset + 1)

    def paragraph(self, index: int) -> int:
        """Index of the paragraph of a word."""
        return max(0, bisect_left(self.ranges, (index + 1, 0)) - 1)

    def _is_headline(self, first: int, last: int) -> bool:
        """Whether capitals tell nothing here: a short line in Title Case or CAPITALS."""
        long_words = [
            form for form in self.forms[first:last] if len(form.word) > 3 and form.word[0].isalpha()
        ]
        if last - first > 200 or len(long_words) < 3:
            return False
        upper = sum(form.word.isupper() for form in long_words)
        if upper * 5 >= len(long_words) * 4:
            return True
        if last - first > _HEADLINE_WORDS:
            return False
        capital = sum(form.word[0].isupper() for form in long_words)
        titles = class_of("title_head") | class_of("role_modifier")
        common = sum(
            form.word[:1].isupper() and form.lower in lexicon.common_words() and form.lower not in titles
            for form in self.forms[first + 1 : last]
        )
        return capital * 5 >= len(long_words) * 4 and common >= 2 and common * 3 >= capital

    def key(self, first: int, last: int) -> str:
        """Words `first` to `last` (included) without the dots of abbreviations."""
        picked = (form.word for form in self.forms[first : last + 1] if form.word not in (".", ","))
        return " ".join(picked)

    def lower(self, index: int) -> str:
        """The lower-case word at this index; '' outside of the text."""
        return self.forms[index].lower if 0 <= index < len(self.forms) else ""

    def begins_sentence(self, index: int, begin: int) -> bool:
        """Whether the word at `index` would have a capital anyway."""
        before = index - 1
        while before >= begin and self.forms[before].word in _OPENING:
            if self.ends[before] != self.starts[before + 1]:
                break  # a closing mark: blank after it
            before -= 1
        if before < begin or before < index - 1:
            return True
        form = self.forms[before]
        if form.word == "." and before > begin:
            prior = self.forms[before - 1]
            return not (prior.lower in class_of("abbreviation") or len(prior.word) == 1 and prior.capital)
        return form.word in _STOPS or form.word in "”’\"'" or (form.acronym and form.word[-1] == ".")


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
class Evidence:
    """What the text shows about one undecided name, counted over its occurrences."""

    place: int = 0
    actor: int = 0
    article: int = 0
    state: int = 0
    other: int = 0
    company: int = 0
    owner: int = 0
    speaks: int = 0


@dataclass(slots=True)
class Names:
    """The names of a text in order, and the adjectives of states that it doesn't name."""

    words: Words
    found: list[Name] = field(default_factory=list)
    adjectives: dict[int, str] = field(default_factory=dict)  # word index -> state
    things: set[str] = field(default_factory=set)  # initials of laws and the like


def find_names(text: str) -> Names:
    """Every name of `text` outside of headlines, in order, each with its kind."""
    names = Names(Words(text))
    for (begin, end), headline in zip(names.words.ranges, names.words.headlines, strict=True):
        if not headline:
            begin = _after_dateline(names.words, begin, end)
            for first, last in _sequences(names.words, begin, end):
                names.found.extend(_parse(names, first, last))
    for name in names.found:
        _take_particles(names.words, name)
    _decide(names)
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


def _after_dateline(text: Words, begin: int, end: int) -> int:
    """The first word behind 'FLINT, Mich. -' or 'LONDON (AP) -'; `begin` where there is none."""
    index = begin
    while index < end and text.forms[index].acronym:
        index += 1
    if index == begin or index >= end or text.forms[index].word not in (",", "(", "—", "–", "-"):
        return begin
    for dash in range(index, min(end, index + 10)):
        if text.forms[dash].word in ("—", "–", "-"):
            return dash + 1
    return begin


def _sequences(text: Words, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words that may hold names: first and last word, both included."""
    forms, index = text.forms, begin
    while index < end:
        form = forms[index]
        if not form.capital or not _starts(text, index, begin, end):
            index += 1
            continue
        last = _grow(text, index, end)
        yield index, last
        index = last + 1


def _known(key: str) -> bool:
    return key in lexicon.state_words() or key in lexicon.bodies() or key in lexicon.places()


def _starts(text: Words, index: int, begin: int, end: int) -> bool:
    """Whether a capitalised word may be the first of a name."""
    form = text.forms[index]
    if index > begin and text.forms[index - 1].word in ("<", "@", "#"):
        return False
    following = text.forms[index + 1] if index + 1 < end else None
    followed = following is not None and following.capital and not following.function
    pair = f"{form.word} {following.word}" if following is not None and followed else ""
    if pair and _known(pair):
        return True
    if form.acronym and form.lower in lexicon.common_words() and not _known(form.word):
        return False
    particles = following is not None and (followed or following.word in class_of("surname_particle"))
    if form.lower in class_of("particle") and particles:
        return True
    if form.lower in class_of("calendar") and not (form.word in lexicon.given_names() and followed):
        return False
    if form.function:
        return (
            followed
            and form.word in lexicon.given_names()
            and following is not None
            and (following.lower not in lexicon.common_words())
        )
    if not text.begins_sentence(index, begin):
        return True
    if _known(form.word) or form.lower in class_of("title_head") or form.lower in class_of("group_name"):
        return True
    if form.acronym:
        return form.lower not in lexicon.common_words()
    if form.word in lexicon.given_names():
        return followed or form.lower not in lexicon.common_words()
    if form.lower in lexicon.common_words() or form.lower in text.lower_seen:
        if (
            form.lower in class_of("role_modifier")
            and following is not None
            and (following.lower in class_of("title_head"))
        ):
            return False  # 'Former President'
        return following is not None and followed and _names_a_body(following.lower)
    return True


def _names_a_body(lower: str) -> bool:
    return (
        lower in class_of("organization_cue")
        or lower in class_of("outlet_cue")
        or lower in class_of("title_head")
        or lower in class_of("company_suffix")
    )


def _grow(text: Words, first: int, end: int) -> int:
    """The last word of the run of capitals that begins at `first`."""
    last = first
    while last + 1 < end and last - first < _LONGEST_NAME:
        if text.forms[last].possessive:
            break
        step = _joined(text, first, last, end)
        if step is None:
            break
        last = step
    return last


def _capital(text: Words, index: int, end: int) -> bool:
    if index >= end:
        return False
    form = text.forms[index]
    if form.acronym and form.lower in lexicon.common_words() and not _known(form.word):
        return False  # 'NEW', in the opening words of a column
    return form.capital and not form.function and form.lower not in class_of("calendar")


def _joined(text: Words, first: int, last: int, end: int) -> int | None:
    """The next word of the same name, over dots, particles, '&', 'of', 'and', 'for'; None where it ends."""
    forms, index = text.forms, last + 1
    word, here = forms[index].word, forms[last]
    if forms[index].acronym and _known(f"{here.word} {word}"):
        return index
    if _capital(text, index, end):
        if here.word[-1] == "." and here.acronym and forms[index].lower in lexicon.common_words():
            nearby = _names_a_body(forms[index].lower) or _capital(text, index + 1, end)
            return index if nearby else None
        return index
    if word == "." and text.starts[index] == text.ends[last]:
        short = here.lower in class_of("abbreviation") or len(here.word) == 1
        return index + 1 if short and _capital(text, index + 1, end) else None
    if word == "," and text.lower(index + 1) in {"inc", "jr", "sr", "ltd", "llc"}:
        return index + 1
    if word == "&":
        return index + 1 if _capital(text, index + 1, end) else None
    if word in class_of("particle"):
        after = index + 1
        while after < end and after < index + 3 and forms[after].word in class_of("particle"):
            after += 1
        return after if _capital(text, after, end) and here.lower not in class_of("verb") else None
    return _joined_by(text, first, last, end, word)


def _joined_by(text: Words, first: int, last: int, end: int, word: str) -> int | None:
    after = last + 2
    if word not in {"of", "and", "for", "on"}:
        return None
    if text.lower(after) in ("the", "a") and text.forms[after].word.islower() and word != "and":
        after += 1
    if not _capital(text, after, end):
        return None
    lower, target = text.lower(last), text.lower(after)
    if word == "of":
        if lower in {"secretary", "secretaries", "undersecretary"}:
            return after if target in class_of("title_complement") else None
        heads = lower in class_of("of_joiner") or lower in class_of("organization_cue")
        return (
            after if heads and (lower != "group" or first != last) or _known(text.key(last, after)) else None
        )
    begun = {text.lower(index) for index in range(first, last + 1)}
    if word == "and":
        if any(_known(text.key(first, stop)) for stop in range(after, min(after + 3, end))):
            return after
        if target in {"co", "company", "sons"} or _one_body(text, last, after, end):
            return after
        if after + 1 < end and text.lower(after + 1) in {"co", "inc", "corp", "company"} and len(begun) > 1:
            return after
        joins = begun & class_of("and_joiner") and text.lower(last) not in class_of("organization_cue")
        stranger = text.forms[after].word not in lexicon.given_names() and target not in class_of(
            "title_head"
        )
        return after if joins and stranger and "of" in begun | {"of"} and last > first else None
    joiners = class_of("for_joiner") if word == "for" else {"council", "committee", "commission"}
    return after if lower in joiners else None


def _one_body(text: Words, last: int, after: int, end: int) -> bool:
    """'Immigration and Customs Enforcement', 'Citizenship and Immigration Services'."""
    if text.lower(last) not in lexicon.common_words() or text.lower(last) in class_of("organization_cue"):
        return False
    while after + 1 < end and _capital(text, after + 1, end):
        after += 1
        if text.lower(after) in class_of("organization_cue"):
            return True
    return False


def _parse(names: Names, first: int, last: int) -> list[Name]:
    """The names in one run of capitals: title and affiliation set apart from the person."""
    text = names.words
    key = text.key(first, last)
    if _known(key):
        return _known_name(names, first, last, key)
    head = _title_end(text, first, last)
    if head is not None:
        return _titled(names, first, head, last)
    return _plain(names, first, last, key)


def _title_end(text: Words, first: int, last: int) -> int | None:
    """The last word of a title that the run begins with or holds; None where it holds none."""
    lowers = [text.lower(index) for index in range(first, last + 1)]
    for offset in range(len(lowers) - 1, -1, -1):
        lower = lowers[offset]
        if lower not in class_of("title_head"):
            continue
        end = first + offset
        if end == last and offset and _surname_here(text, first, end):
            return _title_end(text, first, end - 1) if lowers[0] in class_of("title_head") else None
        if end + 2 <= last and lowers[offset + 1] == "of" and lower in {"secretary", "undersecretary"}:
            end += 2
        if end < last and text.forms[end + 1].word == ".":
            end += 1
        rest = lowers[end - first + 1 :]
        if len(rest) > 1 and text.forms[end + 1].word in lexicon.given_names():
            rest = rest[1:]  # 'Bill' is a name here
        if any(word in class_of("organization_cue") or word in class_of("thing") for word in rest):
            return None
        if rest and rest[0] in {"of", "and", "for", "&", "motors", "electric", "mills"}:
            return None
        if offset and any(word in class_of("thing") for word in lowers[:offset]) and not rest:
            return None
        return end
    return None


def _surname_here(text: Words, first: int, last: int) -> bool:
    """Whether a last word that could be a title is a surname: 'Mr. King', 'Charlie King'."""
    before = last - 1 if text.forms[last - 1].word != "." else last - 2
    if before < first:
        return False
    return text.lower(before) in class_of("plain_title") or text.forms[before].word in lexicon.given_names()


def _titled(names: Names, first: int, head: int, last: int) -> list[Name]:
    """A title, with the states and bodies that it names, and the person who bears it, if named."""
    text, found = names.words, []
    prefix, title_from = _leading_names(names, first, head)
    found.extend(prefix)
    title = text.key(title_from, head)
    state = names.adjectives.get(first)
    affiliation = prefix[-1] if prefix else None
    if head < last:
        person = Name(head + 1, last, text.key(head + 1, last), PartyKind.PERSON, begin=first, title=title)
        if _known(person.key) and person.key in lexicon.bodies():
            person.kind = lexicon.bodies()[person.key].kind
        person.state, person.affiliation = state, affiliation
        person.honorific = text.lower(title_from)
        found.append(person)
    return found


def _leading_names(names: Names, first: int, last: int) -> tuple[list[Name], int]:
    """States and bodies that a title begins with ('U.S.', 'White House', 'Ukrainian')."""
    text, found, index = names.words, [], first
    while index <= last:
        for stop in range(min(last, index + 4), index - 1, -1):
            key = text.key(index, stop)
            if _known(key) and not (index == stop and text.lower(index) in class_of("title_head")):
                found.extend(_known_name(names, index, stop, key))
                index = stop + 1
                break
            cue = text.lower(stop) in class_of("organization_cue") and stop < last
            if cue and stop > index and text.lower(stop) not in {"force", "guard", "command"}:
                found.extend(_plain(names, index, stop, key))
                index = stop + 1
                break
        else:
            break
    return found, min(index, last)


def _known_name(names: Names, first: int, last: int, key: str) -> list[Name]:
    if key in lexicon.state_words():
        return _state_word(names, first, last, key)
    if body := lexicon.bodies().get(key):
        after = names.words.lower(last + 1)
        if after in class_of("unnamed_plural") and not body.name:
            return []
        return [Name(first, last, key, body.kind, state=body.state)]
    return []


def _state_word(names: Names, first: int, last: int, key: str) -> list[Name]:
    """A state where the words mean it: not a place, not an adjective."""
    text, word = names.words, lexicon.state_words()[key]
    before, after = text.lower(first - 1), text.lower(last + 1)
    if word.use == "demonym":
        names.adjectives[first] = word.state
        return []
    if word.use == "people":
        return [Name(first, last, key, PartyKind.GROUP, state=word.state, use="people")]
    if word.use == "capital" and not _acts(text, first, last, before, after):
        return []
    if word.use == "seat" and before in {"at", "outside", "near", "inside", "leaving"}:
        return []
    return [Name(first, last, key, PartyKind.STATE, state=word.state, use=word.use)]


def _acts(text: Words, first: int, last: int, before: str, after: str) -> bool:
    """Whether a capital stands for its state: it acts, or somebody deals with it."""
    if before in class_of("place_preposition") or after in {",", "(", "-", "based"}:
        return False
    if text.forms[last].possessive:
        return after not in class_of("place_head") and not _capital(text, last + 1, len(text.forms))
    if before in class_of("actor_preposition"):
        return after not in class_of("organization_head") and not _capital(text, last + 1, len(text.forms))
    return after in class_of("verb") or after.endswith("ed")


def _plain(names: Names, first: int, last: int, key: str) -> list[Name]:
    """A run without title: an organization by its words, a person by a given name, or open."""
    text = names.words
    lowers = [text.lower(index) for index in range(first, last + 1)]
    if first == last and lowers[0] in class_of("organization_cue") and text.forms[first].acronym:
        return []
    if first < last and any(text.forms[index].word == "&" for index in range(first, last)):
        return [Name(first, last, key, PartyKind.ORGANIZATION)]
    if first == last and lowers[0] in class_of("group_name"):
        return [Name(first, last, key, PartyKind.GROUP)]
    if all(word in class_of("adjective_name") or word in class_of("language") for word in lowers):
        return []
    state = None
    for stop in range(min(last, first + 2), first - 1, -1):
        known = lexicon.state_words().get(text.key(first, stop))
        if known is not None and stop < last:
            state = known.state
            break
    body_of = any(  # 'Commission on Presidential Debates'
        one in class_of("organization_cue") and two in ("of", "on", "for")
        for one, two in zip(lowers, lowers[1:], strict=False)
    )
    if lowers[-1] in class_of("thing") and lowers[-1] not in class_of("name_suffix") and not body_of:
        names.things.add("".join(form.word[0] for form in text.forms[first : last + 1] if form.capital))
        return []
    cued = any(word in class_of("organization_cue") for word in lowers) or lowers[-1] in class_of(
        "company_suffix"
    )
    if cued and last > first:
        return [Name(first, last, key, PartyKind.ORGANIZATION, state=state)]
    if lowers[-1] in class_of("outlet_cue") and last > first:
        return [Name(first, last, key, PartyKind.OUTLET)]
    if text.forms[first].word in lexicon.given_names() and last > first:
        return _given(names, first, last, lowers)
    if first == last and lowers[0] in lexicon.common_words() and not text.forms[first].acronym:
        return _common_capital(text, first, lowers[0], key)
    plain_adjective = lowers[0] in class_of("adjective_name") or lowers[0] in class_of("group_name")
    if plain_adjective or names.adjectives.get(first) or state:
        return _after_adjective(names, first, last, state)
    for stop in range(last - 1, first, -1):
        if _known(text.key(first, stop)):  # 'Washington Post' 'Trump', 'New Hampshire' 'Democrats'
            return _known_name(names, first, stop, text.key(first, stop)) + _parse(names, stop + 1, last)
    return [Name(first, last, key)]


def _given(names: Names, first: int, last: int, lowers: list[str]) -> list[Name]:
    text = names.words
    return [Name(first, last, text.key(first, last), PartyKind.PERSON)] if lowers[1] not in {"of"} else []


def _common_capital(text: Words, index: int, lower: str, key: str) -> list[Name]:
    """'the Council', 'the Party': one capitalised common word, taken up where an organization has it."""
    if lower in class_of("organization_cue") and text.lower(index - 1) == "the":
        return [Name(index, index, key, PartyKind.ORGANIZATION, use="short")]
    return []


def _after_adjective(names: Names, first: int, last: int, state: str | None) -> list[Name]:
    """'Republican Mike Pence', 'Russian Vladimir Putin', 'Houthi': what follows the adjective."""
    text = names.words
    if first < last and state is not None:
        names.adjectives.setdefault(first, state)
        return _parse(names, first + 1, last)
    if first < last and state is None:
        return _parse(names, first + 1, last)
    return [Name(first, last, text.key(first, last))]


def _decide(names: Names) -> None:
    """Gives every open name a kind, by all that the text shows about it; drops what names no party."""
    text = names.words
    surnames = {name.key.split()[-1] for name in names.found if name.kind is PartyKind.PERSON}
    givens = {name.key.split()[0] for name in names.found if name.kind is PartyKind.PERSON}
    evidence: dict[str, Evidence] = defaultdict(Evidence)
    for name in names.found:
        if name.kind is None:
            _weigh(text, name, evidence[name.key])
    _link_adjectives(names, evidence)
    spoken = _words_for_states(names)
    kept = []
    organizations = _organization_words(names)
    for name in names.found:
        if name.kind is None:
            *particles, surname = name.key.split()
            person = (surname in surnames or name.key in givens) and all(
                part.lower() in class_of("surname_particle") for part in particles
            )
            if person:
                name.kind = PartyKind.PERSON
            elif name.key not in names.things:
                name.kind = _kind(name, evidence[name.key], organizations)
        if name.use == "ambiguous" and spoken[name.state or ""] == 0:
            continue
        if name.kind is not None:
            kept.append(name)
    names.found = kept


_ADJECTIVE_ENDING = re.compile(r"(?:ish|ese|ian|ean|an|ic|en|i)$")


def _link_adjectives(names: Names, evidence: dict[str, Evidence]) -> None:
    """'Vellish' is the adjective of 'Velland' where both are unknown and the one has a government."""
    words = [key for key in evidence if key.isalpha() and len(key) >= 5]
    adjectives = {key for key in words if evidence[key].state and _ADJECTIVE_ENDING.search(key)}
    stems: dict[str, str] = {}
    for key in words:
        if key not in adjectives:
            stems.setdefault(key[:4], key)
    states = {stems[key[:4]] for key in adjectives if key[:4] in stems}
    kept = []
    for name in names.found:
        if name.kind is None and name.key in states:
            name.kind, name.state, name.use = PartyKind.STATE, name.key, "name"
        elif name.kind is None and name.key in adjectives and (base := stems.get(name.key[:4])):
            names.adjectives[name.first] = base
            continue
        kept.append(name)
    names.found = kept


def _words_for_states(names: Names) -> Counter[str]:
    """How often each state is named by a word that means nothing else."""
    counted: Counter[str] = Counter(names.adjectives.values())
    counted.update(name.state for name in names.found if name.state and name.use not in {"ambiguous", ""})
    return counted


def _organization_words(names: Names) -> frozenset[str]:
    """First words and prefixes of organizations, by which they are called for short."""
    heads: set[str] = set()
    for name in names.found:
        if name.kind is PartyKind.ORGANIZATION and name.use != "short":
            parts = name.key.split()
            heads.update(" ".join(parts[:size]) for size in range(1, len(parts)))
    return frozenset(heads)


def _weigh(text: Words, name: Name, seen: Evidence) -> None:
    before, after = text.lower(name.first - 1), text.lower(name.last + 1)
    if after.endswith("ly"):
        after = text.lower(name.last + 2)
    if before == "the":
        seen.article += 1
        before = text.lower(name.first - 2)
    if after in class_of("state_head") and (
        before not in class_of("place_preposition") or after == "government"
    ):
        seen.state += after in {
            "government",
            "troops",
            "officials",
            "president",
            "parliament",
            "regime",
            "authorities",
        }
    else:
        owned = text.forms[name.last].possessive and after in class_of("state_head")
        governs = before == "of" and text.lower(name.first - 2) in class_of("state_of")
        seen.state += owned or governs
    seen.speaks += after in class_of("verb") and after not in class_of("auxiliary")
    if before in class_of("place_preposition"):
        seen.place += before in {"in", "near", "at", "outside", "inside", "across", "from", "to"}
    elif after in class_of("verb") or before in class_of("verb"):
        seen.actor += 1
    else:
        seen.other += 1
    seen.owner += text.forms[name.last].possessive or after in {
        "administration",
        "campaign",
        "supporters",
        "aides",
    }
    seen.company += after in {
        "shares",
        "stock",
        "shareholders",
        "spokesman",
        "spokeswoman",
        "executives",
        "board",
    }


def _kind(name: Name, seen: Evidence, organizations: frozenset[str]) -> PartyKind | None:
    """The likeliest kind of a name that the lexicon doesn't know; None where it names no party."""
    parts = name.key.split()
    lowers = [part.lower() for part in parts]
    if name.key in organizations or (seen.company and not seen.state):
        return PartyKind.ORGANIZATION
    if seen.state or (seen.place and seen.speaks and not seen.article):
        return PartyKind.STATE
    if all(part.isupper() for part in parts):
        fitting = lowers[0] not in class_of("thing") and len(parts[0]) <= 6 and len(parts) == 1
        return PartyKind.ORGANIZATION if fitting and not any(c.isdigit() for c in parts[0][:1]) else None
    aside = class_of("name_suffix") | class_of("surname_particle")
    lowers = [part for part in lowers if part not in aside] or lowers
    common = any(part in lexicon.common_words() or part in class_of("thing") for part in lowers)
    if seen.place > seen.actor + seen.other or any(part.isdigit() for part in parts):
        return None
    if seen.owner and len(parts) == 1 and not common:
        return PartyKind.PERSON
    if seen.article:
        return PartyKind.ORGANIZATION if seen.actor else None
    if common:
        return PartyKind.ORGANIZATION if seen.actor and len(parts) > 1 else None
    if len(parts) == 1:
        given = parts[0] in lexicon.given_names()
        return PartyKind.PERSON if seen.actor or (given and not seen.place) else None
    return PartyKind.PERSON if len(parts) <= 4 and "of" not in parts else None
