"""Role and affiliation from the words around a person's name, which belong to its mention."""

from __future__ import annotations

from sayso.data import PartyKind
from sayso.lexicon import words as class_of
from sayso.reading.cast import Cast
from sayso.reading.members import Member
from sayso.reading.named import Name

_EMPLOYERS = (PartyKind.STATE, PartyKind.ORGANIZATION, PartyKind.OUTLET)
_STOPPING = frozenset({"This", "That", "that", "These", "Those"})
_MARKS = ',.;:?!—–"“”()'
# How many words a description before a name and an apposition behind it may have.
_LONGEST_BEFORE = 9
_LONGEST_BEHIND = 16


def read_appositions(cast: Cast) -> None:
    """Gives persons the roles and affiliations that stand beside their names; widens those names."""
    for name in cast.names.found:
        member = cast.of_name[id(name)]
        if member.kind is PartyKind.PERSON:
            if name.title:
                member.take_role(name.title)
            _read_before(cast, name, member)
            _read_behind(cast, name, member)


def _read_before(cast: Cast, name: Name, member: Member) -> None:
    """'former campaign manager', 'USAir spokesman' right before a name."""
    words, role_at = cast.words, name.begin - 1
    aside = words.lower(role_at) == ","
    if aside and not _closes_name(cast, name):
        return
    role_at -= aside
    lower = words.lower(role_at)
    if (
        role_at < 0
        or words.forms[role_at].possessive
        or not (
            lower in class_of("role") or (name.title and not aside and lower in class_of("role_modifier"))
        )
    ):
        return
    index = _before_title(cast, name, role_at)
    if index == role_at or (aside and not _opens_description(cast, index)):
        return
    title = words.text[words.starts[index + 1] : words.ends[role_at]]
    if name.title and name.title in member.roles:
        member.roles.remove(name.title)
        title = f"{title} {name.title}"
    member.take_role(title)
    for at in range(index + 1, role_at):
        state = cast.names.adjectives.get(at)
        if state and member.affiliation is None:
            member.affiliation = cast.state(state)
    name.begin = _before_employer(cast, name, member, index) + 1


def _closes_name(cast: Cast, name: Name) -> bool:
    """Whether a name can be the apposition of what stands before: 'the minister, Ilse Brandt, said'."""
    words = cast.words
    known = bool(name.title) or name.last > name.first
    after = words.lower(name.last + 1)
    return (
        known and not words.forms[name.last].possessive and (after in {",", "."} or after in class_of("verb"))
    )


def _opens_description(cast: Cast, index: int) -> bool:
    """Whether 'the', 'his' or a word with 's stands here, before a title: somebody known is described."""
    words = cast.words
    if index < 0 or words.lower(index) in {"a", "an"}:
        return False
    return words.lower(index) in class_of("determiner") or words.forms[index].possessive


def _before_title(cast: Cast, name: Name, role_at: int) -> int:
    """The word before the title whose last word is at `role_at`."""
    words, index = cast.words, role_at
    while index >= 0 and index > name.begin - _LONGEST_BEFORE:
        lower = words.lower(index)
        modifier = (
            lower in class_of("role") or lower in class_of("role_modifier") or index in cast.names.adjectives
        )
        if not modifier or index in cast.ending or (words.forms[index].possessive and index != role_at):
            break
        index -= 1
    return index


def _before_employer(cast: Cast, name: Name, member: Member, index: int) -> int:
    """The word before the employer, owner and article that may stand before a title."""
    words, employer = cast.words, cast.ending.get(index)
    if employer is not None and employer is not name:
        member.affiliation = member.affiliation or cast.of_name[id(employer)]
        index = employer.begin - 1
        while words.lower(index) in class_of("role_modifier") and index not in cast.ending:
            index -= 1
    owner = cast.ending.get(index)
    if owner is not None and words.forms[index].possessive:
        index = owner.begin - 1  # 'Holt's colleague Matt Lauer'
    elif index >= 0 and words.forms[index].possessive:
        index -= 1  # 'the guild's head, Josef Holt'
    if words.lower(index) in class_of("determiner") and words.forms[index].word not in _STOPPING:
        index -= 1
    return index


def _read_behind(cast: Cast, name: Name, member: Member) -> None:
    """', the secretary general of the United Nations,' and 'of Costa Rica' right behind a name."""
    words, comma = cast.words, _behind_home(cast, name, member)
    if words.lower(comma) != "," or words.forms[comma - 1].possessive:
        return
    begin = comma + 1
    end, role_at = _apposition(cast, begin)
    if role_at < 0 or not _may_begin(cast, begin, role_at) or not _closes(cast, begin, end):
        return
    label_from = begin + 1 if words.lower(begin) in class_of("determiner") else begin
    for at in range(label_from, role_at):
        if words.forms[at].possessive:
            label_from = at + 1
    if (state := cast.names.adjectives.get(label_from)) is not None and label_from < role_at:
        member.affiliation = member.affiliation or cast.state(state)
        label_from += 1
    member.take_role(words.text[words.starts[label_from] : words.ends[role_at]])
    for other in cast.named_in(begin, end):
        if member.affiliation is None and other.kind in _EMPLOYERS:
            member.affiliation = cast.of_name[id(other)]
    name.end = end - 1 if not words.forms[end - 1].possessive else name.end


def _behind_home(cast: Cast, name: Name, member: Member) -> int:
    """Takes up 'of Costa Rica' behind a name; the index of the word behind all."""
    index = name.last + 1
    if cast.words.lower(index) != "of" or cast.words.forms[name.last].possessive:
        return index
    near = (other for other in cast.named_in(index + 1, index + 5) if other.first <= index + 2)
    home = next(near, None)
    if home is None or home.kind not in _EMPLOYERS:
        return index
    member.affiliation = member.affiliation or cast.of_name[id(home)]
    name.end = home.last
    return home.last + 1


def _apposition(cast: Cast, begin: int) -> tuple[int, int]:
    """Where the words behind a comma end, and their role word; -1 where they are no apposition."""
    words, end, role_at = cast.words, begin, -1
    while end < len(words.forms) and end < begin - 1 + _LONGEST_BEHIND:
        form = words.forms[end]
        if form.word in _MARKS:
            break
        clause = form.lower in class_of("verb") or form.lower in class_of("relative")
        if clause or (form.lower == "and" and role_at < 0):
            return end, -1
        of_staff = role_at == end - 2 and words.lower(end - 1) == "of" and form.lower == "staff"
        if of_staff or (role_at < 0 and form.lower in class_of("role") and end < begin + 7):
            role_at = end
        end += 1
    while 0 <= role_at < end - 1 and words.lower(role_at + 1) in class_of("role"):
        role_at += 1  # 'chief executive'
    return end, role_at


def _may_begin(cast: Cast, begin: int, role_at: int) -> bool:
    """Whether an apposition may begin so: with an article, the role, an adjective or its owner's name."""
    lower = cast.words.lower(begin)
    if lower in class_of("determiner") or lower in class_of("role_modifier") or role_at == begin:
        return True
    owned = (name.begin == begin and name.last < role_at for name in cast.named_in(begin, role_at))
    return begin in cast.names.adjectives or any(owned)


def _closes(cast: Cast, begin: int, end: int) -> bool:
    """Whether a mark in the same paragraph closes an apposition."""
    words = cast.words
    closed = end < len(words.forms) and words.forms[end].word in ",.;"
    return closed and words.paragraph(end) == words.paragraph(begin)
