"""Parties of a text and who speaks: names become parties, and each source the parties that it refers to.

Rules only: full names and surnames are one person, acronyms and short forms one organization, capitals and
palaces one state; a pronoun or description goes to the likeliest party named before.  Every search looks
back over a bounded number of mentions, so that the whole is linear in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.data import Document, Party, PartyKind, Span
from sayso.reading.appositions import read_appositions
from sayso.reading.attributed import Attribution
from sayso.reading.carriers import find_carriers
from sayso.reading.cast import Cast
from sayso.reading.headlines import read_headlines
from sayso.reading.members import Member
from sayso.reading.names import find_names
from sayso.reading.speakers import Speakers


@dataclass(frozen=True, slots=True)
class Found:
    """The parties of a document, and for each attribution, in the order given, who speaks it.

    `parties` have the ids p1, p2 … in order of first mention; `speakers`, `addressees` and `carriers` hold
    ids of them.
    """

    parties: tuple[Party, ...]
    speakers: tuple[tuple[str, ...], ...]
    addressees: tuple[tuple[str, ...], ...]
    carriers: tuple[tuple[str, ...], ...]


def find_parties(document: Document, attributions: Sequence[Attribution]) -> Found:
    """Everyone whom the text names, and everyone else who speaks in it.

    A source without words, or with a pronoun that nothing answers to, has no speaker.  Raises nothing for
    any text; spans of `attributions` must lie in it.
    """
    cast = _named_cast(document.text)
    resolver = Speakers(cast)
    speakers = resolver.of_all(attributions)
    addressees = [resolver.of_words(one.addressees, one) for one in attributions]
    carriers = [resolver.of_words(find_carriers(document.text, one), one) for one in attributions]
    order = cast.in_order()
    ids = {id(member): f"p{number}" for number, member in enumerate(order, 1)}

    def ids_of(groups: Sequence[Sequence[Member]]) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(ids[id(member)] for member in group if id(member) in ids) for group in groups)

    parties = tuple(_party(member, ids) for member in order)
    return Found(parties, ids_of(speakers), ids_of(addressees), ids_of(carriers))


def _named_cast(text: str) -> Cast:
    """The parties that `text` names, each with its names as mentions."""
    cast = Cast(find_names(text))
    read_headlines(cast)
    cast.put_in_order()
    read_appositions(cast)
    cast.refer_to_names()
    return cast


def _party(member: Member, ids: dict[int, str]) -> Party:
    affiliation = ids.get(id(member.affiliation)) if member.affiliation is not None else None
    return Party(
        id=ids[id(member)],
        name=member.label,
        kind=member.kind,
        role=member.roles[0] if member.roles and member.kind is PartyKind.PERSON else None,
        affiliation=affiliation if affiliation != ids[id(member)] else None,
        mentions=tuple(Span(start, end) for start, end in sorted(member.spans)),
    )
