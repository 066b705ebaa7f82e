"""Words as they are searched for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.record.words import fold, is_pronoun, name_query, searchable, text_query


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Zelensky", "zelensky"),
        ("ERDOĞAN", "erdogan"),
        ("Wałęsa", "walesa"),
        ("Støre", "store"),
        ("Đinđić", "dindic"),
        ("Groß", "gross"),
        ("e\u0301lan", "elan"),
        ("Æsir", "aesir"),
    ],
)
def test_case_and_accents_make_no_difference(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert searchable(searchable(text)) == searchable(text)


@pytest.mark.parametrize(
    ("asked", "query"),
    [
        ("harbour fee", '"harbour" "fee"'),
        ('"harbour fee"', '"harbour fee"'),
        ("“harbour fee” may", '"harbour fee" "may"'),
        ("harb*", '"harb"*'),
        ('"harbour fe"*', '"harbour fe"*'),
        ("U.S. fee", '"u s" "fee"'),
        ("fee - & NEAR(", '"fee" "near"'),
        ('"unclosed phrase', '"unclosed" "phrase"'),
        ("words:fee ^fee (fee OR", '"words fee" "fee" "fee" "or"'),
    ],
)
def test_a_query_is_words_phrases_and_beginnings(asked: str, query: str) -> None:
    assert text_query(asked) == query


@pytest.mark.parametrize("nothing", ["", " ", "*", '""', "-- !?", "“”", "🦊", "\0", "\ud800"])
def test_a_query_without_words_is_refused(nothing: str) -> None:
    for make in (text_query, name_query):
        with pytest.raises(UsageError, match="no word to look for"):
            make(nothing)


def test_too_many_words_are_refused() -> None:
    with pytest.raises(UsageError, match="too many"):
        text_query("fee " * 1_000)


def test_pronouns_are_told_from_abbreviations() -> None:
    assert is_pronoun("he")
    assert is_pronoun("His")
    assert is_pronoun("I")
    assert not is_pronoun("US")
    assert not is_pronoun("Ilse")
