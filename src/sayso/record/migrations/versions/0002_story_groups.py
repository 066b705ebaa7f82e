"""Story groups: near-duplicates are one story."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what groups need; the groups themselves are worked out when the next story is kept."""
    op.add_column("documents", sa.Column("story_group", sa.Integer))
    op.add_column("documents", sa.Column("leads", sa.Boolean, nullable=False, server_default=sa.true()))
    op.create_index("documents_by_group", "documents", ["story_group"])
    op.create_table(
        "story_bands",
        sa.Column("hash", sa.Integer, primary_key=True),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.key"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
