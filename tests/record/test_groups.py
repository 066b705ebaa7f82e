"""Near-duplicates are one story, in whatever order they arrive; other reports of the same event are not."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso import Document, Reading, Record
from sayso.record.groups import are_copies, shingles

WIRE = [
    "Talks on the herring quota broke down in Port Anselm on Monday, officials of both islands said.",
    "“We came with an open hand and we leave with an empty one,” Odile Renwick, the northern minister, said.",
    "Her southern colleague, Marek Ostrava, said the north had asked for nine tenths of the catch.",
    "The fleets have stayed in harbour since the first of March, and prices have doubled in the capital.",
    "A spokesman for the canneries said that two of them would close before the end of the month.",
    "Both ministers said that they would meet again when the ice has gone from the straits.",
    "The quota was first agreed in 1974 and has been renewed every five years since then.",
]
OTHER = [
    "Fishermen from both islands waited in vain for news in the harbour bars of Port Anselm.",
    "“We came with an open hand and we leave with an empty one,” Odile Renwick, the northern minister, said.",
    "It was snowing when the delegates came out of the old customs house and drove away without a word.",
    "In the north the mayor of Skerry called for help from the mainland before the winter is over.",
    "Economists doubt that the canneries can wait so long for the boats to go out again.",
]


def document(paragraphs: list[str], outlet: str = "Wire", published: str | None = None) -> Document:
    return Document("\n\n".join(paragraphs), source=outlet, outlet=outlet, published=published, title=outlet)


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    with Record(path) as opened:
        yield opened


def keep(record: Record, *documents: Document) -> None:
    for one in documents:
        record.keep(Reading(one))


def test_wire_copy_with_small_edits_is_one_story(record: Record) -> None:
    edited = ["HERRING TALKS FAIL", *WIRE[:4], WIRE[4].replace("two of them", "three"), WIRE[5]]
    keep(
        record,
        document(WIRE, "Wire", "2025-03-03"),
        document(edited, "Gazette", "2025-03-02"),
        document(OTHER, "Post", "2025-03-04"),
    )
    rows = record.stories()
    assert [(row.outlet, row.copies) for row in rows] == [("Post", 0), ("Gazette", 1)]
    assert rows.total == 2
    assert [row.outlet for row in record.stories(copies=True)] == ["Post", "Wire", "Gazette"]
    story = record.story(rows[1].id)
    assert [record.story(other).document.outlet for other in story.copies] == ["Wire"]


def test_of_the_stories_asked_for_the_earliest_stands_for_its_group(record: Record) -> None:
    keep(record, document(WIRE, "Wire", "2025-03-03"), document(WIRE[:5], "Gazette", "2025-03-05"))
    assert [row.outlet for row in record.stories()] == ["Wire"]
    assert [row.outlet for row in record.stories(outlet="Gazette")] == ["Gazette"]
    assert [row.outlet for row in record.stories(since="2025-03-04")] == ["Gazette"]
    assert not record.stories(outlet="Gazette", until="2025-03-04")


def test_the_earliest_story_stands_for_its_group_when_a_date_is_set(record: Record) -> None:
    keep(record, document(WIRE, "Wire", "2025-03-03"), document(WIRE[:5], "Gazette"))
    (row,) = record.stories()
    assert row.outlet == "Wire"
    record.set_story(record.story(row.id).copies[0], published="2025-03-01")
    assert [row.outlet for row in record.stories()] == ["Gazette"]


def test_a_copy_of_copies_joins_their_groups(record: Record) -> None:
    keep(record, document(WIRE[:4], "A"), document(WIRE[3:], "B"))
    assert record.stories().total == 2
    keep(record, document(WIRE, "C"))
    assert record.stories().total == 1


def test_a_digest_is_no_copy_of_what_it_prints(record: Record) -> None:
    keep(record, document(WIRE, "A"), document(OTHER * 1, "B"))
    keep(
        record,
        document([*WIRE, *OTHER, *(f"{line} And {at} more things." for at, line in enumerate(OTHER))], "C"),
    )
    assert {"A", "B"} <= {row.outlet for row in record.stories()}


def test_notices_after_one_pattern_are_two_stories(record: Record) -> None:
    notice = (
        "{} said its board declared a quarterly dividend of {} cents a share, payable on April {} "
        "to holders of record on March 1."
    )
    keep(
        record,
        document([notice.format("Acme Corp", 10, 15)]),
        document([notice.format("Zenith Inc", 22, 20)]),
    )
    assert record.stories().total == 2


def test_stories_in_no_group_yet_are_no_copies_of_each_other(record: Record) -> None:
    keep(record, document(WIRE, "A"), document(OTHER, "B"))
    with record._store.writing() as connection:
        connection.exec_driver_sql("UPDATE documents SET story_group = NULL")
        connection.exec_driver_sql("DELETE FROM story_bands")
    assert record.story(record.stories()[0].id).copies == ()
    keep(record, document(WIRE[:5], "C"))
    assert record.stories().total == 2


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(order=st.permutations(range(6)))
def test_the_order_of_arrival_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    third = [
        OTHER[1],
        "Seals lay on the ice and nobody spoke of herring any more.",
        "The ferry left at noon with mail.",
    ]
    variants = [WIRE, WIRE[:5], WIRE[2:], OTHER, OTHER[:4], third]
    with Record(tmp_path_factory.mktemp("groups") / "record.sqlite") as record:
        keep(record, *(document(variants[at], f"O{at}") for at in order))
        found = {
            frozenset([row.outlet, *(record.story(c).document.outlet for c in record.story(row.id).copies)])
            for row in record.stories(copies=True)
        }
    assert found == {frozenset({"O0", "O1", "O2"}), frozenset({"O3", "O4"}), frozenset({"O5"})}


def test_short_texts_are_no_copies() -> None:
    assert not are_copies(
        shingles("Click here to listen to the story"), shingles("Click here to listen to the story")
    )


def test_marks_and_case_make_no_difference() -> None:
    text = " ".join(WIRE)
    assert are_copies(shingles(text), shingles(text.upper().replace(",", " –").replace("“", '"')))


def test_shuffled_words_are_another_text() -> None:
    words = " ".join(WIRE).split()
    random.Random(3).shuffle(words)
    assert not are_copies(shingles(" ".join(WIRE)), shingles(" ".join(words)))
