"""Tokens: spans in the text, signs of shape, paragraph and quotation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from sayso.encoder.session import MODEL_FOLDER
from sayso.encoder.tokens import SIGNS, Layout, Tokens, load_tokenizer
from sayso.encoder.tokens import tokenize as tokenize_laid_out
from sayso.text.paragraphs import paragraphs
from sayso.text.quotations import find_quotations


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(MODEL_FOLDER / "tokenizer.json")


def tokenize(tokenizer: Tokenizer, text: str) -> Tokens:
    quotations = [(q.start, q.end, q.closed) for q in find_quotations(text)]
    return tokenize_laid_out(tokenizer, text, Layout(list(paragraphs(text)), quotations))


def test_spans_are_characters_not_bytes(tokenizer: Tokenizer) -> None:
    text = "Président Müller’s 🕊 offer"
    tokens = tokenize(tokenizer, text)
    words = {text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)}
    assert {"Müller", "🕊", "offer"} & words >= {"🕊", "offer"}
    assert all(start < end <= len(text) for start, end in zip(tokens.starts, tokens.ends, strict=True))


def test_signs_tell_capitals_paragraphs_and_quotations(tokenizer: Tokenizer) -> None:
    signs = tokenize(tokenizer, "the UN said “no”\nThe end").signs.tolist()
    lower, capitals, _, opening, inside, closing, title, _ = signs
    assert lower != title, "a capital letter leaves no trace"
    assert capitals != signs[2], "capitals leave no trace"
    assert {opening, inside, closing} == {opening}, "the marks belong to what they enclose"
    assert inside != signs[2], "a quotation leaves no trace"


def test_a_long_text_is_tokenised_in_pieces_without_loss(tokenizer: Tokenizer) -> None:
    text = "The envoy said that nothing was agreed. " * 3_000
    tokens = tokenize(tokenizer, text)
    one = tokenize(tokenizer, "The envoy said that nothing was agreed. ")
    assert len(tokens) == 3_000 * len(one)
    assert np.array_equal(tokens.ids[-len(one) :], one.ids)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_gives_ordered_tokens_within_it(tokenizer: Tokenizer, text: str) -> None:
    tokens = tokenize(tokenizer, text)
    assert (tokens.starts < tokens.ends).all()
    assert (np.diff(tokens.starts) >= 0).all()
    assert not len(tokens) or tokens.ends.max() <= len(text)
    assert ((tokens.signs >= 0) & (tokens.signs < SIGNS)).all()
    assert (tokens.words <= np.arange(len(tokens))).all()
