"""Ids for people: the first hex digits of a document's id, as many as tell it from the others."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, select

from sayso.errors import NotFoundError, UsageError
from sayso.record.schema import documents

# A record gives ten digits, and more only to a document whose ten are taken.
DIGITS = 10
_FEWEST_DIGITS = 4
_DOCUMENT_ID = re.compile(r"[0-9a-f]{64}")
_PREFIX = re.compile(rf"[0-9a-f]{{{_FEWEST_DIGITS},64}}")


def check_document_id(document_id: str) -> None:
    """Raises UsageError where `document_id` isn't 64 hex digits."""
    if not _DOCUMENT_ID.fullmatch(document_id):
        raise UsageError(
            f"{document_id[:80]!r} is no document's id", remedy="leave it out: it is worked out from the text"
        )


def short_id(connection: Connection, document_id: str) -> str:
    """Ten digits, or as many as tell this document from all that are in the record.  Given once, it stays."""
    begun_alike = connection.scalars(select(documents.c.id).where(_begins(document_id[:DIGITS]))).all()
    length = DIGITS
    while any(other.startswith(document_id[:length]) for other in begun_alike):
        length += 1
    return document_id[:length]


def _begins(prefix: str) -> ColumnElement[bool]:
    """Whether a document's id begins with `prefix`; 'g' sorts after every hex digit."""
    return documents.c.id.between(prefix, prefix + "g")


def find_story(connection: Connection, story_id: str, path: Path) -> tuple[int, str]:
    """The key and short id of the story that `story_id` names: its id, or enough of its first digits.

    Raises NotFoundError where none or several begin so.
    """
    wanted = story_id.strip().lower()
    shown = repr(story_id[:80])
    if not _PREFIX.fullmatch(wanted):
        raise NotFoundError(
            f"{shown} is no story's id", where=str(path), remedy="`sayso stories` lists them, as 3fa94c1b20"
        )
    c = documents.c
    exact = connection.execute(select(c.key, c.short).where(c.short == wanted)).first()
    if exact:
        return int(exact.key), str(exact.short)
    alike = select(c.key, c.short).where(_begins(wanted)).order_by(c.id).limit(4)
    found = connection.execute(alike).all()
    if len(found) > 1:
        raise NotFoundError(
            f"several stories have an id that begins with {shown}",
            where=str(path),
            remedy="give more digits: " + ", ".join(row.short for row in found[:3]),
        )
    if not found:
        raise NotFoundError(
            f"no story has the id {shown}", where=str(path), remedy="`sayso stories` lists them"
        )
    return int(found[0].key), str(found[0].short)


def split_statement_id(statement_id: str, path: Path) -> tuple[str, str]:
    """The story's and the local part of a statement's id ('3fa94c1b20-s3').  Raises NotFoundError."""
    story, dash, local = statement_id.strip().partition("-")
    if not (dash and local and _PREFIX.fullmatch(story.lower())):
        raise NotFoundError(
            f"{statement_id[:80]!r} is no statement's id",
            where=str(path),
            remedy="`sayso statements` lists them, as 3fa94c1b20-s3",
        )
    return story, local
