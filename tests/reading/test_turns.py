"""Who speaks where only the layout says so."""

import pytest

from sayso.data import Document, Reading
from sayso.reading.reader import read_documents
from sayso.reading.turns import find_turns
from sayso.text.paragraphs import paragraphs
from sayso.text.quotations import find_quotations

INTERVIEW = """The minister sat down with us on Friday.

Q: Will the ferries run next week?

A: They will. I promise that.

(LAUGHTER)

It took us long enough.

Q: And the fares?

A: They stay where they are."""

DEBATE = """HALVORSEN: The harbour is ours.

MOREAU: Nobody said that it wasn't. The mayor told me that she would sign.

HALVORSEN: Then let us sign."""


def turns(text: str) -> list[tuple[str, str]]:
    found = find_turns(text, list(paragraphs(text)), find_quotations(text))
    return [(turn.source.of(text), " … ".join(span.of(text) for span in turn.content)) for turn in found]


def read(text: str) -> Reading:
    (reading,) = read_documents([Document(text, "-")])
    return reading


def test_questions_and_answers_are_turns_with_what_follows_them() -> None:
    assert turns(INTERVIEW) == [
        ("Q", "Will the ferries run next week?"),
        ("A", "They will. I promise that. … It took us long enough."),
        ("Q", "And the fares?"),
        ("A", "They stay where they are."),
    ]


def test_names_in_capitals_are_turns() -> None:
    assert [name for name, _ in turns(DEBATE)] == ["HALVORSEN", "MOREAU", "HALVORSEN"]


def test_what_is_said_within_a_turn_lies_within_it() -> None:
    reading = read(DEBATE)
    by_source = {reading.words(one.source): one for one in reading.statements}
    assert by_source["The mayor"].within == by_source["MOREAU"].id
    moreau = next(party.id for party in reading.parties if "Moreau" in party.name or "MOREAU" in party.name)
    assert moreau in by_source["The mayor"].via


@pytest.mark.parametrize("dash", ["—", "–", "―", "--", "-"])
def test_a_signed_quotation_is_its_signer_s(dash: str) -> None:
    text = (
        f"Readers wrote in.\n\n“The new bridge is too narrow for lorries.” {dash} Anna Sorel\n\nWork goes on."
    )
    assert turns(text) == [("Anna Sorel", "“The new bridge is too narrow for lorries.”")]


def test_a_signature_may_stand_on_the_next_line() -> None:
    text = "“The new bridge is too narrow for lorries.”\n― Anna Sorel, harbour pilot\n\nWork goes on."
    assert turns(text) == [("Anna Sorel, harbour pilot", "“The new bridge is too narrow for lorries.”")]


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE: The talks are over.\n\nPHOTO: The harbour at night.",
        "One lone line.\n\nMoreau: the man who built a bridge.\n\nHe was born in 1950.",
        "Score: 12.\n\nScore: 13.",
        "The “bridge to nowhere” - a joke.",
        "“Harbour” — Anna Sorel",
    ],
)
def test_what_only_looks_like_a_turn_is_none(text: str) -> None:
    assert turns(text) == []
