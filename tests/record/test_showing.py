"""A statement in its place."""

from __future__ import annotations

import pytest

from sayso import Record

from .builder import HARBOUR, harbour, one_line, reading


def test_shows_a_statement_in_its_paragraph_and_story(record: Record) -> None:
    record.keep(harbour(published="2025-03-02"))
    shown = record.show(record.statements()[1].id)
    assert shown.words == HARBOUR.split("\n\n")[1]
    assert shown.passage.of(shown.story.document.text) == shown.words
    assert shown.statement == harbour().statements[1]
    assert [party.name for party in shown.speakers] == ["Ilse Brandt"]
    assert shown.story.document == harbour(published="2025-03-02").document
    assert shown.as_dict()["statement"]["content"] == [
        [span.start, span.end] for span in shown.statement.content
    ]


def test_a_statement_over_two_paragraphs_shows_both(record: Record) -> None:
    text = "Before.\n\n“We sail,” said Ida Moor.\n\n“We do not stop.”\n\nAfter."
    record.keep(reading(text, [("Ida Moor", "said", "“We sail,” said Ida Moor.\n\n“We do not stop.”")]))
    assert record.show(record.statements()[0].id).words == "“We sail,” said Ida Moor.\n\n“We do not stop.”"


@pytest.mark.parametrize("filler", ["word ", "ü"])
def test_of_a_long_paragraph_shows_what_is_near(record: Record, filler: str) -> None:
    text = filler * 20_000 + " Ida Moor said that all is well. " + filler * 20_000
    record.keep(reading(text, [("Ida Moor", "said", "that all is well")]))
    words = record.show(record.statements()[0].id).words
    assert "Ida Moor said that all is well." in words
    assert len(words) < 2_200
    assert words == words.strip()


def test_a_passage_of_one_line(record: Record) -> None:
    record.keep(one_line("Ida Moor", "all is well"))
    assert record.show(record.statements()[0].id).words == "Ida Moor said that all is well."
