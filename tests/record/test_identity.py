"""Ids for people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso import Document, NotFoundError, Reading, Record, UsageError

from .builder import harbour


def with_id(digits: str, text: str) -> Reading:
    """The harbour's reading as if its text had an id that begins with `digits`."""
    good = harbour()
    return replace(good, document=replace(good.document, id=digits.ljust(64, "0"), source=text))


def test_an_id_is_ten_digits_and_a_local_id(record: Record) -> None:
    record.keep(harbour())
    digits = harbour().document.id[:10]
    assert record.stories(copies=True)[0].id == digits
    assert [row.id for row in record.statements()] == [f"{digits}-s1", f"{digits}-s2", f"{digits}-s3"]


def test_more_digits_and_the_whole_id_name_the_same(record: Record) -> None:
    record.keep(harbour())
    whole = harbour().document.id
    for story_id in (whole[:6], whole[:10], whole[:30], whole, whole.upper(), f" {whole} "):
        assert record.story(story_id).document.id == whole
        assert record.show(f"{story_id.strip()}-s2").row.content == "“a first step”"


def test_documents_with_the_same_ten_digits_are_told_apart(record: Record) -> None:
    for digits, source in (("3fa94c1b20a", "a"), ("3fa94c1b20b", "b"), ("3fa94c1b20bb", "c")):
        record.keep(with_id(digits, source))
    assert {row.source: row.id for row in record.stories(copies=True)} == {
        "a": "3fa94c1b20",
        "b": "3fa94c1b20b",
        "c": "3fa94c1b20bb",
    }
    assert {record.show(row.id).story.id for row in record.statements()} == {
        "3fa94c1b20",
        "3fa94c1b20b",
        "3fa94c1b20bb",
    }
    assert record.story("3fa94c1b20").document.source == "a", "an id that was given once stays"
    assert record.story("3fa94c1b20a").document.source == "a"


def test_too_few_digits_are_answered_with_the_choice(record: Record) -> None:
    record.keep(with_id("3fa94c1b20", "a"))
    record.keep(with_id("3fa9000000", "b"))
    with pytest.raises(NotFoundError, match=r"several.*3fa9.*3fa9000000, 3fa94c1b20"):
        record.story("3fa9")
    with pytest.raises(NotFoundError, match="several"):
        record.show("3fa9-s1")


@pytest.mark.parametrize(
    "nonsense", ["", "3f", "zelensky", "3fa94c1b20-s1", "é" * 10_000, "'; --", "\0", "\udce9", "g" * 10]
)
def test_what_is_no_id_is_not_found(record: Record, nonsense: str) -> None:
    for find in (record.story, record.reading):
        with pytest.raises(NotFoundError) as caught:
            find(nonsense)
        assert len(str(caught.value)) < 400
        assert caught.value.remedy


@pytest.mark.parametrize(
    "nonsense", ["", "-", "3fa94c1b20", "3fa94c1b20-", "s3", "-s3", "0123456789-s1", "x-" * 9_000]
)
def test_what_is_no_statement_is_not_found(record: Record, nonsense: str) -> None:
    record.keep(harbour())
    with pytest.raises(NotFoundError) as caught:
        record.show(nonsense)
    assert len(str(caught.value)) < 400
    assert caught.value.remedy


def test_a_story_without_that_statement_says_so(record: Record) -> None:
    record.keep(harbour())
    with pytest.raises(NotFoundError, match="has no statement 's9'"):
        record.show(f"{harbour().document.id[:10]}-s9")


def test_a_document_with_no_real_id_is_refused(record: Record) -> None:
    with pytest.raises(UsageError, match="'7'"):
        record.keep(Reading(Document("Text", "a.txt", id="7")))
