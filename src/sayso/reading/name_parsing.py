"""The names in one run of capitals: titles, states and bodies set apart from the person who bears them."""

from __future__ import annotations

from itertools import pairwise

from sayso import lexicon
from sayso.data import PartyKind
from sayso.lexicon import words as class_of
from sayso.reading.capitals import is_capital
from sayso.reading.named import Name, Names, is_known
from sayso.reading.words import Words


def parse(names: Names, first: int, last: int) -> list[Name]:
    """The names in one run of capitals: title and affiliation set apart from the person."""
    text = names.words
    key = text.key(first, last)
    if is_known(key):
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
        if is_known(person.key) and person.key in lexicon.bodies():
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
            if is_known(key) and not (index == stop and text.lower(index) in class_of("title_head")):
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
    if word.use == "seat" and _is_building(text, first):
        return []
    if word.use == "name" and before in class_of("within") and not text.forms[last].possessive:
        return [Name(first, last, key, PartyKind.STATE, state=word.state, use="place")]
    return [Name(first, last, key, PartyKind.STATE, state=word.state, use=word.use)]


def _is_building(text: Words, first: int) -> bool:
    """Whether a palace is the building, or the office to be won: 'at the White House', 'win the …'."""
    at = first - 1 if text.lower(first - 1) != "the" else first - 2
    before, prior = text.lower(at), text.lower(at - 1)
    if before == "for":
        return prior in class_of("candidacy")
    return before in class_of("place_preposition") or before in class_of("wins_office")


def _acts(text: Words, first: int, last: int, before: str, after: str) -> bool:
    """Whether a capital stands for its state: it acts, or somebody deals with it."""
    free = after not in class_of("place_head") and not is_capital(text, last + 1, len(text.forms))
    if before in {"from", "on", "toward", "towards"} and text.lower(first - 2) in class_of("political"):
        return free
    if before in class_of("deals_with"):
        return free
    if before in class_of("place_preposition") or after in {",", "(", "-", "based"}:
        return False
    if text.forms[last].possessive:
        return free
    if before in class_of("actor_preposition"):
        return after not in class_of("organization_head") and not is_capital(text, last + 1, len(text.forms))
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
    state = _leading_state(text, first, last)
    if _is_thing(lowers):
        names.things.add("".join(form.word[0] for form in text.forms[first : last + 1] if form.capital))
        return []
    for index in range(first, last - 1):
        if lowers[index - first] in class_of("organization_cue") and (
            text.forms[index + 1].word in lexicon.given_names() and index > first
        ):  # 'Coffee Trade Association' 'Carlos Calmon'
            return parse(names, first, index) + parse(names, index + 1, last)
    cued = any(word in class_of("organization_cue") for word in lowers) or lowers[-1] in class_of(
        "company_suffix"
    )
    if cued and last > first:
        return [Name(first, last, key, PartyKind.ORGANIZATION, state=state)]
    if lowers[-1] in class_of("outlet_cue") and last > first:
        return [Name(first, last, key, PartyKind.OUTLET)]
    if text.forms[first].word in lexicon.given_names() and last > first:
        return [Name(first, last, key, PartyKind.PERSON)] if lowers[1] != "of" else []
    if first == last and lowers[0] in lexicon.common_words() and not text.forms[first].acronym:
        return _common_capital(text, first, lowers[0], key)
    return _open(names, first, last, state)


def _leading_state(text: Words, first: int, last: int) -> str | None:
    """The state that a longer run begins with: 'Norwegian', 'South African'."""
    for stop in range(min(last - 1, first + 2), first - 1, -1):
        known = lexicon.state_words().get(text.key(first, stop))
        if known is not None:
            return known.state
    return None


def _is_thing(lowers: list[str]) -> bool:
    """Whether a run names a law, treaty, street or the like: not 'Commission on Presidential Debates'."""
    body_of = any(
        one in class_of("organization_cue") and two in ("of", "on", "for") for one, two in pairwise(lowers)
    )
    return lowers[-1] in class_of("thing") and lowers[-1] not in class_of("name_suffix") and not body_of


def _open(names: Names, first: int, last: int, state: str | None) -> list[Name]:
    """A run that only the rest of the text can tell the kind of, behind what the lexicon knows of it."""
    text = names.words
    first_lower = text.lower(first)
    plain_adjective = first_lower in class_of("adjective_name") or first_lower in class_of("group_name")
    if plain_adjective or names.adjectives.get(first) or state:
        return _after_adjective(names, first, last, state)
    for stop in range(last - 1, first, -1):
        if is_known(text.key(first, stop)):  # 'Washington Post' 'Trump', 'New Hampshire' 'Democrats'
            return _known_name(names, first, stop, text.key(first, stop)) + parse(names, stop + 1, last)
    return [Name(first, last, text.key(first, last))]


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
        return parse(names, first + 1, last)
    if first < last and state is None:
        return parse(names, first + 1, last)
    return [Name(first, last, text.key(first, last))]
