"""Through whom, to whom, on whose behalf and when: what the words beside a statement tell."""

import pytest

from sayso.data import Document, Reading, Span, Statement
from sayso.reading.attributed import Attribution
from sayso.reading.carriers import find_carriers
from sayso.reading.occasions import read_occasion
from sayso.reading.reader import read_documents
from sayso.reading.recipients import find_recipients


def marked(text: str, source: str, cue: str, content: str) -> Attribution:
    """An attribution of these words of a text."""
    spans = ((Span(text.index(words), text.index(words) + len(words)),) for words in (source, cue, content))
    return Attribution(*spans, confidence=1.0)


def read(text: str, published: str | None = None) -> Reading:
    (reading,) = read_documents([Document(text, "-", published=published)])
    return reading


def names(reading: Reading, ids: tuple[str, ...]) -> list[str]:
    return [reading.party(one).name for one in ids]


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        ("Lind told the town council that it was over.", "told", "that it was over", "the town council"),
        ("Lind told reporters in Oslo that it was over.", "told", "that it was over", "reporters"),
        ("Lind told Kanal 6 on Monday: “It is over.”", "told", "“It is over.”", "Kanal 6"),
        ("Lind urged both sides to sign.", "urged", "to sign", "both sides"),
        ("Lind called on the ministry to sign.", "called on", "to sign", "the ministry"),
        ("Lind said on Monday that it was over.", "said", "that it was over", None),
        ("Lind told that it was over.", "told", "that it was over", None),
    ],
)
def test_recipients_stand_between_cue_and_content(
    text: str, cue: str, content: str, expected: str | None
) -> None:
    found = find_recipients(text, marked(text, "Lind", cue, content))
    assert [span.of(text) for span in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is over,” Lind said, per the Harbour Post. Rain fell.", "the Harbour Post"),
        ("“It is over,” Lind said, as quoted by Kanal 6.", "Kanal 6"),
        ("“It is over,” Lind said on state television.", "state television"),
        ("“It is over,” Lind said on Monday.", None),
        ("“It is over,” Lind said. Rain fell, according to the forecast.", None),
    ],
)
def test_carriers_stand_in_the_sentence_of_the_cue(text: str, expected: str | None) -> None:
    found = find_carriers(text, marked(text, "Lind", "said", "“It is over,”"))
    assert [span.of(text) for span in found] == ([expected] if expected else [])


def test_an_occasion_has_its_place_and_day() -> None:
    text = "At a news conference in Port Anselm on Sunday"
    occasion = read_occasion(text, (Span(0, len(text)),), "2025-02-24T10:00:00+01:00")
    assert occasion is not None
    assert (occasion.place, occasion.date) == ("Port Anselm", "2025-02-23")


def test_without_a_date_of_publication_an_occasion_has_none() -> None:
    text = "on Sunday"
    occasion = read_occasion(text, (Span(0, len(text)),), None)
    assert occasion is not None
    assert occasion.date is None


def test_who_tells_of_a_statement_carries_it() -> None:
    reading = read("According to a senior diplomat, the two sides have agreed on a date.")
    outer, inner = reading.statements
    assert inner.within == outer.id
    assert names(reading, inner.via) == ["a senior diplomat"]


def test_a_spokesman_speaks_for_whom_he_belongs_to() -> None:
    reading = read("A spokesman for Norway told reporters that the fleet would stay at home.")
    (statement,) = reading.statements
    assert names(reading, statement.on_behalf_of) == ["Norway"]
    assert names(reading, statement.addressees) == ["reporters"]


def test_nobody_carries_his_own_words() -> None:
    reading = read("The minister said: “We believe that they will sign. I told them that we can wait.”")
    by_id: dict[str, Statement] = {one.id: one for one in reading.statements}
    for one in by_id.values():
        assert not set(one.speakers) & set(one.via)
        assert not set(one.speakers) & set(one.addressees)
