"""The store: keeps readings, one transaction a document, and gives them back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, TableClause, func, insert, select

from sayso.data import Document, Party, PartyKind, Reading, Statement, StatementKind
from sayso.errors import NotFoundError, RecordError, UsageError
from sayso.record import contract
from sayso.record.appearing import own_fields, record_appearance
from sayso.record.faults import explained
from sayso.record.groups import enter
from sayso.record.identity import check_document_id, short_id
from sayso.record.moments import now
from sayso.record.opening import immediate, open_record
from sayso.record.schema import documents, names, names_index, parties, speakers, statements, statements_index
from sayso.record.words import is_pronoun, searchable

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Store:
    """An open record.  May be used by several threads; each call is a transaction of its own.

    Raises NotFoundError and RecordError as `open_record` does.
    """

    def __init__(self, path: Path, *, create: bool) -> None:
        self.path = path
        opened = open_record(path, create=create)
        self._engine = opened.engine
        self.read_only = opened.read_only

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the record throughout.  Raises RecordError."""
        with explained(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction that is kept as a whole or not at all.  Raises RecordError."""
        if self.read_only:
            raise RecordError(
                "the record can't be written",
                where=str(self.path),
                remedy="copy it to where you may write, or choose another with --record",
            )
        with explained(self.path), self._engine.connect() as connection, immediate(connection).begin():
            yield connection

    def knows(self, document_id: str) -> bool:
        """Whether the document with this id (64 hex digits) is in the record."""
        with self.reading() as connection:
            return _key(connection, document_id) is not None

    def keep(self, reading: Reading) -> bool:
        """Keep a reading, or, where its document is known, its arrival; True where it is new.

        Raises UsageError where the reading contradicts itself, and RecordError.
        """
        _check(reading)
        with self.writing() as connection:
            document = reading.document
            key = _key(connection, document.id)
            if key is not None:
                record_appearance(connection, key, document)
                return False
            key = _insert_document(connection, reading)
            record_appearance(connection, key, document)
            enter(connection, key, document.text)
            _insert_statements(connection, key, reading, _insert_parties(connection, key, reading))
            return True

    def arrive(self, document: Document) -> bool:
        """Record that a known document arrived again; False (and nothing) where it isn't known."""
        with self.writing() as connection:
            key = _key(connection, document.id)
            if key is not None:
                record_appearance(connection, key, document)
            return key is not None

    def reading_of(self, document_id: str) -> Reading:
        """The reading that was kept, its document as it counts now.  Raises NotFoundError."""
        with self.reading() as connection:
            key = _key(connection, document_id)
            if key is None:
                raise NotFoundError(
                    f"no document has the id {document_id[:80]!r}",
                    where=str(self.path),
                    remedy="see `sayso stories`",
                )
            return load_reading(connection, key)


def _key(connection: Connection, document_id: str) -> int | None:
    return connection.scalar(select(documents.c.key).where(documents.c.id == document_id))


def _check(reading: Reading) -> None:
    """Refuse a reading that names what it doesn't hold: it couldn't be given back."""
    check_document_id(reading.document.id)
    if not reading.document.text.isascii() and _LONE_SURROGATE.search(reading.document.text):
        raise UsageError(
            "the text holds a lone surrogate", where=reading.document.source, remedy="leave it out"
        )
    known = {party.id for party in reading.parties}
    ids = {statement.id for statement in reading.statements}
    if len(known) < len(reading.parties) or len(ids) < len(reading.statements):
        raise UsageError("a reading gives one id twice", where=reading.document.source)
    for statement in reading.statements:
        if not known.issuperset(statement.speakers):
            what = f"statement {statement.id} has a speaker who is none of the reading's parties"
            raise UsageError(what, where=reading.document.source)


def _insert_document(connection: Connection, reading: Reading) -> int:
    document = reading.document
    form = reading.as_contract()
    row = {
        "id": document.id,
        "short": short_id(connection, document.id),
        "text": document.text,
        "language": document.language,
        "model": f"{reading.model.version} {reading.model.digest}" if reading.model else None,
        "added": now(),
        "issues": form["issues"],
        "moves": form["moves"],
        **own_fields(document),
    }
    (key,) = _insert_all(connection, documents, [row])
    return key


def _insert_all(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> list[int]:
    """Insert rows together; returns their keys, given in advance: nobody else writes meanwhile."""
    newest = connection.scalar(select(func.max(table.c.key))) or 0
    keyed = [{"key": key, **row} for key, row in enumerate(rows, newest + 1)]
    if keyed:
        connection.execute(insert(table), keyed)
    return [row["key"] for row in keyed]


def _insert_parties(connection: Connection, document: int, reading: Reading) -> dict[str, int]:
    """Insert the parties with their wordings; returns their keys by their local ids."""
    rows = [
        {
            "document": document,
            "position": position,
            "local": party.id,
            "name": party.name,
            "kind": str(party.kind),
            "role": party.role,
            "affiliation": party.affiliation,
            "mentions": [[span.start, span.end] for span in party.mentions],
        }
        for position, party in enumerate(reading.parties)
    ]
    locals_ = [party.id for party in reading.parties]
    keys = dict(zip(locals_, _insert_all(connection, parties, rows), strict=True))
    wordings: list[dict[str, Any]] = [
        {"party": keys[party.id], "words": words}
        for party in reading.parties
        for words in _wordings(party, reading.document.text)
    ]
    _index(connection, names_index, _insert_all(connection, names, wordings), [w["words"] for w in wordings])
    return keys


def _index(connection: Connection, index: TableClause, keys: list[int], words: list[str]) -> None:
    if keys:
        rows = [{"rowid": key, "words": said} for key, said in zip(keys, words, strict=True)]
        connection.execute(insert(index), rows)


def _wordings(party: Party, whole: str) -> list[str]:
    """The different ways in which a text names a party, folded; pronouns name nobody."""
    mentioned = (span.of(whole) for span in party.mentions)
    wordings = [party.name, *(words for words in mentioned if not is_pronoun(words))]
    return [words for words in dict.fromkeys(map(searchable, wordings)) if words]


def _insert_statements(
    connection: Connection, document: int, reading: Reading, party_keys: dict[str, int]
) -> None:
    contents = [reading.words(statement.content) for statement in reading.statements]
    forms = reading.as_contract()["statements"]
    rows = [
        {
            "document": document,
            "position": position,
            "local": form.pop("id"),
            "source_words": reading.words(statement.source),
            "cue_words": reading.words(statement.cue),
            "content_words": contents[position],
            **{name: value for name, value in form.items() if name != "speakers"},
        }
        for position, (statement, form) in enumerate(zip(reading.statements, forms, strict=True))
    ]
    keys = _insert_all(connection, statements, rows)
    _index(connection, statements_index, keys, list(map(searchable, contents)))
    links = [
        {"statement": key, "position": position, "party": party_keys[speaker]}
        for key, statement in zip(keys, reading.statements, strict=True)
        for position, speaker in enumerate(statement.speakers)
    ]
    if links:
        connection.execute(insert(speakers), links)


def load_document(connection: Connection, key: int) -> Document:
    """The document with this key, as it counts now."""
    fields = ("text", "source", "ref", "title", "outlet", "author", "published", "url", "language", "id")
    row = connection.execute(
        select(*(documents.c[name] for name in fields)).where(documents.c.key == key)
    ).one()
    return Document(**row._asdict())


def load_reading(connection: Connection, key: int) -> Reading:
    """The reading of the document with this key."""
    c = documents.c
    kept = connection.execute(select(c.issues, c.moves, c.model).where(c.key == key)).one()
    return Reading(
        document=load_document(connection, key),
        parties=load_parties(connection, key),
        statements=load_statements(connection, key),
        issues=tuple(map(contract.issue, kept.issues)),
        moves=tuple(map(contract.move, kept.moves)),
        model=contract.model(kept.model),
    )


def load_parties(connection: Connection, document: int) -> tuple[Party, ...]:
    """The parties of a document, in the order in which they were read."""
    query = select(parties).where(parties.c.document == document).order_by(parties.c.position)
    return tuple(
        Party(
            id=row.local,
            name=row.name,
            kind=PartyKind(row.kind),
            role=row.role,
            affiliation=row.affiliation,
            mentions=contract.spans(row.mentions),
        )
        for row in connection.execute(query)
    )


def load_statements(connection: Connection, document: int, local: str | None = None) -> tuple[Statement, ...]:
    """The statements of a document in their order, or the one with the id `local`."""
    chosen = select(statements).where(statements.c.document == document)
    if local is not None:
        chosen = chosen.where(statements.c.local == local)
    rows = connection.execute(chosen.order_by(statements.c.position)).all()
    said_by = _speakers(connection, document)
    return tuple(_statement(row, said_by.get(row.key, ())) for row in rows)


def _speakers(connection: Connection, document: int) -> dict[int, tuple[str, ...]]:
    """The local ids of the speakers in a document, by statement."""
    query = (
        select(speakers.c.statement, parties.c.local)
        .join(parties, parties.c.key == speakers.c.party)
        .where(parties.c.document == document)
        .order_by(speakers.c.statement, speakers.c.position)
    )
    found: dict[int, tuple[str, ...]] = {}
    for statement, local in connection.execute(query):
        found[statement] = (*found.get(statement, ()), local)
    return found


def _statement(row: Any, said_by: tuple[str, ...]) -> Statement:
    return Statement(
        id=row.local,
        kind=StatementKind(row.kind),
        source=contract.spans(row.source),
        cue=contract.spans(row.cue),
        content=contract.spans(row.content),
        speakers=said_by,
        on_behalf_of=tuple(row.on_behalf_of),
        addressees=tuple(row.addressees),
        via=tuple(row.via),
        occasion=contract.occasion(row.occasion),
        within=row.within,
        repeats=row.repeats,
        confidence=row.confidence,
    )
