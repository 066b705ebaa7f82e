"""Pages of what the record holds: statements by story, a statement in its place, stories."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from sayso.cli.consoles import Console
from sayso.cli.pages import (
    counted,
    print_headline,
    print_published,
    print_reading,
    print_statement,
)
from sayso.cli.terminal import one_line, shown
from sayso.data import Reading, Span, Spans

if TYPE_CHECKING:
    from sayso.record.rows import Found, Shown, StatementRow, Story, StoryRow

# How the parts of a statement look in its passage: words, source, cue; later ones are added to earlier ones.
_STYLES = ("bold", "cyan", "italic")
_DAY = len("2025-02-24")  # a list shows the day alone of a time
_MARK = "**"  # stands around the words where nothing can be bold


def print_statements(console: Console, found: Found[StatementRow]) -> None:
    """Print the statements, each story's under its headline, and how many there are."""
    story = None
    for row in found:
        if row.story != story:
            if story is not None:
                console.print()
            story = row.story
            print_published(console, row.title, (row.outlet, row.published, row.story))
        _print_row(console, row)
    console.print()
    line = counted(found.total, "statement")
    if len(found) < found.total:
        line = f"{len(found):,} of {line} (--limit {found.total} shows all)"
    console.print(Text(line, style="bold"))


def print_shown(console: Console, shown: Shown) -> None:
    """Print one statement in the passage that it stands in, its words marked."""
    print_headline(console, shown.story.document)
    console.print()
    console.print(_marked(console, shown))
    _print_row(console, shown.row)


def print_whole_story(console: Console, story: Story, reading: Reading) -> None:
    """Print a story and its statements, each under the id that it has in the record."""
    print_reading(console, reading, prefix=f"{story.id}-")


def print_stories(console: Console, found: Found[StoryRow]) -> None:
    """Print the stories as a table, and how many there are."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("Date", no_wrap=True)
    table.add_column("Outlet", overflow="fold")
    table.add_column("Headline", overflow="fold", ratio=1)
    table.add_column("Statements", justify="right", no_wrap=True)
    table.add_column("ID", style="dim", no_wrap=True)
    for row in found:
        headline = one_line(row.title) or one_line(row.source)
        headline += f" (and {counted(row.copies, 'copy')})" if row.copies else ""
        cells = (
            (row.published or "undated")[:_DAY],
            row.outlet or "",
            headline,
            f"{row.statements:,}",
            row.id,
        )
        table.add_row(*(Text(one_line(cell)) for cell in cells))
    console.print(table)
    console.print()
    console.print(Text(counted(found.total, "story"), style="bold"))


def print_story(console: Console, story: Story) -> None:
    """Print what is known about a story, what of it a person set, and each time that it arrived."""
    document = story.document
    console.print(Text(one_line(document.title) or "(no headline)", style="bold"))
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name in ("outlet", "author", "published", "url", "source"):
        value = getattr(document, name)
        text = Text(one_line(value) if value else "not known", style="" if value else "dim italic")
        table.add_row(name, text.append("  (set by hand)", style="dim") if name in story.edited else text)
    table.add_row("statements", f"{story.statements:,}")
    table.add_row("id", story.id)
    if story.copies:
        table.add_row("copies", ", ".join(story.copies))
    console.print(table)
    console.print()
    console.print(Text(f"Arrived {_times(len(story.appearances))}:", style="bold"))
    for appearance in story.appearances:
        parts = (appearance.added, appearance.outlet, appearance.published, appearance.source)
        console.print(Text("  " + " · ".join(one_line(part) for part in parts if part)))


def left_out(found: Found[Any]) -> str:
    """A line on the stories without a date that a view leaves out; empty where it leaves out none."""
    number = found.undated_left_out
    if not number:
        return ""
    verb = "is" if number == 1 else "are"
    story = counted(number, "story")
    return (
        f"{story} without a date {verb} left out; `sayso story ID --set published=DATE` gives one its date."
    )


def _print_row(console: Console, row: StatementRow) -> None:
    people = (("on behalf of", row.on_behalf_of), ("to", row.addressees), ("via", row.via))
    print_statement(
        console,
        speakers=", ".join(row.speakers) or row.source,
        kind=row.kind,
        id_=row.id,
        words=row.content,
        details=[
            f"cue: {row.cue}" if row.cue else "",
            *(f"{label} {', '.join(names)}" for label, names in people if names),
        ],
    )


def _marked(console: Console, found: Shown) -> Text:
    """The passage, the statement's words bold, its source and cue coloured; with marks where all is plain."""
    text = found.story.document.text
    statement = found.statement
    passage = Text()
    if not console.is_terminal:
        for piece in _pieces(found.passage, (statement.content,)):
            mark = _MARK if _covers(statement.content, piece) else ""
            passage.append(f"{mark}{shown(piece.of(text))}{mark}")
        return passage
    parts = (statement.content, statement.source, statement.cue)
    for piece in _pieces(found.passage, parts):
        style = " ".join(style for style, spans in zip(_STYLES, parts, strict=True) if _covers(spans, piece))
        passage.append(shown(piece.of(text)), style)
    return passage


def _pieces(passage: Span, parts: Iterable[Spans]) -> list[Span]:
    """The passage, cut wherever one of the parts begins or ends."""
    edges = {passage.start, passage.end}
    edges.update(edge for spans in parts for span in spans for edge in (span.start, span.end))
    inside = sorted(edge for edge in edges if passage.start <= edge <= passage.end)
    return [Span(start, end) for start, end in pairwise(inside)]


def _covers(spans: Spans, piece: Span) -> bool:
    return any(span.start <= piece.start and piece.end <= span.end for span in spans)


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"
