"""Which kind of party an undecided name means, by all that the text shows about it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sayso import lexicon
from sayso.data import PartyKind
from sayso.lexicon import words as class_of
from sayso.reading.named import Name, Names
from sayso.reading.words import Words

_ADJECTIVE_ENDING = re.compile(r"(?:ish|ese|ian|ean|an|ic|en|i)$")


@dataclass(slots=True)
class Evidence:
    """What the text shows about one undecided name, counted over its occurrences."""

    place: int = 0
    actor: int = 0
    article: int = 0
    state: int = 0
    other: int = 0
    company: int = 0
    which: int = 0
    alone: int = 0
    owner: int = 0
    speaks: int = 0


def decide(names: Names) -> None:
    """Gives every open name a kind, by all that the text shows about it; drops what names no party."""
    persons = _person_words(names)
    evidence: dict[str, Evidence] = defaultdict(Evidence)
    for name in names.found:
        if name.kind is None:
            _weigh(names.words, name, evidence[name.key])
    _link_adjectives(names, evidence, persons)
    spoken = _words_for_states(names)
    organizations = _organization_words(names)
    kinds = {
        key: _kind(key, seen, organizations) for key, seen in evidence.items() if key not in names.things
    }
    persons |= _surnames(kinds)
    kinds.update({name.key: PartyKind.PERSON for name in names.found if _is_part_of(name, persons)})
    for key in _beside_states(names, kinds, persons):
        kinds[key] = PartyKind.STATE
    kept = []
    for name in names.found:
        name.kind = name.kind or kinds.get(name.key)
        unspoken = name.use == "ambiguous" and spoken[name.state or ""] == 0
        if name.kind is not None and not unspoken:
            kept.append(name)
    names.found = kept


def _person_words(names: Names) -> frozenset[str]:
    """Given names and surnames of the persons that are told by a title or given name."""
    keys = [name.key.split() for name in names.found if name.kind is PartyKind.PERSON]
    return frozenset(word for parts in keys for word in (parts[0], parts[-1]))


def _surnames(kinds: dict[str, PartyKind | None]) -> frozenset[str]:
    """Surnames of those open names that turn out to be persons' in full."""
    return frozenset(
        key.split()[-1] for key, kind in kinds.items() if kind is PartyKind.PERSON and " " in key
    )


def _is_part_of(name: Name, persons: frozenset[str]) -> bool:
    """Whether an open name is the surname or given name of somebody told in full."""
    *particles, surname = name.key.split()
    if name.kind is not None or surname not in persons:
        return False
    return all(part.lower() in class_of("surname_particle") for part in particles)


def _beside_states(
    names: Names, kinds: dict[str, PartyKind | None], persons: frozenset[str]
) -> Iterator[str]:
    """Single words that could be persons, but are named in one breath with a state: 'Tarvia and Velland'."""
    for one, other in pairwise(names.found):
        if other.first - one.last != 2 or names.words.lower(one.last + 1) not in {"and", "nor", "or"}:
            continue
        for name, neighbour in ((one, other), (other, one)):
            likely = (
                kinds.get(name.key) is PartyKind.PERSON and name.key.isalpha() and name.key not in persons
            )
            state = neighbour.kind or kinds.get(neighbour.key)
            if name.kind is None and likely and state is PartyKind.STATE:
                yield name.key


def _link_adjectives(names: Names, evidence: dict[str, Evidence], persons: frozenset[str]) -> None:
    """'Vellish' is the adjective of 'Velland' where both are unknown and the one has a government."""
    words = [key for key in evidence if key.isalpha() and len(key) >= 5 and key not in persons]
    adjectives = {key for key in words if evidence[key].state and _ADJECTIVE_ENDING.search(key)}
    adjectives |= _derived(words)
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


def _derived(words: list[str]) -> set[str]:
    """'Norvanian' where there is a 'Norvane': the one can only be the adjective of the other."""
    known, endings = set(words), ("ian", "ean", "an", "n", "ese", "ish", "i")
    known -= set(lexicon.given_names())
    derived = set()
    for key in known:
        bases = (key.removesuffix(end) for end in endings if key.endswith(end))
        if any(base + vowel in known for base in bases if len(base) >= 4 for vowel in ("", "a", "e", "o")):
            derived.add(key)
    return derived


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
    """Adds what the words beside one occurrence show."""
    before, after = text.lower(name.first - 1), text.lower(name.last + 1)
    if after.endswith("ly"):
        after = text.lower(name.last + 2)
    if before == "the":
        seen.article += 1
        before = text.lower(name.first - 2)
    seen.state += _governs(text, name, before, after)
    seen.speaks += after in class_of("verb") and after not in class_of("auxiliary")
    if before == "to" and text.lower(name.first - 2) in class_of("serves_person"):
        seen.other += 1
    elif before in class_of("place_preposition") and not text.forms[name.last].possessive:
        seen.place += before in {"in", "near", "at", "outside", "inside", "across", "from", "to"}
    elif after in class_of("verb") or before in class_of("verb"):
        seen.actor += 1
    else:
        seen.other += 1
    seen.owner += text.forms[name.last].possessive or after in class_of("leader_has")
    seen.company += after in class_of("company_has") or _employs(text, name)
    seen.which += after == "," and text.lower(name.last + 2) == "which"
    begin = text.ranges[text.paragraph(name.first)][0]
    seen.alone += after in {"are", "were"} and text.begins_sentence(name.first, begin)


def _employs(text: Words, name: Name) -> bool:
    """Whether words for a company stand before: 'chief executive of', 'shares in', 'who runs'."""
    before, prior = text.lower(name.first - 1), text.lower(name.first - 2)
    if before in {"of", "in", "at"}:
        return prior in class_of("company_has") or (before != "in" and prior in class_of("executive"))
    return before in {"runs", "founded", "owns"}


def _governs(text: Words, name: Name, before: str, after: str) -> bool:
    """Whether a government, troops or a president stand beside the name."""
    possessive = text.forms[name.last].possessive
    if (
        possessive
        and after in class_of("role_modifier")
        and text.lower(name.last + 2) in class_of("state_office")
    ):
        return True  # 'Norway's transport minister'
    if possessive:
        return after in class_of("state_head") and after not in class_of("serves_person")
    if after in class_of("state_has"):
        return before not in class_of("place_preposition") or after == "government"
    return before == "of" and text.lower(name.first - 2) in class_of("state_of")


def _kind(key: str, seen: Evidence, organizations: frozenset[str]) -> PartyKind | None:
    """The likeliest kind of a name that the lexicon doesn't know; None where it names no party."""
    parts = key.split()
    lowers = [part.lower() for part in parts]
    if key in organizations or (seen.company and not seen.state):
        return PartyKind.ORGANIZATION
    if seen.state or (seen.place and seen.speaks and not seen.article and len(parts) <= 2):
        return PartyKind.STATE
    if seen.alone and seen.alone == seen.place + seen.actor + seen.other and key.endswith("s"):
        return None  # 'Ultimatums are like umbrellas'
    if seen.which and not seen.article:
        return PartyKind.STATE if seen.place and len(parts) == 1 else PartyKind.ORGANIZATION
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
