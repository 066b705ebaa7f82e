"""Through whom, to whom, on whose behalf and when: what the words beside a statement tell."""

import pytest

from sayso.data import Document, Reading, Span, Statement
from sayso.reading.attributed import Attribution
from sayso.reading.carriers import find_carriers
from sayso.reading.occasions import read_occasion
from sayso.reading.reader import read_documents
from sayso.reading.recipients import find_recipients, without_subject_told


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


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        (
            "Lind urged the port authority to reopen.",
            "urged",
            "the port authority to reopen",
            "the port authority",
        ),
        ("Lind ordered all coffee to be shipped.", "ordered", "all coffee to be shipped", None),
        ("Speaking to reporters in Oslo, Lind said it was over.", "said", "it was over", "reporters"),
        ("Lind told a news conference that it was over.", "told", "that it was over", None),
    ],
)
def test_recipients_stand_in_the_content_or_beside_the_cue(
    text: str, cue: str, content: str, expected: str | None
) -> None:
    found = find_recipients(text, marked(text, "Lind", cue, content))
    assert [span.of(text) for span in found] == ([expected] if expected else [])


def test_who_was_told_is_no_source() -> None:
    text = "The unions were told to wait."
    source, addressees = without_subject_told(text, marked(text, "The unions", "were told", "to wait"))
    assert not source
    assert [span.of(text) for span in addressees] == ["The unions"]


def test_two_who_take_turns_speak_to_each_other() -> None:
    reading = read(
        "ODILE RENWICK: Will you sign?\n\nMAREK OSTRAVA: Not before Friday. We need more time.\n\n"
        "RENWICK: And after that?\n\nOSTRAVA: That depends on what they offer."
    )
    turns = [one for one in reading.statements if reading.words(one.cue) == ":"]
    assert [names(reading, one.speakers) for one in turns] == [["ODILE RENWICK"], ["MAREK OSTRAVA"]] * 2
    assert [names(reading, one.addressees) for one in turns] == [["MAREK OSTRAVA"], ["ODILE RENWICK"]] * 2


def test_a_paragraph_names_once_to_whom_somebody_speaks() -> None:
    reading = read(
        "Marek Ostrava told Kanal 6 the strike would end. He said the docks would reopen on Monday."
    )
    assert [names(reading, one.addressees) for one in reading.statements] == [["Kanal 6"], ["Kanal 6"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ilse Brandt, foreign minister of Norway, said Norway would not sign the treaty.", ["Norway"]),
        ("Ilse Brandt, foreign minister of Norway, said the treaty was a bad one.", []),
        ("“We will not sign the treaty,” said Ilse Brandt, foreign minister of Norway.", ["Norway"]),
        ("Ilse Brandt, foreign minister of Norway, said Norway's share was too small.", []),
    ],
)
def test_a_minister_speaks_for_the_country_where_the_words_say_so(text: str, expected: list[str]) -> None:
    reading = read(text)
    assert names(reading, reading.statements[0].on_behalf_of) == expected


def test_nothing_carries_words_by_the_tonne() -> None:
    text = "Lind said copper would rise by 20 dlrs per tonne."
    assert not find_carriers(text, marked(text, "Lind", "said", "copper would rise"))


@pytest.mark.parametrize(
    ("text", "speakers", "content"),
    [
        ("“Are you going to quit?” asked Tom Bell of the BBC.", ["Tom Bell"], "“Are you going to quit?”"),
        ("Forecasters said Friday could bring heavy snow.", ["Forecasters"], "Friday could bring heavy snow"),
        (
            "House Republicans and President Donald Trump said they would oppose the bill.",
            ["House Republicans", "Donald Trump"],
            "they would oppose the bill",
        ),
    ],
)
def test_speakers_and_subjects_stay_where_they_are(text: str, speakers: list[str], content: str) -> None:
    reading = read(text, "2025-02-24")
    first = reading.statements[0]
    assert names(reading, first.speakers) == speakers
    assert reading.words(first.content) == content
    assert not first.addressees


@pytest.mark.parametrize(
    "text",
    [
        "Ukrainian President Volodymyr Zelensky said Russia will not stop the war. "
        "Russia attacked on Sunday. Russia denies it.",
        "Foreign Minister Sergei Lavrov said the United States will not sign. The United States pays nobody.",
        "“We will not be switched off,” said the transport minister, Rhys Okandu. Norway had offered power.",
    ],
)
def test_nobody_speaks_for_the_enemy(text: str) -> None:
    assert not read(text).statements[0].on_behalf_of


def test_who_is_warned_of_is_not_who_is_warned() -> None:
    reading = read("Analysts warned Russia plans to attack Ukraine again.")
    assert not reading.statements[0].addressees


def test_officials_of_nobody_are_not_those_of_somebody() -> None:
    reading = read(
        "Russian officials said the raid was a success. In Kyiv, officials said that the raid had failed."
    )
    assert [names(reading, one.speakers) for one in reading.statements] == [
        ["Russian officials"],
        ["officials"],
    ]


def test_a_gap_of_blanks_takes_no_time() -> None:
    reading = read(f"Smith said{' ' * 50_000}that the bank would close.")
    assert [reading.words(one.content) for one in reading.statements] == ["that the bank would close"]
