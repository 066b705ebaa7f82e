"""The tables of a record, as queries see them; the migrations make them.

An id of the contract is text ('s3'); a `key` is the database's own number for a row.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    column,
    table,
)
from sqlalchemy.types import TypeDecorator

# 'said', in the header of every record: tells a record from any other SQLite file.
APPLICATION_ID = 0x73616964
# The newest migration.  A record at this version is opened without asking the migrations.
VERSION = "0002"


class Exact(TypeDecorator[str]):
    """Text kept to the last character, also what UTF-8 can't hold (a lone surrogate of a file's name)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> Any:
        """Text, or bytes where it holds a lone surrogate."""
        if value is None:
            return None
        try:
            value.encode()
        except UnicodeEncodeError:
            return value.encode("utf-8", "surrogatepass")
        return value

    def process_result_value(self, value: Any, _dialect: Dialect) -> str | None:
        """The text that was kept."""
        return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


class Json(TypeDecorator[Any]):
    """A list or object of the contract, as JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        """The JSON of `value`; NULL for None."""
        return None if value is None else json.dumps(value, separators=(",", ":"))

    def process_result_value(self, value: Any, _dialect: Dialect) -> Any:
        """What the JSON says."""
        if value == "[]":  # most lists are empty
            return []
        return None if value is None else json.loads(value)


metadata = MetaData()

# What is shown of a document: its earliest appearance, and over that what a person set.
documents = Table(
    "documents",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("short", Text, nullable=False, unique=True),
    Column("instant", Text),  # `published` in UTC, sorts as text
    Column("day", Text),  # the date that `published` says where it was published
    Column("published", Exact),
    Column("title", Exact, nullable=False),
    Column("outlet", Exact),
    Column("outlet_folded", Text),
    Column("author", Exact),
    Column("url", Exact),
    Column("source", Exact, nullable=False),
    Column("ref", Exact),
    Column("language", Exact, nullable=False),
    Column("model", Exact),
    Column("added", Text, nullable=False),
    Column("issues", Json, nullable=False),
    Column("moves", Json, nullable=False),
    Column("text", Text, nullable=False),  # last: a long text is only loaded when asked for
    Column("story_group", Integer),  # the key of its first story; NULL where it isn't worked out yet
    Column("leads", Boolean, nullable=False, default=True),  # whether it stands for its group in lists
    Index("documents_by_group", "story_group"),
    Index("documents_by_instant", "instant"),
    Index("documents_by_outlet", "outlet_folded"),
)

# Locality-sensitive hashes of the stories' words, by which near-duplicates find each other.
story_bands = Table(
    "story_bands",
    metadata,
    Column("hash", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("documents.key"), primary_key=True),
    sqlite_with_rowid=False,
)

# What is worked out for the whole record, and by which method.
settings = Table(
    "settings",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

appearances = Table(
    "appearances",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("documents.key"), nullable=False),
    Column("place", Exact, nullable=False),  # `source`, a file's path made absolute
    Column("source", Exact, nullable=False),
    Column("ref", Exact),
    Column("title", Exact, nullable=False),
    Column("outlet", Exact),
    Column("outlet_folded", Text),
    Column("author", Exact),
    Column("published", Exact),
    Column("url", Exact),
    Column("added", Text, nullable=False),
    Index("appearances_by_document", "document"),
    Index("appearances_by_outlet", "outlet_folded", "document"),
)

# What a person set, apart from what was read; a NULL value says that it is not known.
edits = Table(
    "edits",
    metadata,
    Column("document", Integer, ForeignKey("documents.key"), primary_key=True),
    Column("field", Text, primary_key=True),
    Column("value", Exact),
    Column("made", Text, nullable=False),
)

parties = Table(
    "parties",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("documents.key"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("local", Exact, nullable=False),
    Column("name", Exact, nullable=False),
    Column("kind", Text, nullable=False),
    Column("role", Exact),
    Column("affiliation", Exact),
    Column("mentions", Json, nullable=False),
    UniqueConstraint("document", "local", name="parties_by_local"),
)

# The different wordings of a party's name and mentions, folded for search.
names = Table(
    "names",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("party", Integer, ForeignKey("parties.key"), nullable=False),
    Column("words", Text, nullable=False),
    Index("names_by_party", "party"),
)

statements = Table(
    "statements",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("documents.key"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("local", Exact, nullable=False),
    Column("source", Json, nullable=False),
    Column("cue", Json, nullable=False),
    Column("content", Json, nullable=False),
    Column("on_behalf_of", Json, nullable=False),
    Column("addressees", Json, nullable=False),
    Column("via", Json, nullable=False),
    Column("occasion", Json),
    Column("within", Exact),
    Column("repeats", Exact),
    Column("confidence", Float, nullable=False),
    Column("source_words", Text, nullable=False),
    Column("cue_words", Text, nullable=False),
    Column("content_words", Text, nullable=False),
    UniqueConstraint("document", "local", name="statements_by_local"),
    Index("statements_by_position", "document", "position"),
    Index("statements_by_kind", "kind", "document", "position"),
)

speakers = Table(
    "speakers",
    metadata,
    Column("statement", Integer, ForeignKey("statements.key"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("party", Integer, ForeignKey("parties.key"), nullable=False),
    Index("speakers_by_party", "party", "statement"),
    sqlite_with_rowid=False,
)

# Full-text indexes; their rows have the keys of `names` and `statements`.
names_index = table("names_index", column("rowid"), column("names_index"), column("words"))
statements_index = table("statements_index", column("rowid"), column("statements_index"), column("words"))
