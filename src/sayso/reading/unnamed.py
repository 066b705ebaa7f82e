"""Parties without a name: officials, delegates, somebody's spokesman.

The same words are the same party; an unnamed party is never merged with a named one.
"""

from __future__ import annotations

from itertools import islice

from sayso import lexicon
from sayso.data import PartyKind
from sayso.lexicon import words as class_of
from sayso.reading.cast import Cast
from sayso.reading.members import Member
from sayso.reading.named import Name

_LONGEST_LABEL = 12
_SHORTEST_NAME = 4
_LONGEST_NAME = 3  # words
# How many labels a search for an earlier one looks back over.
_LATEST = 30
_SERVED = frozenset({"of", "for", "at", "from", "in"})


class Unnamed:
    """The unnamed parties of one text.

    `by_noun` has the latest of each head noun, with the word at which it began.
    """

    def __init__(self, cast: Cast) -> None:
        self.cast, self.words = cast, cast.words
        self.by_label: dict[str, Member] = {}
        self.by_noun: dict[str, tuple[int, Member]] = {}

    def labelled(self, begin: int, end: int, cut: int) -> Member:
        """The unnamed party of the words `begin` to `end`, whose head noun is the last before `cut`."""
        words = self.words
        stop = self._end_of_label(begin, end, cut)
        articled = words.lower(begin) in {"the", "these", "those"} and stop - begin > 1
        start = begin + 1 if articled else begin
        label = " ".join(words.text[words.starts[start] : words.ends[stop - 1]].split())
        member = (
            self.by_label.get(label.lower())
            or self._in_capitals(label)
            or self._called_for_short(label.lower(), articled)
        )
        if member is None:
            noun = words.lower(cut - 1)
            group = noun in class_of("group_noun") and noun not in class_of("unnamed_plural")
            kind = self._kind_by_capitals(begin, stop) or (PartyKind.GROUP if group else PartyKind.UNNAMED)
            member = self.by_label[label.lower()] = self.cast.add(kind, label)
            member.plural = group or noun in class_of("unnamed_plural") or noun.endswith("s")
        self.cast.refer(member, begin, stop)
        if words.lower(begin) != "the" or stop - begin > 2:
            self.by_noun[words.lower(cut - 1)] = (begin, member)
        return member

    def _called_for_short(self, label: str, articled: bool) -> Member | None:
        """'the trade sources', once 'coffee trade sources' have spoken; 'one analyst' of the analysts.

        Without an article, 'officials' are those of nobody whom a name tells apart: not the 'EU officials'.
        """
        wanted = f"{label[4:]}s" if label.startswith("one ") else label
        latest = islice(reversed(self.by_label.items()), _LATEST)
        alike = {id(one): one for known, one in latest if known == wanted or known.endswith(f" {wanted}")}
        unnamed = [one for one in alike.values() if one.kind is PartyKind.UNNAMED]
        if not articled:
            unnamed = [one for one in unnamed if one.label[1:].islower() and one.affiliation is None]
        return unnamed[0] if len(unnamed) == 1 else None

    def _in_capitals(self, label: str) -> Member | None:
        """Whom a name in capitals means that the text spells otherwise too: 'JOSEF HOLT' and 'HOLT' in a
        transcript of Josef Holt's words.
        """
        if not label.isupper() or len(label) < _SHORTEST_NAME:
            return None
        parts = label.lower().split()
        if len(parts) > _LONGEST_NAME:
            return None
        known = self.cast.by_key.get(f"{parts[0]} {parts[-1]}")
        if known is None and len(parts) == 1:
            known = self.cast.called(parts[0], "")
        if known is None:
            latest = islice(reversed(self.by_label.values()), _LATEST)
            spelled = (one for one in latest if one.label.isupper())
            known = next((one for one in spelled if one.label.lower().split()[-1] == parts[-1]), None)
        if known is not None:
            self.by_label[label.lower()] = known
        return known

    def owned(self, name: Name, noun: str, begin: int, end: int, cut: int) -> Member:
        """Whom a common noun behind a name means: 'the Trump campaign', 'White House officials'."""
        owner = self.cast.of_name[id(name)]
        state = self._governed_by(owner) if noun in class_of("administration_head") else None
        if state is not None:
            self.cast.refer(state, begin, cut)
            return state
        possessive = self.words.forms[name.last].possessive
        if owner.kind is PartyKind.OUTLET and noun in class_of("outlet_head") and not possessive:
            return owner
        member = self.labelled(begin, end, cut)
        member.affiliation = member.affiliation or owner
        if noun in class_of("organization_head") and not _is_somebody(noun):
            member.kind = PartyKind.ORGANIZATION
        return member

    def _governed_by(self, owner: Member) -> Member | None:
        """The state whose administration is called by this name: the state itself, or its head's."""
        if owner.kind is PartyKind.STATE:
            return owner
        if owner.kind is not PartyKind.PERSON:
            return None
        if owner.affiliation is not None and owner.affiliation.kind is PartyKind.STATE:
            return owner.affiliation
        return self.cast.states.get("United States")

    def of_whom(self, begin: int, end: int, cut: int, adjective: str | None) -> Member:
        """Somebody without a name, affiliated to whom the adjective or the words behind name."""
        member = self.labelled(begin, end, cut)
        if member.affiliation is not None:
            return member
        if adjective:
            member.affiliation = self.cast.state(adjective)
            return member
        behind = [name for name in self.cast.named_in(cut, end) if name.first <= cut + 3]
        noun = self.words.lower(cut - 1)
        serves = _is_somebody(noun) or noun in class_of("role")
        if behind and serves and self.words.lower(cut) in _SERVED:
            member.affiliation = self.cast.of_name[id(behind[0])]
        return member

    def _end_of_label(self, begin: int, end: int, cut: int) -> int:
        """Where the words by which a party is called end: before a relative clause, and not too long."""
        words = self.words
        while end > cut and words.lower(end - 1) in class_of("phrase_end"):
            end -= 1
        breaks = (at for at in range(cut, end) if words.lower(at) in class_of("relative") | {","})
        end = next(breaks, end)
        return end if end - begin <= _LONGEST_LABEL else min(cut, begin + _LONGEST_LABEL)

    def _kind_by_capitals(self, begin: int, stop: int) -> PartyKind | None:
        """A speaker written like a name is one, though nothing else in the text shows it."""
        article = self.words.lower(begin) == "the"
        forms = self.words.forms[begin + article : stop]
        proper = all(form.capital and form.lower not in lexicon.common_words() for form in forms)
        if not forms or len(forms) > 3 or not proper or any(form.function for form in forms):
            return None
        if any(form.lower in class_of(kind) for form in forms for kind in _NEVER_NAMES):
            return None
        return PartyKind.ORGANIZATION if article or forms[0].acronym else PartyKind.PERSON


_NEVER_NAMES = ("adjective_name", "thing", "group_noun", "unnamed_plural")


def is_inanimate(noun: str) -> bool:
    """Whether a noun means a thing, which can be a source but is nobody: 'report', 'proposals'."""
    if noun in class_of("inanimate"):
        return True
    singulars = (noun.removesuffix("s"), noun.removesuffix("es"), f"{noun.removesuffix('ies')}y")
    return noun.endswith("s") and any(one in class_of("inanimate") for one in singulars)


def _is_somebody(noun: str) -> bool:
    """Whether a noun means people who are rarely named: 'officials', 'aide'."""
    return noun in class_of("unnamed_plural") or noun in class_of("unnamed_singular")
