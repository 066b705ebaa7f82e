"""Readings made by hand: a text, and who says what in it."""

from __future__ import annotations

from typing import Any

from sayso.data import Document, Party, PartyKind, Reading, Span, Statement, StatementKind

HARBOUR = (
    "Harbour talks stall\n\n"
    "PORT ALDER - Economy minister Ilse Brandt said that the harbour fee would stay until May. "
    "She called the union's offer “a first step”.\n\n"
    "Tomáš Wałęsa, who speaks for the dockers, insisted that nobody will work on Sundays."
)


def span(text: str, words: str, after: int = 0) -> Span:
    """Where `words` stand in `text`."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def reading(
    text: str,
    said: list[tuple[str, str, str]],
    *,
    kind: StatementKind = StatementKind.INDIRECT,
    names: dict[str, str] | None = None,
    **fields: Any,
) -> Reading:
    """A reading of `text` in which each (source, cue, content) is a statement.

    A source is a party; `names` gives the name of one that is called differently in the text.
    """
    document = Document(text, **{"source": "harbour.txt", **fields})
    called = {source: (names or {}).get(source, source) for source, _, _ in said}
    ids = {name: f"p{number}" for number, name in enumerate(dict.fromkeys(called.values()), 1)}
    parties = tuple(
        Party(
            id=id_,
            name=name,
            kind=PartyKind.PERSON,
            mentions=tuple(span(text, source) for source in called if called[source] == name),
        )
        for name, id_ in ids.items()
    )
    statements = tuple(
        Statement(
            id=f"s{number}",
            kind=kind,
            source=(span(text, source),),
            cue=(span(text, cue),),
            content=(span(text, content),),
            speakers=(ids[called[source]],),
            confidence=0.5,
        )
        for number, (source, cue, content) in enumerate(said, 1)
    )
    return Reading(document, parties, statements)


def harbour(**fields: Any) -> Reading:
    """The story of the harbour: three statements by two people."""
    return reading(
        HARBOUR,
        [
            ("Economy minister Ilse Brandt", "said", "that the harbour fee would stay until May"),
            ("She", "called", "“a first step”"),
            ("Tomáš Wałęsa", "insisted", "that nobody will work on Sundays"),
        ],
        names={"Economy minister Ilse Brandt": "Ilse Brandt", "She": "Ilse Brandt"},
        **{"title": "Harbour talks stall", **fields},
    )


def one_line(speaker: str, words: str, **fields: Any) -> Reading:
    """A story of one sentence."""
    return reading(f"{speaker} said that {words}.", [(speaker, "said", f"that {words}")], **fields)
