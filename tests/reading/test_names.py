"""Names in running text: which words name somebody, and what sort of party that is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.data import PartyKind
from sayso.reading.names import find_names
from sayso.reading.words import Words


def named(text: str) -> dict[str, str]:
    """The names found in `text`, with their kinds."""
    return {name.key: str(name.kind) for name in find_names(text).found}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The deal was signed by Margaret Ashdown on the quay.", "Margaret Ashdown", "person"),
        ("The visitor was Ludwig van der Holt, they said.", "Ludwig van der Holt", "person"),
        ("They spoke with J.D. Harlow and left.", "J.D. Harlow", "person"),
        ("The firm hired Sinéad O'Brien this week.", "Sinéad O'Brien", "person"),
        ("The firm hired Sinéad O’Brien this week.", "Sinéad O'Brien", "person"),
        ("It was Mr. King who said so.", "King", "person"),
        ("Talks with Norway went on.", "Norway", "state"),
        ("A letter from the Fisheries Ministry came late.", "Fisheries Ministry", "organization"),
        ("Shares of Quillon Freight Inc rose.", "Quillon Freight Inc", "organization"),
        ("A fall of prices hurt Baker & Dunmore badly.", "Baker & Dunmore", "organization"),
        ("It stood in the Harbour Courier this morning.", "Harbour Courier", "outlet"),
        ("Leaders of NATO met again.", "NATO", "organization"),
        ("The vote split Democrats again.", "Democrats", "group"),
        ("Relations between Moscow and its neighbours are bad.", "Moscow", "state"),
        ("An aide said the Kremlin would wait.", "Kremlin", "state"),
    ],
)
def test_a_name_is_found_with_its_kind(text: str, name: str, kind: str) -> None:
    assert named(text).get(name) == kind, f"{name} in {text!r}: found {named(text)}"


@pytest.mark.parametrize(
    "text",
    [
        "They will meet on Monday, in March, before Christmas.",
        "Nobody here speaks Latin or Arabic.",
        "The Danish fleet sailed with a French captain.",
        "However, prices fell. Yesterday was no better.",
        "The crowd gathered in Kyiv and walked on to Warsaw.",
        "He lives near Chicago.",
        "They argued about the Fifth Amendment and the Stamp Act.",
    ],
)
def test_days_languages_adjectives_and_places_are_no_names(text: str) -> None:
    assert named(text) == {}


def test_a_word_also_written_small_is_no_name_at_the_head_of_a_sentence() -> None:
    assert named("Kelpers left early. The other kelpers stayed.") == {}


def test_a_title_and_its_country_are_set_apart_from_the_person() -> None:
    (name,) = find_names("Yesterday Norwegian Foreign Minister Astrid Lunde resigned.").found
    assert (name.key, name.title, name.state) == ("Astrid Lunde", "Foreign Minister", "Norway")


def test_an_ambiguous_country_needs_another_word_for_it() -> None:
    assert "Jordan" not in named("The ball went to Jordan, who missed.")
    assert named("The Jordanian king spoke for Jordan today.").get("Jordan") == "state"


def test_lines_in_title_case_or_capitals_count_as_headlines() -> None:
    words = Words(
        "Ferry Owners Reject Harbour Tax Plan\n\nThe owners met again.\n\nFERRY STRIKE GOES ON TODAY"
    )
    assert words.headlines == [True, False, True]


def test_datelines_name_nobody() -> None:
    assert named("HAMBURG, May 3 - The fleet stayed in port.") == {}


def test_an_invented_state_is_told_by_its_government() -> None:
    text = "The Tarvish government said no. Envoys of Tarvia waited, and Tarvia has closed its border."
    assert named(text) == {"Tarvia": "state"}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Tarvane said no. The Tarvanian fleet left.", {"Tarvane": "state"}),
        ("They met Tarvane's transport minister.", {"Tarvane": "state"}),
        ("Neither Norway nor Tarvane has moved. Tarvane said so.", {"Norway": "state", "Tarvane": "state"}),
        ("Corvin Gable, which has three ferries, will close.", {"Corvin Gable": "organization"}),
        (
            "She leads Drells, which said no, and the chief executive of Drells left.",
            {"Drells": "organization"},
        ),
        ("“Umbrages are like umbrellas,” the judge said.", {}),
        ("An aide to Halmar Strood said no.", {"Halmar Strood": "person"}),
    ],
)
def test_an_unknown_name_is_told_by_the_words_beside_it(text: str, kinds: dict[str, str]) -> None:
    assert named(text) == kinds, text


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    names = find_names(text)
    for name in names.found:
        assert 0 <= name.begin <= name.first <= name.last <= name.end < len(names.words.forms), name
        assert isinstance(name.kind, PartyKind), name
