"""What queries give: rows as frozen dataclasses, each with its form for JSON and CSV."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar, overload

from sayso.data import Document, Model, Party, PartyKind, Span, Spans, Statement, StatementKind


@dataclass(frozen=True, slots=True)
class Row:
    """The base of all rows."""

    def as_dict(self) -> dict[str, Any]:
        """This row as dicts, lists, strings and numbers, ready for `json.dumps`."""
        return {field.name: _plain(getattr(self, field.name)) for field in dataclasses.fields(self)}


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return str(value) if isinstance(value, StrEnum) else value


AnyRow = TypeVar("AnyRow", bound=Row)


@dataclass(frozen=True, slots=True)
class Found(Sequence[AnyRow], Generic[AnyRow]):
    """One page of what a query finds.

    `total` counts all that it finds; `undated_left_out` the stories that it would find too but
    for their missing date (0 where no date was asked for).
    """

    rows: tuple[AnyRow, ...]
    total: int
    undated_left_out: int = 0

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[AnyRow]:
        return iter(self.rows)

    @overload
    def __getitem__(self, index: int) -> AnyRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[AnyRow]: ...
    def __getitem__(self, index: int | slice) -> AnyRow | Sequence[AnyRow]:
        return self.rows[index]


@dataclass(frozen=True, slots=True)
class StatementRow(Row):
    """A statement as a list shows it.

    `id` and `story` are ids of the record; `speakers`, `on_behalf_of`, `addressees` and `via` are
    names of parties; `source`, `cue` and `content` the words of the text (pieces joined by ' … '),
    and the `…_spans` where they stand in it; `confidence` is a chance (0 to 1).
    """

    id: str
    story: str
    kind: StatementKind
    speakers: tuple[str, ...]
    source: str
    cue: str
    content: str
    on_behalf_of: tuple[str, ...]
    addressees: tuple[str, ...]
    via: tuple[str, ...]
    confidence: float
    title: str
    outlet: str | None
    published: str | None
    url: str | None
    source_spans: Spans
    cue_spans: Spans
    content_spans: Spans


@dataclass(frozen=True, slots=True)
class StoryRow(Row):
    """A story as a list shows it; `statements`, `appearances` and `copies` are numbers.

    `copies` counts the other stories that are its near-duplicates.
    """

    id: str
    title: str
    outlet: str | None
    author: str | None
    published: str | None
    url: str | None
    source: str
    statements: int
    appearances: int
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Appearance(Row):
    """One arrival of a text; `added` is when it was kept, in UTC."""

    source: str
    ref: str | None
    title: str
    outlet: str | None
    author: str | None
    published: str | None
    url: str | None
    added: str


@dataclass(frozen=True, slots=True)
class Story(Row):
    """All about one story.

    `document` holds what counts: the earliest appearance's, and over that what a person set
    (the fields that `edited` names); `model` names the model that read it, None if
    unknown; `statements` a number; `copies` the ids of the stories that are its near-duplicates.
    """

    id: str
    document: Document
    appearances: tuple[Appearance, ...]
    edited: tuple[str, ...]
    model: Model | None
    added: str
    statements: int
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyRow(Row):
    """A party of one story, as it was read there; `id` is an id of the record ('3fa94c1b20-p2')."""

    id: str
    story: str
    name: str
    kind: PartyKind
    role: str | None
    statements: int


@dataclass(frozen=True, slots=True)
class Shown(Row):
    """One statement in its place.

    `row` is the statement as a list shows it, `statement` as it was read (with ids local to its
    story), `speakers` and `parties` those who speak and all whom it names; `passage` is where the
    paragraphs around it stand in `story.document.text`, and `words` are their words.
    """

    id: str
    row: StatementRow
    statement: Statement
    speakers: tuple[Party, ...]
    parties: tuple[Party, ...]
    story: Story
    passage: Span
    words: str
