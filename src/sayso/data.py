"""Every noun of sayso, as frozen dataclasses that know only each other.

The fields are those of contract 1; `as_contract` gives the form that `sayso read --json` prints.
Offsets are half-open character intervals (Unicode code points) of the document's text.
"""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

CONTRACT = 1


class StatementKind(StrEnum):
    """How much of a statement's content stands inside quotation marks: all, some, none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class PartyKind(StrEnum):
    """What a party is."""

    PERSON = "person"
    STATE = "state"
    ORGANIZATION = "organization"
    GROUP = "group"
    OUTLET = "outlet"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` (included) to `end` (excluded) of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of this span in `text`."""
        return text[self.start : self.end]

    def overlaps(self, others: Spans) -> bool:
        """Whether this shares a character with any of `others`."""
        return any(self.start < other.end and other.start < self.end for other in others)


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One published text.

    `id` is the SHA-256 of the text (64 hex digits); `source` the path, URL or '-' that it came
    from; `ref` the id that a line of a .jsonl file gave; `published` an ISO 8601 date, or time with zone;
    `language` an ISO 639-1 code.  What isn't known is None (`title` is '').
    """

    text: str
    source: str
    ref: str | None = None
    title: str = ""
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str = "en"
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", text_digest(self.text))


def text_digest(text: str) -> str:
    """The identity of a text: the SHA-256 of its UTF-8 bytes, as 64 hex digits.

    Raises UnicodeEncodeError where `text` holds a lone surrogate.
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to a party."""

    span: Span
    party: str


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who speaks, acts or is spoken of; `affiliation` is another party's id."""

    id: str
    name: str
    kind: PartyKind
    role: str | None = None
    affiliation: str | None = None
    mentions: Spans = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where and when something was said; `date` is an ISO 8601 date."""

    span: Spans
    place: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution: a source says, by a cue, a content.

    `speakers`, `on_behalf_of`, `addressees` and `via` hold party ids; `within` and `repeats`
    statement ids; `confidence` is the chance (0 to 1) that content and source are right.
    """

    id: str
    kind: StatementKind
    source: Spans
    cue: Spans
    content: Spans
    speakers: tuple[str, ...] = ()
    on_behalf_of: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    occasion: Occasion | None = None
    within: str | None = None
    repeats: str | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Issue:
    """What moves are about."""

    id: str
    label: str
    mentions: Spans = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """What an actor ties a move to; conditions with one `alternative` number need only one to hold."""

    kind: str
    span: Spans
    issue: str | None = None
    stance: str = "for"
    alternative: int | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """An amount, share, duration, date or place that a move names."""

    span: Spans
    kind: str
    value: float | str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """When a move was made, where that isn't its statement's occasion."""

    span: Spans
    date: str | None = None
    relative: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """What a statement does in a negotiation; `statement` is None for a bare deed."""

    id: str
    statement: str | None
    type: str
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    issue: str | None = None
    stance: str = "none"
    content: Spans = ()
    conditions: tuple[Condition, ...] = ()
    terms: tuple[Term, ...] = ()
    when: When | None = None
    status: str = "actual"
    plover: str | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Model:
    """What read a document: the model's version, and the SHA-256 of its files (64 hex digits)."""

    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document says: the product of reading it.

    `model` tells what found the statements; None where nothing says.
    """

    document: Document
    parties: tuple[Party, ...] = ()
    statements: tuple[Statement, ...] = ()
    issues: tuple[Issue, ...] = ()
    moves: tuple[Move, ...] = ()
    model: Model | None = None

    def party(self, party_id: str) -> Party:
        """The party with this id.  Raises KeyError where there is none."""
        for party in self.parties:
            if party.id == party_id:
                return party
        raise KeyError(party_id)

    def words(self, spans: Spans, gap: str = " … ") -> str:
        """The text of `spans`, its pieces joined by `gap`."""
        return gap.join(span.of(self.document.text) for span in spans)

    def as_contract(self) -> dict[str, Any]:
        """This reading in the form of contract 1, ready for `json.dumps`."""
        return {"contract": CONTRACT} | {
            field.name: _plain(getattr(self, field.name)) for field in dataclasses.fields(self)
        }


def _plain(value: Any) -> Any:
    """Dataclasses as dicts, spans as pairs, tuples as lists."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return str(value) if isinstance(value, StrEnum) else value
