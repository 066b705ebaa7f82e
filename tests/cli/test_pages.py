"""A page shows every part of a reading, and nothing of a text is taken for markup."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.cli import pages
from sayso.cli.consoles import Console
from sayso.data import (
    Document,
    Issue,
    Move,
    Occasion,
    Party,
    PartyKind,
    Reading,
    Span,
    Statement,
    StatementKind,
)

TEXT = (
    "Pilots to fly again\n\n“We fly from Friday,” Ada Lund told reporters in Brae, speaking for the pilots. "
    "Owen Pike’s office passed it on."
)


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def full_reading() -> Reading:
    return Reading(
        Document(
            TEXT, "pilots.txt", title="Pilots to fly again", outlet="Brae Courier", published="2031-05-06"
        ),
        parties=(
            Party("p1", "Ada Lund", PartyKind.PERSON),
            Party("p2", "the pilots", PartyKind.GROUP),
            Party("p3", "reporters", PartyKind.GROUP),
            Party("p4", "Owen Pike", PartyKind.PERSON),
        ),
        statements=(
            Statement(
                "s1",
                StatementKind.DIRECT,
                source=(at("Ada Lund"),),
                cue=(at("told"),),
                content=(at("“We fly from Friday,”"),),
                speakers=("p1",),
                on_behalf_of=("p2",),
                addressees=("p3",),
                via=("p4",),
                occasion=Occasion((at("in Brae"),), "Brae", "2031-05-05"),
                within="s2",
                repeats="s3",
                confidence=0.8,
            ),
        ),
        issues=(Issue("i1", "return to the air"),),
        moves=(
            Move("m1", "s1", "offer", actors=("p1",), targets=("p4",), issue="i1", stance="for"),
            Move("m2", "s1", "assess", issue="i1", status="hypothetical"),
        ),
    )


def printed(reading: Reading, width: int = 400) -> str:
    console = Console()
    console.file = io.StringIO()
    console.width = width
    pages.print_reading(console, reading)
    return console.file.getvalue()


@pytest.mark.parametrize(
    "words",
    [
        "Pilots to fly again",
        "Brae Courier · 2031-05-06 · pilots.txt",
        "Ada Lund  direct · s1",
        "“We fly from Friday,”",
        "cue: told",
        "on behalf of the pilots",
        "to reporters",
        "via Owen Pike",
        "in Brae (Brae, 2031-05-05)",
        "within s2",
        "repeats s3",
        "offer for return to the air, to Owen Pike",
        "assess (hypothetical) on return to the air",
    ],
)
def test_shows(words: str) -> None:
    assert words in printed(full_reading())


def test_shows_a_source_that_is_no_party_in_its_own_words() -> None:
    text = "Two officials said that it rained."
    statement = Statement(
        "s1",
        StatementKind.INDIRECT,
        (at("Two officials", text),),
        (at("said", text),),
        (at("that it rained", text),),
    )
    assert "Two officials  indirect · s1" in printed(Reading(Document(text, "-"), statements=(statement,)))


def test_says_that_nobody_is_named() -> None:
    text = "It was said that it rained."
    statement = Statement("s1", StatementKind.INDIRECT, (), (), (at("that it rained", text),))
    assert "nobody named" in printed(Reading(Document(text, "-"), statements=(statement,)))


def test_says_no_statements() -> None:
    page = printed(Reading(Document("It rained.", "rain.txt")))
    assert "rain.txt" in page
    assert "no statements" in page


def test_wraps_long_words_whole() -> None:
    words = " ".join(f"word{number}" for number in range(100))
    text = f"“{words}” she said"
    statement = Statement("s1", StatementKind.DIRECT, (), (), (Span(0, len(words) + 2),))
    page = printed(Reading(Document(text, "-"), statements=(statement,)), width=60)
    assert max(map(len, page.splitlines())) <= 60
    assert f"“{words}”" in " ".join(page.split())


@given(
    words=st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
    | st.sampled_from(
        [
            "[bold]x[/bold]",
            "[/]",
            "[link=http://x]y[/link]",
            ":smile:",
            "\x1b[31mx",
            "\x1b]8;;http://x\x07",
            "{0}%s",
        ]
    )
)
def test_no_text_is_markup_or_control(words: str) -> None:
    reading = Reading(
        Document(words, words, title=words, outlet=words, author=words, published=words),
        (Party("p1", words, PartyKind.PERSON),),
        (Statement("s1", StatementKind.DIRECT, (), (Span(0, len(words)),), (Span(0, len(words)),), ("p1",)),),
    )
    page = printed(reading, width=10_000)
    assert "\x1b" not in page
    assert not any(character < " " and character != "\n" for character in page)
    if words in ("[bold]x[/bold]", "[/]", "[link=http://x]y[/link]", ":smile:", "{0}%s"):
        assert page.count(words) >= 5, "markup was taken for what it says"


@pytest.mark.parametrize(
    ("number", "noun", "expected"),
    [(1, "story", "1 story"), (0, "story", "0 stories"), (1_200, "statement", "1,200 statements")],
)
def test_counted(number: int, noun: str, expected: str) -> None:
    assert pages.counted(number, noun) == expected
