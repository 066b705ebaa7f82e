"""Whom a description stands for: 'the minister', 'the Ukrainian president', 'the company'."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from sayso import lexicon
from sayso.data import PartyKind, Spans
from sayso.lexicon import words as class_of
from sayso.reading.antecedents import LOOK_BACK, Antecedents
from sayso.reading.cast import Cast
from sayso.reading.members import Member
from sayso.reading.unnamed import Unnamed

_LONGEST_DESCRIPTION = 6
_STATE_PARAGRAPHS = 3


class Descriptions:
    """The descriptions of one text, resolved to parties named before them.

    `duties` are the occasions on which a bearer of a role is named, in order: word and party.
    """

    def __init__(self, cast: Cast, antecedents: Antecedents, unnamed: Unnamed) -> None:
        self.cast, self.words = cast, cast.words
        self.antecedents, self.unnamed = antecedents, unnamed
        self.duties: dict[str, list[tuple[int, Member]]] = defaultdict(list)
        for name in antecedents.people:
            member = cast.of_name[id(name)]
            for duty in member.duties:
                self.duties[duty].append((name.first, member))

    def of(self, begin: int, cut: int, end: int, adjective: str | None, content: Spans) -> Member | None:
        """Whom the words `begin` to `cut` (not included) stand for; None where nobody before fits.

        `end` is where the source ends, `adjective` the state that the words name by its adjective.
        """
        words, noun = self.words, self.words.lower(cut - 1)
        if (
            cut - begin > _LONGEST_DESCRIPTION
            or not self._may_point_back(begin, cut)
            or (cut < end and words.lower(cut) in class_of("relative") | class_of("phrase_end"))
        ):
            return None
        at, latest = self.unnamed.by_noun.get(noun, (-1, None)) if cut - begin == 2 else (-1, None)
        if noun in class_of("role") or noun in class_of("epithet"):
            bearer = self._bearer(begin, lexicon.same_roles().get(noun, noun), adjective, at)
            if bearer is None and latest is None and noun in class_of("epithet"):
                return self.antecedents.person_before(begin, "", content)
            return bearer or latest
        if latest is not None:
            return latest
        if noun == "government":
            return self._last_state(begin)
        return self._body_called(begin, noun) if noun in _body_nouns() else None

    def _may_point_back(self, begin: int, cut: int) -> bool:
        """Whether words are a description of somebody known: 'the …', one capitalised word."""
        if self.words.lower(begin) in {"the", "this", "that"}:
            return True
        if begin in self.cast.names.adjectives and self.words.lower(cut - 1) in class_of("role"):
            return True  # 'Norwegian president', its article left out
        return cut - begin == 1 and self.words.forms[begin].capital

    def _bearer(self, index: int, duty: str, adjective: str | None, since: int) -> Member | None:
        """The person last named before with this role, if not before the word `since`."""
        events = self.duties.get(duty, [])
        said = [self.words.lower(at) for at in range(index, index + 3)]
        said_office = class_of("portfolio").intersection(said)
        party = next((word for word in said if word in class_of("party_word")), "")
        party = "republican" if party == "gop" else party
        stop = bisect_left(events, index, key=lambda event: event[0])
        for at, member in reversed(events[max(0, stop - LOOK_BACK) : stop]):
            if at < since:
                break
            home, side = member.affiliation, {word for role in member.roles for word in role.lower().split()}
            if party and side & class_of("party_word") and party not in side:
                continue
            office = side & class_of("portfolio")
            if office and said_office and not said_office <= office:
                continue  # 'the foreign minister' isn't the transport minister
            if adjective is None or home is None or home is self.cast.states.get(adjective):
                return member
        return None

    def _last_state(self, index: int) -> Member | None:
        for name in self.antecedents.bodies_before(index):
            if self.words.paragraph(index) - self.words.paragraph(name.first) > _STATE_PARAGRAPHS:
                return None
            if name.kind is PartyKind.STATE:
                return self.cast.of_name[id(name)]
        return None

    def _body_called(self, index: int, noun: str) -> Member | None:
        """The latest organization that has this noun in its name, or else may be called by it."""
        wanted = PartyKind.OUTLET if noun in class_of("outlet_head") else PartyKind.ORGANIZATION
        loose = None
        for name in self.antecedents.bodies_before(index):
            member = self.cast.of_name[id(name)]
            parts = member.label.lower().split()
            if noun in parts:
                return member
            if loose is None and member.kind is wanted and not _is_other_sort(parts[-1], noun):
                loose = member
        general = class_of("company_noun") | class_of("outlet_head") | {"organization", "agency"}
        return loose if noun in general else None


def _body_nouns() -> frozenset[str]:
    """Nouns that can stand for an organization or outlet."""
    bodies = class_of("organization_cue") | class_of("company_noun") | class_of("outlet_head")
    return bodies | {"campaign", "organization", "paper"}


def _is_other_sort(last: str, noun: str) -> bool:
    """Whether an organization whose name ends so, a ministry for one, is never called 'the company'."""
    institution = last in class_of("organization_cue") and last not in class_of("company_suffix")
    return noun in class_of("company_noun") and institution and noun != "group"
