"""Finding: statements and stories by who, what, when and where."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, TableClause, func, or_, select

from sayso.data import PartyKind, StatementKind
from sayso.errors import UsageError
from sayso.record import contract
from sayso.record.moments import check_day, shifted
from sayso.record.rows import Found, PartyRow, StatementRow, StoryRow
from sayso.record.schema import (
    appearances,
    documents,
    names,
    names_index,
    parties,
    speakers,
    statements,
    statements_index,
)
from sayso.record.words import name_query, searchable, text_query

# SQLite's own numbers end here.
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, checked: each part narrows it, None doesn't.

    Raises UsageError where a part makes no sense.
    """

    by: str | None = None
    text: str | None = None
    since: str | date | None = None
    until: str | date | None = None
    outlet: str | None = None
    kind: str | None = None
    limit: int | None = None
    offset: int = 0
    copies: bool = True

    def __post_init__(self) -> None:
        for name in ("since", "until"):
            if (value := getattr(self, name)) is not None:
                object.__setattr__(self, name, check_day(value, name))
        if self.since and self.until and str(self.since) > str(self.until):
            raise UsageError(f"since {self.since} is after until {self.until}", remedy="exchange them")
        if self.kind is not None and self.kind.lower() not in list(StatementKind):
            raise UsageError(
                f"{self.kind[:40]!r} is no kind of statement", remedy="it is direct, mixed or indirect"
            )
        if (self.limit is not None and self.limit < 0) or self.offset < 0:
            raise UsageError("limit and offset can't be negative")

    @property
    def is_dated(self) -> bool:
        """Whether only dated stories can be found."""
        return self.since is not None or self.until is not None


def find_statements(connection: Connection, query: Query) -> Found[StatementRow]:
    """The statements that `query` asks for, newest first, those of undated stories last."""
    wanted = _statement_conditions(query)
    joined = statements.join(documents, documents.c.key == statements.c.document)
    page = (
        select(statements.c.key)
        .select_from(joined)
        .where(*wanted, *_dates(query))
        .order_by(documents.c.instant.desc(), documents.c.key.desc(), statements.c.position)
    )
    keys = list(connection.scalars(_paged(page, query)))
    if query.offset == 0 and (query.limit is None or len(keys) < query.limit):
        total = len(keys)
    else:
        # Without its documents SQLite only walks an index.
        counted = joined if query.is_dated or query.outlet is not None else statements
        counting = select(func.count()).select_from(counted).where(*wanted, *_dates(query))
        total = connection.scalar(counting) or 0
    left_out = 0
    if query.is_dated:
        undated = select(func.count(documents.c.key.distinct())).select_from(joined)
        left_out = connection.scalar(undated.where(*wanted, documents.c.instant.is_(None))) or 0
    return Found(statement_rows(connection, keys), total, left_out)


def _statement_conditions(query: Query) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.by is not None:
        named = _matching(names_index, name_query(query.by))
        speaking = (
            select(speakers.c.statement)
            .join(names, names.c.party == speakers.c.party)
            .where(names.c.key.in_(named))
        )
        conditions.append(statements.c.key.in_(speaking))
    if query.text is not None:
        saying = _matching(statements_index, text_query(query.text))
        conditions.append(statements.c.key.in_(saying))
    if query.kind is not None:
        conditions.append(statements.c.kind == query.kind.lower())
    return conditions + _outlet(query)


def _matching(index: TableClause, query: str) -> Select[Any]:
    """The keys of the rows whose words match a full-text query."""
    return select(index.c.rowid).where(index.c[index.name].op("MATCH")(query))


def _outlet(query: Query) -> list[ColumnElement[bool]]:
    """Whether a document, or any of its appearances, is of the outlet."""
    if query.outlet is None:
        return []
    wanted = searchable(query.outlet)
    elsewhere = select(appearances.c.document).where(appearances.c.outlet_folded == wanted)
    return [or_(documents.c.outlet_folded == wanted, documents.c.key.in_(elsewhere))]


def _dates(query: Query) -> list[ColumnElement[bool]]:
    """The days asked for.  The bounds in UTC, wider by any zone's difference, let the index help."""
    conditions: list[ColumnElement[bool]] = []
    if query.since is not None:
        since = str(query.since)
        conditions += [documents.c.instant >= shifted(since, -1), documents.c.day >= since]
    if query.until is not None:
        until = str(query.until)
        conditions += [documents.c.instant < shifted(until, 2) + "~", documents.c.day <= until]
    return conditions


def _paged(page: Select[Any], query: Query) -> Select[Any]:
    if query.limit is not None:
        page = page.limit(min(query.limit, _LARGEST))
    return page.offset(min(query.offset, _LARGEST)) if query.offset else page


def statement_rows(connection: Connection, keys: Sequence[int]) -> tuple[StatementRow, ...]:
    """The statements with these keys, as lists show them, in the order of `keys`."""
    d = documents.c
    query = (
        select(statements, d.short, d.title, d.outlet, d.published, d.url)
        .join(documents, d.key == statements.c.document)
        .where(statements.c.key.in_(among(keys)))
    )
    rows = {row.key: row for row in connection.execute(query)}
    said_by = _speaker_names(connection, keys)
    called = _local_names(connection, rows.values())
    return tuple(_statement_row(rows[key], said_by.get(key, ()), called) for key in keys)


def among(keys: Iterable[int]) -> Select[Any]:
    """Any number of keys as one parameter, to be used with `in_`."""
    listed = json.dumps(list(keys))
    return select(func.json_each(listed).table_valued("value").c.value)


def _speaker_names(connection: Connection, keys: Sequence[int]) -> dict[int, tuple[str, ...]]:
    query = (
        select(speakers.c.statement, parties.c.name)
        .join(parties, parties.c.key == speakers.c.party)
        .where(speakers.c.statement.in_(among(keys)))
        .order_by(speakers.c.statement, speakers.c.position)
    )
    found: dict[int, tuple[str, ...]] = {}
    for statement, name in connection.execute(query):
        found[statement] = (*found.get(statement, ()), name)
    return found


def _local_names(connection: Connection, rows: Iterable[Any]) -> dict[tuple[int, str], str]:
    """The names of parties that statements name by local ids, by document and local id."""
    stories = {row.document for row in rows if row.via or row.on_behalf_of or row.addressees}
    if not stories:
        return {}
    c = parties.c
    query = select(c.document, c.local, c.name).where(parties.c.document.in_(among(stories)))
    return {(row.document, row.local): row.name for row in connection.execute(query)}


def _statement_row(row: Any, said_by: tuple[str, ...], called: dict[tuple[int, str], str]) -> StatementRow:
    def named(locals_: Iterable[str]) -> tuple[str, ...]:
        return tuple(called.get((row.document, local), local) for local in locals_)

    return StatementRow(
        id=f"{row.short}-{row.local}",
        story=row.short,
        kind=StatementKind(row.kind),
        speakers=said_by,
        source=row.source_words,
        cue=row.cue_words,
        content=row.content_words,
        on_behalf_of=named(row.on_behalf_of),
        addressees=named(row.addressees),
        via=named(row.via),
        confidence=row.confidence,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
        url=row.url,
        source_spans=contract.spans(row.source),
        cue_spans=contract.spans(row.cue),
        content_spans=contract.spans(row.content),
    )


def find_stories(connection: Connection, query: Query) -> Found[StoryRow]:
    """The stories that `query` asks for (by dates and outlet), newest first, undated ones last.

    Without its `copies`, one story of each group: the earliest.
    """
    d = documents.c
    wanted = _outlet(query) if query.copies else _one_of_each_group(query)
    said = select(func.count()).where(statements.c.document == d.key).scalar_subquery()
    arrived = select(func.count()).where(appearances.c.document == d.key).scalar_subquery()
    page = (
        select(
            d.short,
            d.title,
            d.outlet,
            d.author,
            d.published,
            d.url,
            d.source,
            said.label("statements"),
            arrived.label("appearances"),
            _copies().label("copies"),
        )
        .where(*wanted, *_dates(query))
        .order_by(d.instant.desc(), d.key.desc())
    )
    rows = tuple(StoryRow(row.short, *row[1:]) for row in connection.execute(_paged(page, query)))
    counting = select(func.count()).select_from(documents)
    total = connection.scalar(counting.where(*wanted, *_dates(query))) or 0
    left_out = 0
    if query.is_dated:
        standing = [] if query.copies else [d.leads.is_(True)]
        undated = counting.where(*_outlet(query), *standing, d.instant.is_(None))
        left_out = connection.scalar(undated) or 0
    return Found(rows, total, left_out)


def _copies() -> ScalarSelect[int]:
    """How many other stories are in a document's group."""
    other = documents.alias("other")
    same = other.c.story_group == documents.c.story_group
    return select(func.count()).where(same, other.c.key != documents.c.key).scalar_subquery()


def _one_of_each_group(query: Query) -> list[ColumnElement[bool]]:
    """The earliest story of each group among those that `query` asks for; an undated one comes last."""
    d = documents.c
    asked = [*_outlet(query), *_dates(query)]
    if not asked:
        return [d.leads.is_(True)]
    group = func.coalesce(d.story_group, -d.key)
    place = func.row_number().over(partition_by=group, order_by=(func.coalesce(d.instant, "~"), d.key))
    ranked = select(d.key, place.label("place")).where(*asked).subquery()
    return [d.key.in_(select(ranked.c.key).where(ranked.c.place == 1))]


def find_parties(connection: Connection, query: Query) -> Found[PartyRow]:
    """The parties of all stories, in the order of their stories' arrival; `by` narrows them by name."""
    c = parties.c
    wanted: list[ColumnElement[bool]] = []
    if query.by is not None:
        named = _matching(names_index, name_query(query.by))
        wanted.append(c.key.in_(select(names.c.party).where(names.c.key.in_(named))))
    said = select(func.count()).where(speakers.c.party == c.key).scalar_subquery()
    page = (
        select(documents.c.short, c.local, c.name, c.kind, c.role, said.label("said"))
        .join(documents, documents.c.key == c.document)
        .where(*wanted)
        .order_by(c.document, c.key)
    )
    rows = tuple(
        PartyRow(f"{row.short}-{row.local}", row.short, row.name, PartyKind(row.kind), row.role, row.said)
        for row in connection.execute(_paged(page, query))
    )
    total = connection.scalar(select(func.count()).select_from(parties).where(*wanted)) or 0
    return Found(rows, total)
