"""Pages that a person likes to read: a story, its statements, a statement in its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

from sayso.cli.consoles import Console
from sayso.cli.terminal import flowing, one_line
from sayso.data import Document, Move, Occasion, Reading, Statement

_INDENT = "    "
_TITLE_LENGTH = 300  # characters of a headline that are shown; one that is longer is no headline


def print_reading(console: Console, reading: Reading, *, prefix: str = "") -> None:
    """Print one document: headline, where and when it appeared, and each of its statements.

    `prefix` stands before the ids of statements: a record's are longer than those of one reading.
    """
    print_headline(console, reading.document)
    names = {party.id: party.name for party in reading.parties}
    issues = {issue.id: issue.label for issue in reading.issues}
    if not reading.statements:
        print_nothing(console, "no statements")
    moves: dict[str | None, list[str]] = {}
    for move in reading.moves:
        moves.setdefault(move.statement, []).append(_move(move, names, issues))
    for statement in reading.statements:
        print_statement(
            console,
            speakers=_names(statement.speakers, names) or reading.words(statement.source),
            kind=statement.kind,
            id_=prefix + statement.id,
            words=reading.words(statement.content),
            details=_details(reading, statement, names, prefix) + moves.get(statement.id, []),
        )


def print_headline(console: Console, document: Document) -> None:
    """Print the headline (or where the text came from), then outlet, author, date and source."""
    source = "standard input" if document.source == "-" else document.source
    where = source if document.title and document.source != "-" else None
    print_published(
        console, document.title or source, (document.outlet, document.author, document.published, where)
    )


def print_published(console: Console, title: str, known: Iterable[str | None]) -> None:
    """Print a headline, and under it what is known of where and when it was published."""
    console.print(Text(one_line(title)[:_TITLE_LENGTH] or "(no headline)", style="bold"))
    if line := " · ".join(one_line(value) for value in known if value):
        console.print(Text(line, style="dim"))


def print_statement(
    console: Console, *, speakers: str, kind: str, id_: str, words: str, details: Iterable[str]
) -> None:
    """Print who says, then the words, then a line of what else is known."""
    head = Text(one_line(speakers) or "nobody named", style="bold cyan" if speakers else "italic")
    head.append(f"  {kind} · {id_}", style="not bold not italic dim default")
    console.print()
    console.print(head)
    _print_indented(console, Text(flowing(words)))
    if line := " · ".join(one_line(detail) for detail in details if detail):
        _print_indented(console, Text(line, style="dim"))


def _print_indented(console: Console, text: Text) -> None:
    """Print `text` wrapped and indented, without the blanks at line ends that padding would put there."""
    lines = text.wrap(console, max(console.width - len(_INDENT), 1))
    for line in lines:
        line.rstrip()
    indented = Text("\n").join(Text(_INDENT).append_text(line) for line in lines)
    console.print(indented, no_wrap=True, overflow="ignore", crop=False)


def print_nothing(console: Console, message: str) -> None:
    """Print that there is nothing, and why."""
    console.print(Text(one_line(message), style="dim italic"))


def summary(documents: int, statements: int, failed: int) -> Text:
    """The last line under several documents."""
    line = f"{counted(statements, 'statement')} in {counted(documents, 'document')}"
    return Text(f"{line}; {failed} not read" if failed else line, style="bold")


def counted(number: int, noun: str) -> str:
    """'1 story', '2 stories', '1,000 documents'."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


def _details(reading: Reading, statement: Statement, names: dict[str, str], prefix: str) -> list[str]:
    """The cue, then whom the words passed through, reached and bound, in the words of the text."""
    people: list[tuple[str, Sequence[str]]] = [
        ("on behalf of", statement.on_behalf_of),
        ("to", statement.addressees),
        ("via", statement.via),
    ]
    cue = reading.words(statement.cue)
    return [
        f"cue: {cue}" if cue else "",
        *(f"{label} {_names(ids, names)}" for label, ids in people if ids),
        _occasion(reading, statement.occasion),
        f"within {prefix}{statement.within}" if statement.within else "",
        f"repeats {prefix}{statement.repeats}" if statement.repeats else "",
    ]


def _occasion(reading: Reading, occasion: Occasion | None) -> str:
    if occasion is None:
        return ""
    known = ", ".join(value for value in (occasion.place, occasion.date) if value)
    words = reading.words(occasion.span)
    return f"{words} ({known})" if known else words


def _move(move: Move, names: dict[str, str], issues: dict[str, str]) -> str:
    """A move in a few words: 'offer (hypothetical) for an export quota, to the producers'."""
    status = "" if move.status == "actual" else f" ({move.status})"
    stance = "on" if move.stance == "none" else move.stance
    about = f" {stance} {issues.get(move.issue, move.issue)}" if move.issue else ""
    targets = f", to {_names(move.targets, names)}" if move.targets else ""
    return f"{move.type}{status}{about}{targets}"


def _names(ids: Iterable[str], names: dict[str, str]) -> str:
    return ", ".join(names.get(id_, id_) for id_ in ids)
