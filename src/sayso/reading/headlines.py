"""Names in lines whose capitals tell nothing: those that the body or the lexicon knows."""

from __future__ import annotations

from sayso import lexicon
from sayso.data import PartyKind
from sayso.lexicon import words as class_of
from sayso.reading.cast import Cast
from sayso.reading.members import Member
from sayso.reading.name_forms import gender_of
from sayso.reading.named import Name

_LONGEST = 6


def read_headlines(cast: Cast) -> None:
    """Adds the names in headlines to `cast`, which has those of the body."""
    keys = {name.key.lower(): cast.of_name[id(name)] for name in cast.names.found}
    for (begin, end), headline in zip(cast.words.ranges, cast.words.headlines, strict=True):
        index = begin
        while headline and index < end:
            index = _take_name(cast, keys, index, end) + 1


def _take_name(cast: Cast, keys: dict[str, Member], first: int, end: int) -> int:
    """Takes up the longest name that begins at `first`; returns its last word, or `first`."""
    form = cast.words.forms[first]
    if not form.capital or form.lower in class_of("function") or form.lower in class_of("calendar"):
        return first
    _take_full_name(cast, keys, first, end)
    for last in range(min(end, first + _LONGEST) - 1, first - 1, -1):
        key = cast.words.key(first, last)
        member = _known(cast, keys, key, first == last, form.acronym)
        if member is not None and not (first == last and form.lower in lexicon.common_words()):
            name = Name(first, last, key, member.kind)
            cast.names.found.append(name)
            cast.of_name[id(name)] = member
            return last
    return first


def _known(cast: Cast, keys: dict[str, Member], key: str, alone: bool, acronym: bool) -> Member | None:
    """The party of this key; `alone` says that it is one word, `acronym` that it is in capitals."""
    member = keys.get(key.lower()) or (cast.called(key.lower(), "") if alone else None)
    if member is not None:
        return member
    state, body = lexicon.state_words().get(key), lexicon.bodies().get(key)
    if state is not None and state.use in ("name", "seat"):
        return cast.state(state.state)
    if body is None or (alone and not acronym):
        return None
    lower = body.name.lower()
    if lower not in cast.by_key:
        cast.by_key[lower] = cast.add(body.kind, body.name)
    return cast.by_key[lower]


def _take_full_name(cast: Cast, keys: dict[str, Member], first: int, end: int) -> None:
    """A given name before a surname that the body uses alone: the headline has the full name."""
    given = cast.words.forms[first].word
    surname = cast.words.lower(first + 1) if first + 1 < end else ""
    member = keys.get(surname)
    if member is None or member.kind is not PartyKind.PERSON or given not in lexicon.given_names():
        return
    if member.label.lower() == surname:
        member.label = cast.words.key(first, first + 1)
        member.gender = member.gender or gender_of(given)
        keys[member.label.lower()] = member
