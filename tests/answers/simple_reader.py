"""A reader that needs no model: 'First Last said that …' is a statement, and nothing else."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterable, Iterator

from sayso import Document, Party, PartyKind, Reading, Record, Span, Statement, StatementKind

_SAID = re.compile(r"([A-Z]\w+ [A-Z]\w+) (said) (that [^.]+)\.")


def read_simply(documents: Iterable[Document]) -> Iterator[Reading]:
    """The readings of `documents`."""
    for document in documents:
        parties, statements = [], []
        for number, found in enumerate(_SAID.finditer(document.text), 1):
            source, cue, content = ((Span(*found.span(part)),) for part in (1, 2, 3))
            parties.append(Party(f"p{number}", found[1], PartyKind.PERSON, mentions=source))
            statements.append(
                Statement(
                    f"s{number}", StatementKind.INDIRECT, source, cue, content, speakers=(f"p{number}",)
                )
            )
        yield Reading(document, tuple(parties), tuple(statements))


def read_slowly(documents: Iterable[Document]) -> Iterator[Reading]:
    """The same, a fiftieth of a second a document."""
    for reading in read_simply(documents):
        time.sleep(0.02)
        yield reading


def main(path: str, *sources: str) -> None:
    """Add `sources` to the record at `path`, and say each document that is kept."""
    with Record(path) as record:
        for event in record.add_each(sources, read=read_slowly):
            sys.stdout.write(f"{event.status} {event.document_id}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
