"""One story, or one statement in its place, with all that the record knows of it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, false, func, select

from sayso.data import Party, Span, Statement
from sayso.errors import NotFoundError
from sayso.record import contract
from sayso.record.identity import find_story, split_statement_id
from sayso.record.rows import Appearance, Shown, Story
from sayso.record.schema import appearances, documents, edits, statements
from sayso.record.search import statement_rows
from sayso.record.store import load_document, load_parties, load_statements
from sayso.text.paragraphs import paragraphs

# Characters of a paragraph that are shown before and after a statement; few are longer.
_AROUND = 1_000


def story_by_id(connection: Connection, story_id: str, path: Path) -> Story:
    """The story that `story_id` names.  Raises NotFoundError."""
    key, _ = find_story(connection, story_id, path)
    return load_story(connection, key)


def load_story(connection: Connection, key: int) -> Story:
    """The story with this key."""
    d = documents.c
    row = connection.execute(select(d.short, d.model, d.added, d.story_group).where(d.key == key)).one()
    same = d.story_group == row.story_group if row.story_group is not None else false()
    alike = select(d.short).where(same, d.key != key).order_by(d.instant, d.key)
    a = appearances.c
    shown = select(a.source, a.ref, a.title, a.outlet, a.author, a.published, a.url, a.added)
    arrivals = connection.execute(shown.where(a.document == key).order_by(a.key))
    edited = connection.scalars(select(edits.c.field).where(edits.c.document == key).order_by(edits.c.field))
    said = connection.scalar(select(func.count()).where(statements.c.document == key))
    return Story(
        id=row.short,
        document=load_document(connection, key),
        appearances=tuple(Appearance(*arrival) for arrival in arrivals),
        edited=tuple(edited),
        model=contract.model(row.model),
        added=row.added,
        statements=said or 0,
        copies=tuple(connection.scalars(alike)),
    )


def show_statement(connection: Connection, statement_id: str, path: Path) -> Shown:
    """The statement that `statement_id` names, in its paragraph and story.  Raises NotFoundError."""
    story_id, local = split_statement_id(statement_id, path)
    key, short = find_story(connection, story_id, path)
    s = statements.c
    number = connection.scalar(select(s.key).where(s.document == key, s.local == local))
    if number is None:
        raise NotFoundError(
            f"story {short} has no statement {local[:40]!r}",
            where=str(path),
            remedy=f"`sayso story {short}` lists its statements",
        )
    (statement,) = load_statements(connection, key, local)
    (row,) = statement_rows(connection, [number])
    parties = {party.id: party for party in load_parties(connection, key)}
    story = load_story(connection, key)
    place = passage(story.document.text, statement)
    return Shown(
        id=row.id,
        row=row,
        statement=statement,
        speakers=_chosen(parties, statement.speakers),
        parties=_chosen(parties, _named(statement)),
        story=story,
        passage=place,
        words=place.of(story.document.text),
    )


def _named(statement: Statement) -> tuple[str, ...]:
    """All whom a statement names, each once."""
    lists = (statement.speakers, statement.on_behalf_of, statement.addressees, statement.via)
    return tuple(dict.fromkeys(party for parties in lists for party in parties))


def _chosen(parties: dict[str, Party], ids: tuple[str, ...]) -> tuple[Party, ...]:
    return tuple(parties[id_] for id_ in ids if id_ in parties)


def passage(text: str, statement: Statement) -> Span:
    """The paragraphs that a statement stands in; of one that is very long, what is near."""
    spans = statement.source + statement.cue + statement.content
    first = min((span.start for span in spans), default=0)
    last = max((span.end for span in spans), default=0)
    start, end = first, last
    for begins, ends in paragraphs(text):
        if begins >= last:
            break
        if ends > first:
            start, end = min(start, begins), max(end, ends)
    near = Span(max(start, first - _AROUND), min(end, last + _AROUND))
    return _whole_words(text, near, start, end, first, last)


def _whole_words(text: str, near: Span, start: int, end: int, first: int, last: int) -> Span:
    """`near` without the pieces of words, and the blanks, at its edges."""
    begins, ends = near.start, near.end
    if begins > start:
        blank = text.find(" ", begins, first)
        begins = blank if blank >= 0 else begins
    if ends < end:
        blank = text.rfind(" ", last, ends)
        ends = blank if blank >= 0 else ends
    while begins < first and text[begins].isspace():
        begins += 1
    while ends > last and text[ends - 1].isspace():
        ends -= 1
    return Span(begins, ends)
