"""Parties and speakers: names that are one party, and whom a source refers to."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.data import Document, Party, Span
from sayso.reading.attributed import Attribution
from sayso.reading.parties import Found, find_parties

STORY = """Foreign Minister Ilse Brandt told reporters in Port Maren on Monday that Velland would come
back to the talks.

"We are ready," she said. "But the Orsk must go first."

Orsk has rejected the idea. President Tomas Karel of Orsk said the Vellish government was lying, and that
Port Maren said one thing in public and another in private. The Vellish government denied this.

Karel's spokesman, who asked not to be named, said the president was angry. A spokesman for the Fisheries
Ministry and Mr. Karel declined to comment. The minister said later that the ministry had not been asked.

"I will not sign," Karel told the Harbour Courier. According to the newspaper, the two shook hands. Orsk
officials said it was a mistake.

The Trade Council of Velland, or TCV, welcomed it. The TCV said it would wait.

Sir John O'Neill, the chairman of Kestrel Shipping Inc, agreed. O'Neill, who owns three ferries, said
Kestrel would pay. The company denied it, and delegates said they were tired.
"""


def attribution(text: str, source: str, content: str = "", *, after: str = "") -> Attribution:
    """The attribution whose source is the first `source` behind the words `after`."""
    start = text.index(after) + len(after)
    match = re.compile(rf"(?<!\w){re.escape(source)}(?!\w)").search(text, start)
    assert match, f"{source!r} doesn't stand behind {after!r}"
    spans = (Span(text.index(content), text.index(content) + len(content)),) if content else ()
    return Attribution((Span(*match.span()),), (), spans, 1.0)


def speakers(text: str, *attributions: Attribution) -> list[list[str]]:
    """The names of the speakers of each attribution."""
    found = find_parties(Document(text, "-"), attributions)
    names = {party.id: party.name for party in found.parties}
    return [[names[speaker] for speaker in group] for group in found.speakers]


def speaker(text: str, source: str, content: str = "", *, after: str = "") -> list[str]:
    """The names of the speakers of one attribution."""
    return speakers(text, attribution(text, source, content, after=after))[0]


def party(text: str, name: str, *attributions: Attribution) -> Party:
    """The one party of this name."""
    found = find_parties(Document(text, "-"), attributions)
    fitting = [party for party in found.parties if party.name == name]
    assert len(fitting) == 1, f"{name}: {[(p.name, str(p.kind)) for p in found.parties]}"
    return fitting[0]


@pytest.mark.parametrize(
    ("source", "after", "expected"),
    [
        ("Foreign Minister Ilse Brandt", "", ["Ilse Brandt"]),
        ("she", "ready", ["Ilse Brandt"]),
        ("Orsk", "go first", ["Orsk"]),
        ("President Tomas Karel of Orsk", "", ["Tomas Karel"]),
        ("The Vellish government", "", ["Velland"]),
        ("Karel's spokesman", "", ["Karel's spokesman"]),
        ("The minister", "", ["Ilse Brandt"]),
        ("the newspaper", "", ["Harbour Courier"]),
        (
            "A spokesman for the Fisheries\nMinistry and Mr. Karel",
            "",
            ["A spokesman for the Fisheries Ministry", "Tomas Karel"],
        ),
        ("The TCV", "", ["Trade Council of Velland"]),
        ("it", "The TCV said", ["Trade Council of Velland"]),
        ("O'Neill", "agreed", ["John O'Neill"]),
        ("who", "O'Neill, ", ["John O'Neill"]),
        ("The company", "", ["Kestrel Shipping Inc"]),
        ("delegates", "", ["delegates"]),
    ],
)
def test_a_source_refers_to(source: str, after: str, expected: list[str]) -> None:
    assert speaker(STORY, source, after=after) == expected


def test_who_says_i_in_a_quotation_is_its_speaker() -> None:
    quoted = attribution(STORY, "Karel", '"I will not sign,"', after="sign")
    assert speakers(STORY, quoted, attribution(STORY, "I"))[1] == ["Tomas Karel"]


def test_a_source_without_words_has_no_speaker() -> None:
    found = find_parties(Document(STORY, "-"), [Attribution((), (), (Span(0, 7),), 1.0)])
    assert found.speakers == ((),)


def test_a_pronoun_that_nothing_answers_to_has_no_speaker() -> None:
    assert speaker("In the end he said no.", "he") == []
    assert speaker("In the end they said no.", "they") == []


def test_speakers_are_in_the_order_of_the_attributions() -> None:
    late, early = attribution(STORY, "The company"), attribution(STORY, "Orsk", after="go first")
    assert speakers(STORY, late, early) == [["Kestrel Shipping Inc"], ["Orsk"]]


def test_a_pronoun_agrees_with_its_person() -> None:
    text = "Anna Holm met Peter Vance at noon. She said little, and he said less."
    assert speaker(text, "She") == ["Anna Holm"]
    assert speaker(text, "he") == ["Peter Vance"]


def test_they_are_all_who_spoke_together() -> None:
    text = "Anna Holm and Peter Vance said it was late. They said no more."
    joint = attribution(text, "Anna Holm and Peter Vance")
    assert speakers(text, joint, attribution(text, "They"))[1] == ["Anna Holm", "Peter Vance"]


def test_a_name_inside_the_words_quoted_is_not_the_speaker() -> None:
    text = "Peter Vance came late. Martin Croft is a coward, he said."
    assert speaker(text, "he", "Martin Croft is a coward") == ["Peter Vance"]


def test_surname_and_full_name_are_one_party_in_either_order() -> None:
    text = "Lunde resigned. Astrid Lunde had led the bank since May, and Ms. Lunde said so."
    assert [mention.of(text) for mention in party(text, "Astrid Lunde").mentions] == [
        "Lunde",
        "Astrid Lunde",
        "Ms. Lunde",
    ]


def test_two_people_who_share_a_surname_are_two() -> None:
    text = "Robert Moss and Helen Moss differ. Mr. Moss said yes. Mrs. Moss said no."
    assert speaker(text, "Mr. Moss") == ["Robert Moss"]
    assert speaker(text, "Mrs. Moss") == ["Helen Moss"]


def test_a_person_has_role_and_affiliation() -> None:
    text = "Norwegian Prime Minister Astrid Lunde said yes. Norway will pay."
    lunde = party(text, "Astrid Lunde")
    assert lunde.role == "Prime Minister"
    assert lunde.affiliation == party(text, "Norway").id
    assert lunde.mentions[0].of(text) == "Norwegian Prime Minister Astrid Lunde"


def test_an_apposition_belongs_to_the_mention() -> None:
    chairman = party(STORY, "John O'Neill")
    assert chairman.role == "chairman"
    assert chairman.mentions[0].of(STORY) == "Sir John O'Neill, the chairman of Kestrel Shipping Inc"
    assert chairman.affiliation == party(STORY, "Kestrel Shipping Inc").id


def test_capital_palace_and_country_are_one_state() -> None:
    text = "Russia waited. The Kremlin said nothing, and Moscow said it was ready. The crowd in Moscow left."
    assert [mention.of(text) for mention in party(text, "Russia").mentions] == ["Russia", "Kremlin", "Moscow"]


def test_a_capital_before_a_name_is_a_place() -> None:
    text = "It stood in London's Daily Telegraph that the talks failed."
    assert [p.name for p in find_parties(Document(text, "-"), []).parties] == ["Daily Telegraph"]


def test_acronyms_and_short_forms_are_the_organization() -> None:
    text = (
        "The International Tin Organization (ITO) met. The ITO agreed. Quillon Freight Inc sued. Quillon won."
    )
    assert len(party(text, "International Tin Organization").mentions) == 3
    assert len(party(text, "Quillon Freight Inc").mentions) == 2


def test_officials_are_unnamed_and_affiliated() -> None:
    text = "Norway is wary. Norwegian officials said so."
    officials = party(text, "Norwegian officials", attribution(text, "Norwegian officials"))
    assert str(officials.kind) == "unnamed"
    assert officials.affiliation == party(text, "Norway").id


def test_a_group_of_people_who_speak_is_a_group() -> None:
    text = "In the hall, minority producers said no."
    assert str(party(text, "minority producers", attribution(text, "minority producers")).kind) == "group"


def test_a_headline_in_title_case_names_only_whom_the_body_names() -> None:
    text = "Lunde Rejects Harbour Tax Plan Again\n\nAstrid Lunde said no to the tax."
    parties = find_parties(Document(text, "-"), []).parties
    assert [[mention.of(text) for mention in party.mentions] for party in parties] == [
        ["Lunde", "Astrid Lunde"]
    ]


def test_a_source_that_lacks_the_title_is_the_person_of_the_mention() -> None:
    text = "Norwegian President Astrid Lunde has made an offer."
    lunde = attribution(text, "Lunde")
    assert speakers(text, lunde) == [["Astrid Lunde"]]
    assert [mention.of(text) for mention in party(text, "Astrid Lunde", lunde).mentions] == [
        "Norwegian President Astrid Lunde"
    ]


@pytest.mark.parametrize("source", ["President Astrid", "Norwegian President", "the head of the bank"])
def test_a_source_inside_a_mention_or_across_its_edge_is_the_party_of_the_mention(source: str) -> None:
    text = "Norwegian President Astrid Lunde, the head of the bank, said no."
    assert speaker(text, source) == ["Astrid Lunde"]


def test_a_preposition_is_no_part_of_a_party() -> None:
    text = "She was left out of talks between Norwegian officials and fishing delegates."
    joint = attribution(text, "between Norwegian officials and fishing delegates")
    assert speakers(text, joint) == [["Norwegian officials", "fishing delegates"]]
    mentions = party(text, "Norwegian officials", joint).mentions
    assert [mention.of(text) for mention in mentions] == ["Norwegian officials"]


@pytest.mark.parametrize("source", ["Discussions", "the proposals", "Two reports", "its latest figures"])
def test_things_do_not_speak(source: str) -> None:
    text = f"Norway waited. As {source} show, the bank has lost a third of its deposits."
    document = attribution(text, source)
    assert speakers(text, document) == [[]]
    assert [p.name for p in find_parties(Document(text, "-"), [document]).parties] == ["Norway"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a report by the Harbour Courier", ["Harbour Courier"]),
        ("a Harbour Courier poll", ["Harbour Courier"]),
        ("a letter from Astrid Lunde", ["Astrid Lunde"]),
        ("a study by three economists", ["three economists"]),
    ],
)
def test_whose_report_or_letter_it_is_speaks(source: str, expected: list[str]) -> None:
    assert speaker(f"The tax is too high, according to {source}.", source) == expected


def test_the_poll_is_that_of_whom_was_named_with_it() -> None:
    text = "A Harbour Courier poll shows a narrow lead. The poll says that half are undecided."
    both = [attribution(text, "A Harbour Courier poll"), attribution(text, "The poll")]
    assert speakers(text, *both) == [["Harbour Courier"], ["Harbour Courier"]]


@pytest.mark.parametrize("source", ["The Norwegian president", "Norwegian president", "president"])
def test_a_role_and_state_are_the_person_named_with_them(source: str) -> None:
    text = (
        "Norwegian President Astrid Lunde met Swedish President Nils Holm, and Norwegian President "
        "Lunde spoke first. The Norwegian president said no."
    )
    after = "first. The Norwegian " if source == "president" else "first. "
    assert speaker(text, source, after=after) == ["Astrid Lunde"]


def test_a_president_is_a_stranger_though_one_is_known() -> None:
    text = "Norwegian President Astrid Lunde waited. A Norwegian president never signs, an aide said."
    assert speaker(text, "A Norwegian president") == ["A Norwegian president"]


def test_the_foreign_minister_is_not_the_prime_minister() -> None:
    text = "Foreign Minister Ilse Brandt met Prime Minister Tomas Karel. The foreign minister said little."
    assert speaker(text, "The foreign minister") == ["Ilse Brandt"]


@pytest.mark.parametrize(
    ("before", "source", "expected"),
    [
        (
            "Foreign Minister Ilse Brandt met Energy Minister Nils Holm, and Peter Vance took notes.",
            "The two ministers",
            ["Ilse Brandt", "Nils Holm"],
        ),
        ("Ilse Brandt and Nils Holm spoke.", "Both men", ["Ilse Brandt", "Nils Holm"]),
        ("Norway and Sweden are at odds. Ilse Brandt knows.", "Both sides", ["Norway", "Sweden"]),
        ("Norway and Sweden met in Denmark with Finland.", "The two countries", ["Norway", "Sweden"]),
        ("Ilse Brandt, Nils Holm, Peter Vance, Anna Moss spoke.", "The two leaders", []),
        ("The hall was empty.", "Both sides", []),
    ],
)
def test_joint_descriptions_mean_two_who_are_clear(before: str, source: str, expected: list[str]) -> None:
    assert speaker(f"{before} {source} said that it was late.", source) == expected


def test_the_ministers_are_those_who_spoke_together() -> None:
    text = (
        "The two ministers, Ilse Brandt of Norway and Nils Holm of Sweden, said it was late. "
        "The ministers said no more."
    )
    joint = attribution(text, "The two ministers, Ilse Brandt of Norway and Nils Holm of Sweden")
    again = attribution(text, "The ministers")
    assert speakers(text, joint, again) == [["Ilse Brandt", "Nils Holm"]] * 2


def test_he_is_not_whom_he_speaks_of() -> None:
    text = "Peter Vance met Martin Croft. Croft left. Later he called Martin Croft a coward."
    assert speaker(text, "he", "Martin Croft a coward") == ["Peter Vance"]


def test_a_role_before_a_name_and_comma_belongs_to_the_person() -> None:
    text = "Norway's transport minister, Peter Holm, said no."
    holm = party(text, "Peter Holm")
    assert (holm.role, holm.affiliation) == ("transport minister", party(text, "Norway").id)
    assert holm.mentions[0].of(text) == "Norway's transport minister, Peter Holm"


def check(text: str, found: Found, count: int) -> None:
    """What holds for every text."""
    ids = [party.id for party in found.parties]
    assert ids == [f"p{number}" for number in range(1, len(ids) + 1)]
    assert len(found.speakers) == count
    assert {speaker for group in found.speakers for speaker in group} <= set(ids), found.speakers
    firsts = [party.mentions[0] for party in found.parties]
    assert firsts == sorted(firsts), f"not in order of first mention: {firsts}"
    for one in found.parties:
        assert one.affiliation is None or one.affiliation in ids
        assert list(one.mentions) == sorted(set(one.mentions))
        for mention in one.mentions:
            words = mention.of(text)
            assert 0 <= mention.start < mention.end <= len(text)
            assert words, f"{one.name} has an empty mention"
            assert words == words.strip(), f"{one.name}: {words!r}"
            assert not words.endswith(("'s", "’s")), f"{one.name}: {words!r}"


PIECES = st.sampled_from(
    [
        "President Ilse Brandt",
        "Brandt",
        "Mr. Karel",
        "he",
        "she",
        "they",
        "it",
        "I",
        "who",
        "the minister",
        "both sides",
        "the two ministers",
        "the report by",
        "between",
        "U.S.",
        "the Kremlin",
        "Moscow",
        "said",
        "told",
        "and",
        "of",
        "in",
        "Norway's",
        "Norwegian",
        "officials",
        "the company",
        "Kestrel Inc",
        "NATO",
        ",",
        ".",
        "\n\n",
        "“",
        "”",
        '"',
        "(",
        ")",
        "van",
        "de",
        "al-Tarik",
        "’s",
        "É",
        "—",
        "&",
        "O’Neill",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join)), st.data())
def test_parties_and_speakers_hold_together_for_any_text(text: str, data: st.DataObject) -> None:
    edges = st.integers(0, len(text))
    span = st.tuples(edges, edges).map(lambda pair: Span(min(pair), max(pair)))
    spans = st.lists(span, max_size=2).map(tuple)
    attributions = data.draw(st.lists(st.builds(Attribution, spans, spans, spans, st.just(1.0)), max_size=6))
    document = Document(text, "-", id="0" * 64)
    found = find_parties(document, attributions)
    check(text, found, len(attributions))
    assert found == find_parties(document, attributions), "two readings of one text differ"


def test_time_grows_with_the_text_and_not_faster() -> None:
    def seconds(copies: int) -> float:
        text = "\n\n".join(STORY.replace("Karel", f"Karel{number % 997}") for number in range(copies))
        starts = [match.start() for match in re.finditer(r"\bshe said", text)]
        attributions = [Attribution((Span(start, start + 3),), (), (), 1.0) for start in starts]
        begun = time.process_time()
        check(text, find_parties(Document(text, "-"), attributions), copies)
        return time.process_time() - begun

    seconds(20)
    few, many = seconds(100), seconds(800)
    assert many < 8 * few * 3, f"8 times the text took {many / few:.1f} times as long"


def test_the_owner_of_a_role_before_a_name_and_comma_belongs_to_the_mention() -> None:
    text = "In the end the guild's head, Josef Holm, gave way."
    assert party(text, "Josef Holm").mentions[0].of(text) == "the guild's head, Josef Holm"
