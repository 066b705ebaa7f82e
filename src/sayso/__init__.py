"""sayso: who said what, on whose say-so.

`read` and `read_many` turn news text into readings; `Record` keeps them and finds them again.

>>> import sayso
>>> reading = sayso.read("The minister said that talks would resume on Monday.")
>>> reading.words(reading.statements[0].content)
'that talks would resume on Monday'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.data import (
    Condition,
    Document,
    Issue,
    Mention,
    Model,
    Move,
    Occasion,
    Party,
    PartyKind,
    Reading,
    Span,
    Statement,
    StatementKind,
    Term,
    When,
)
from sayso.errors import ModelError, NotFoundError, RecordError, SaysoError, SourceError, UsageError

if TYPE_CHECKING:
    from sayso.answers import Record

__version__ = "0.1.0"

__all__ = [
    "Condition",
    "Document",
    "Issue",
    "Mention",
    "Model",
    "ModelError",
    "Move",
    "NotFoundError",
    "Occasion",
    "Party",
    "PartyKind",
    "Reading",
    "Record",
    "RecordError",
    "SaysoError",
    "SourceError",
    "Span",
    "Statement",
    "StatementKind",
    "Term",
    "UsageError",
    "When",
    "read",
    "read_many",
]


def read(source: str | Path, *, fast: bool = False) -> Reading:
    """Read one document: a path, an http(s) URL, or the text itself.

    A string is a path where such a file exists, a URL where it begins with http:// or https://,
    and a text otherwise.  A single word, or what ends like a file's name, is taken for a
    missing file and not for a text.  `fast` reads faster and less accurately.  Raises SourceError
    where it can't be read, and where the source holds several documents (use `read_many`).
    """
    from sayso.reading import read_documents

    readings = list(read_documents(_single(source), fast=fast))
    return readings[0]


def read_many(sources: Iterable[str | Path] | str | Path, *, fast: bool = False) -> Iterator[Reading]:
    """Read every document of many sources (files, folders, URLs, .jsonl), lazily, in batches.

    `fast` reads faster and less accurately.  Raises SourceError at the first source that can't be
    read.  To go on past it, ask `sayso.sources.documents` for the documents, which gives errors as values.
    """
    from sayso.reading import read_documents
    from sayso.sources import documents

    def checked() -> Iterator[Document]:
        for document in documents([sources] if isinstance(sources, (str, Path)) else sources):
            if isinstance(document, SourceError):
                raise document
            yield document

    yield from read_documents(checked(), fast=fast)


def _single(source: str | Path) -> Iterator[Document]:
    from sayso.sources import document_from_text, documents

    if isinstance(source, str) and _is_text(source):
        yield document_from_text(source)
        return
    found = list(islice(documents([source]), 2))
    if isinstance(found[0], SourceError):
        raise found[0]
    if len(found) > 1:
        raise SourceError("holds several documents", where=str(source), remedy="use read_many")
    yield found[0]


def _is_text(source: str) -> bool:
    if source.startswith(("http://", "https://")):
        return False
    if "\n" in source or len(source) > 1_000 or "\0" in source:
        return True
    if source.lower().endswith((".txt", ".html", ".htm", ".jsonl", ".json", ".md")):
        return False
    try:
        if Path(source).exists():
            return False
    except (OSError, ValueError):
        return True
    return " " in source.strip()


def __getattr__(name: str) -> Any:
    """`Record` is imported when first asked for: reading alone needs no database."""
    if name == "Record":
        from sayso.answers import Record

        return Record
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")
