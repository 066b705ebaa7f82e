"""A reader that needs no model; run as a program, it is `sayso` with this reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import sayso.reading
from sayso.data import Document, Party, PartyKind, Reading, Span, Statement, StatementKind

_SAID = re.compile(r"(?P<content>“[^”]*”),? (?P<cue>said) (?P<source>[A-Z]\w+ [A-Z]\w+)")


def read_simply(documents: Iterable[Document], *, fast: bool = False) -> Iterator[Reading]:
    """Read “…,” said First Last and nothing else: what the commands do with a reading is tested here."""
    for document in documents:
        parties: dict[str, Party] = {}
        statements = []
        for number, found in enumerate(_SAID.finditer(document.text), start=1):
            spans = {part: (Span(*found.span(part)),) for part in ("source", "cue", "content")}
            name = found["source"]
            known = parties.get(name)
            id_ = known.id if known else f"p{len(parties) + 1}"
            mentions = (*known.mentions, *spans["source"]) if known else spans["source"]
            parties[name] = Party(id_, name, PartyKind.PERSON, mentions=mentions)
            statements.append(
                Statement(f"s{number}", StatementKind.DIRECT, **spans, speakers=(id_,), confidence=0.9)
            )
        yield Reading(document, tuple(parties.values()), tuple(statements))


if __name__ == "__main__":
    from sayso.cli import main

    sayso.reading.read_documents = read_simply
    main()
