"""Appearances: each arrival of a text, and which of them the document is shown by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from sayso.data import Document
from sayso.errors import UsageError
from sayso.record.groups import lead
from sayso.record.moments import day_of, instant_of, now
from sayso.record.schema import appearances, documents, edits
from sayso.record.words import searchable

# What a person may correct.
EDITABLE = ("published", "outlet", "author", "url", "title")
_ARRIVING = ("source", "ref", "title", "outlet", "author", "published", "url")


def own_fields(document: Document) -> dict[str, Any]:
    """What a document says of itself, with the forms that are searched and sorted."""
    return _derived({name: getattr(document, name) for name in _ARRIVING})


def _derived(fields: dict[str, Any]) -> dict[str, Any]:
    outlet, published = fields["outlet"], fields["published"]
    return fields | {
        "outlet_folded": None if outlet is None else searchable(outlet),
        "instant": instant_of(published),
        "day": day_of(published),
    }


def record_appearance(connection: Connection, key: int, document: Document) -> None:
    """Record that a text arrived; the same source again only fills in what wasn't known of it."""
    place = _place(document.source)
    arrived = {name: getattr(document, name) for name in _ARRIVING}
    arrived["outlet_folded"] = None if document.outlet is None else searchable(document.outlet)
    known = connection.execute(select(appearances).where(appearances.c.document == key)).all()
    same = next((row for row in known if _is_same(row, place, document)), None)
    if same is None:
        row = {"document": key, "place": place, "added": now(), **arrived}
        connection.execute(insert(appearances).values(row))
    else:
        unknown = {name: value for name, value in arrived.items() if value and not getattr(same, name)}
        if not unknown:
            return
        connection.execute(update(appearances).where(appearances.c.key == same.key).values(unknown))
    settle(connection, key)


def _is_same(row: Row[Any], place: str, document: Document) -> bool:
    """Whether a known appearance is of the same source: not where outlet or address differ."""
    return (
        row.place == place
        and row.ref == document.ref
        and (row.outlet == document.outlet or not row.outlet or not document.outlet)
        and (row.url == document.url or not row.url or not document.url)
    )


def _place(source: str) -> str:
    """A file's absolute path, whatever folder it was named from; any other source as it is."""
    try:
        path = Path(source)
        return str(path.resolve()) if source != "-" and path.is_file() else source
    except (OSError, ValueError):
        return source


def settle(connection: Connection, key: int) -> None:
    """Show the document by its earliest appearance (an undated one last), and over that what a person set."""
    rows = connection.execute(
        select(appearances).where(appearances.c.document == key).order_by(appearances.c.key)
    ).all()
    earliest = min(rows, key=lambda row: (instant_of(row.published) or "~", row.key))
    fields = {name: getattr(earliest, name) for name in _ARRIVING}
    # Title and author belong to the text, and not to one of its appearances.
    for name in ("title", "author"):
        fields[name] = fields[name] or next((v for row in rows if (v := getattr(row, name))), fields[name])
    chosen = connection.execute(select(edits.c.field, edits.c.value).where(edits.c.document == key))
    fields |= {row.field: row.value for row in chosen}
    fields["title"] = fields["title"] or ""
    connection.execute(update(documents).where(documents.c.key == key).values(_derived(fields)))
    lead(connection, key)


def set_fields(connection: Connection, key: int, fields: dict[str, str | None]) -> None:
    """Set what a person says of a story; an empty value says that it isn't known."""
    for name, value in fields.items():
        connection.execute(delete(edits).where(edits.c.document == key, edits.c.field == name))
        row = {"document": key, "field": name, "value": value or None, "made": now()}
        connection.execute(insert(edits).values(row))
    settle(connection, key)


def check_fields(fields: dict[str, str | None]) -> dict[str, str | None]:
    """Fields that a person may set, with the date normalised.

    Raises UsageError for an unknown field, a date that is none, or a value that is no text.
    """
    if not fields:
        raise UsageError("nothing to set", remedy="name one of " + ", ".join(EDITABLE))
    for name, value in fields.items():
        if name not in EDITABLE:
            what = f"a story has no field {name[:40]!r} that can be set"
            raise UsageError(what, remedy="set one of " + ", ".join(EDITABLE))
        if value is not None and not isinstance(value, str):
            raise UsageError(f"{name} is no text", remedy="give a string, or None where it isn't known")
    if fields.get("published"):
        from sayso.sources import check_published

        return fields | {"published": check_published(str(fields["published"]))}
    return fields
