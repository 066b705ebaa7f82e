"""The first record: documents, their appearances, parties, statements, speakers, and search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    _make_documents()
    _make_parties()
    _make_statements()
    # The indexes hold folded words; `statements_index` keeps no copy of them.
    op.execute(
        "CREATE VIRTUAL TABLE names_index USING fts5("
        "words, content='names', content_rowid='key', tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(
        "CREATE VIRTUAL TABLE statements_index USING fts5("
        "words, content='', tokenize='unicode61 remove_diacritics 2')"
    )


def _make_documents() -> None:
    op.create_table(
        "documents",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("short", sa.Text, nullable=False, unique=True),
        sa.Column("instant", sa.Text),
        sa.Column("day", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("outlet_folded", sa.Text),
        sa.Column("author", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("ref", sa.Text),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("model", sa.Text),
        sa.Column("added", sa.Text, nullable=False),
        sa.Column("issues", sa.Text, nullable=False),
        sa.Column("moves", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("documents_by_instant", "documents", ["instant"])
    op.create_index("documents_by_outlet", "documents", ["outlet_folded"])
    op.create_table(
        "appearances",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.key"), nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("ref", sa.Text),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("outlet_folded", sa.Text),
        sa.Column("author", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("added", sa.Text, nullable=False),
    )
    op.create_index("appearances_by_document", "appearances", ["document"])
    op.create_index("appearances_by_outlet", "appearances", ["outlet_folded", "document"])
    op.create_table(
        "edits",
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.key"), primary_key=True),
        sa.Column("field", sa.Text, primary_key=True),
        sa.Column("value", sa.Text),
        sa.Column("made", sa.Text, nullable=False),
    )


def _make_parties() -> None:
    op.create_table(
        "parties",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.key"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("local", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("role", sa.Text),
        sa.Column("affiliation", sa.Text),
        sa.Column("mentions", sa.Text, nullable=False),
        sa.UniqueConstraint("document", "local", name="parties_by_local"),
    )
    op.create_table(
        "names",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("party", sa.Integer, sa.ForeignKey("parties.key"), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_index("names_by_party", "names", ["party"])


def _make_statements() -> None:
    op.create_table(
        "statements",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.key"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("local", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("cue", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("on_behalf_of", sa.Text, nullable=False),
        sa.Column("addressees", sa.Text, nullable=False),
        sa.Column("via", sa.Text, nullable=False),
        sa.Column("occasion", sa.Text),
        sa.Column("within", sa.Text),
        sa.Column("repeats", sa.Text),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("source_words", sa.Text, nullable=False),
        sa.Column("cue_words", sa.Text, nullable=False),
        sa.Column("content_words", sa.Text, nullable=False),
        sa.UniqueConstraint("document", "local", name="statements_by_local"),
    )
    op.create_index("statements_by_position", "statements", ["document", "position"])
    op.create_index("statements_by_kind", "statements", ["kind", "document", "position"])
    op.create_table(
        "speakers",
        sa.Column("statement", sa.Integer, sa.ForeignKey("statements.key"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("party", sa.Integer, sa.ForeignKey("parties.key"), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("speakers_by_party", "speakers", ["party", "statement"])
